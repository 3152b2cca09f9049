import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orgKinds, rolesByKind } from "@/lib/states/org";
import { keeperRole } from "./contract";
import { isCommonPassword, keepsKeeper, soundRoles } from "./rules";

describe("roles of a seat", () => {
  it("keeps the matrix's order, once each", () => {
    expect(soundRoles("seller", ["viewer", "sales", "viewer"])).toEqual(["sales", "viewer"]);
  });

  it.each(orgKinds)("refuses a role that a %s does not have", (kind) => {
    const foreign = orgKinds.flatMap((one): readonly string[] => rolesByKind[one]).filter((role) => !(rolesByKind[kind] as readonly string[]).includes(role));
    for (const role of foreign) expect(soundRoles(kind, [role])).toBeNull();
  });
});

describe("the last owner", () => {
  const seats = fc.array(fc.record({ id: fc.uuid(), roles: fc.subarray(["owner", "sales", "viewer"]) }), { minLength: 1, maxLength: 6 });

  it("may not go, any other may", () => {
    fc.assert(
      fc.property(seats, fc.nat(), fc.boolean(), (all, pick, ends) => {
        const seat = all[pick % all.length];
        const roles = ends ? [] : ["owner"];
        const others = all.filter(({ id }) => id !== seat?.id).some((one) => one.roles.includes("owner"));
        expect(keepsKeeper("seller", all, seat?.id ?? "", roles)).toBe(others || !ends);
      }),
    );
  });

  it("is the administrator among operators", () => {
    expect(keeperRole.operator).toBe("admin");
    expect(keepsKeeper("operator", [{ id: "a", roles: ["admin"] }, { id: "b", roles: ["lead"] }], "a", ["lead"])).toBe(false);
  });
});

describe("a common password", () => {
  it.each(["123456789012", "Passwordpassword", "aaaaaaaaaaaaaa", "lin.xiao@seller.test"])("%s is refused", (password) => {
    expect(isCommonPassword(password, "lin.xiao@seller.test")).toBe(true);
  });

  it("a long phrase is none", () => {
    expect(isCommonPassword("竹杖芒鞋轻胜马，谁怕", "lin.xiao@seller.test")).toBe(false);
  });
});
