import { describe, expect, it } from "vitest";
import { standingVersion, thingsIn } from "./offer-versions";

const moment = (nounId: string, act: string, detail: Record<string, string> = {}) => ({ noun: "offer" as const, nounId, act, detail });
const first = moment("a", "submit", { revision: "1", status: "superseded" });
const taken = [first, moment("a", "counter"), moment("a", "supersede"), moment("b", "submit", { revision: "2", status: "effective" }), moment("b", "accept_counter")];

describe("the offers of a deal", () => {
  it("are counted without the versions that were replaced", () => {
    expect(thingsIn(taken)).toBe(1);
    expect(thingsIn([moment("x", "submit", { revision: "1", status: "declined" }), moment("x", "decline"), ...taken])).toBe(2);
  });

  it("name the version that stands, and none once it is over", () => {
    expect(standingVersion(taken)).toEqual({ revision: 2, status: "effective" });
    expect(standingVersion([moment("x", "submit", { revision: "1", status: "used" }), moment("x", "use")])).toBeNull();
    expect(standingVersion([])).toBeNull();
  });
});
