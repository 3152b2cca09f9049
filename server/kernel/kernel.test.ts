import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "./audit";
import { personCtx } from "./ctx";
import { AppError, conflict, httpStatus, isDuplicate, toAppError } from "./errors";
import { decodeCursor, encodeCursor, toPage } from "./page";
import { rewrap, seal, unseal, useSecretKeys } from "./secrets";
import type { OrgId, PersonId } from "@/lib/ids";

const key = (byte: number) => Buffer.alloc(32, byte).toString("base64");

describe("sealed secrets", () => {
  it("open again with the ring they were sealed under, and with a newer one", () => {
    useSecretKeys(key(1));
    const sealed = seal("whsec_geheim 密");
    expect(sealed).not.toContain("geheim");
    useSecretKeys(`${key(2)},${key(1)}`);
    expect(unseal(sealed)).toBe("whsec_geheim 密");
    const turned = rewrap(sealed);
    expect(turned).not.toBe(sealed);
    useSecretKeys(`${key(2)},${key(9)}`);
    expect(unseal(turned)).toBe("whsec_geheim 密");
    expect(() => unseal(sealed)).toThrow();
  });

  it("refuse a tampered text", () => {
    useSecretKeys(key(1));
    const sealed = seal("secret");
    expect(() => unseal(`${sealed.slice(0, -3)}AAA`)).toThrow();
  });
});

describe("canonical JSON", () => {
  it("hashes the same facts alike, whatever their order", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean())), (facts) => {
        const shuffled = Object.fromEntries(Object.entries(facts).toReversed());
        expect(canonicalJson(shuffled)).toBe(canonicalJson(facts));
      }),
    );
    expect(canonicalJson({ b: 1n, a: { d: null, c: [2] } })).toBe('{"a":{"c":[2],"d":null},"b":"1"}');
  });
});

describe("cursors", () => {
  it("come back as they went", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 3 }), (keys) => {
        expect(decodeCursor(encodeCursor(keys), keys.length)).toEqual(keys);
      }),
    );
  });
  it("are refused when they are not ours", () => {
    for (const bad of ["", "x", encodeCursor(["a"]), Buffer.from('[{"a":1},2]').toString("base64url")]) {
      expect(() => decodeCursor(bad, 2)).toThrow(expect.objectContaining({ key: "badCursor" }) as Error);
    }
  });
  it("exist only when there is more", () => {
    const rows = [{ id: "a" }, { id: "b" }, { id: "c" }];
    expect(toPage(rows, (row) => [row.id], 3).next).toBeNull();
    const page = toPage(rows, (row) => [row.id], 2);
    expect(page.rows).toHaveLength(2);
    expect(decodeCursor(page.next ?? "", 1)).toEqual(["b"]);
  });
});

describe("errors", () => {
  it("map by kind, and what nobody foresaw stays unknown", () => {
    expect(httpStatus[conflict("x").kind]).toBe(409);
    expect(toAppError(Object.assign(new Error("dup"), { code: "23505", constraint: "offer_live_name_key" }))).toMatchObject({ kind: "conflict" });
    expect(isDuplicate(Object.assign(new Error("dup"), { code: "23505", constraint: "a" }), "b")).toBe(false);
    expect(toAppError(new Error("surprise"))).toBeNull();
    expect(toAppError(new AppError("limited", "tooMany"))?.kind).toBe("limited");
  });
});

describe("a person's context", () => {
  it("opens the platform only for operators", () => {
    const make = (kind: "seller" | "operator") =>
      personCtx({
        actor: { kind: "person", id: "p" as PersonId, name: "n", email: "e" },
        org: { id: "o" as OrgId, kind, slug: "s", nameZh: "", nameEn: "", roles: kind === "seller" ? ["sales"] : ["viewer"] },
        requestId: "r",
        locale: "en",
        ip: "",
      });
    expect(make("seller").platform).toBe(false);
    expect(make("operator").platform).toBe(true);
    expect(make("seller").permissions.has("demand:accept")).toBe(true);
    expect(make("operator").permissions.has("demand:dispatch")).toBe(false);
  });
});
