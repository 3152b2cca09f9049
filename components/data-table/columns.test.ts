import { describe, expect, it } from "vitest";
import { shownKeys } from "./columns";

const columns = [{ key: "name" }, { key: "status" }, { key: "number", hidden: true }, { key: "budget" }];

describe("shownKeys", () => {
  it("shows all but the hidden ones from the start", () => {
    expect(shownKeys(columns, undefined)).toEqual(["name", "status", "budget"]);
  });
  it("keeps the table's order and the first column whatever the address says", () => {
    expect(shownKeys(columns, "budget,number")).toEqual(["name", "number", "budget"]);
  });
  it("takes an address that names no column for none", () => {
    expect(shownKeys(columns, "x,,__proto__")).toEqual(["name", "status", "budget"]);
  });
});
