import { describe, expect, it } from "vitest";
import { testDatabase } from "@/testing/database";
import { makeOrg, personIn } from "@/testing/factories";
import { withTx } from "@/server/kernel/tx";
import { ensureCustomer, readCustomer } from ".";

const db = testDatabase();

describe("customers", () => {
  it("are made once by their account, and take on a later name", async () => {
    const seller = await personIn(await makeOrg("seller"));
    const ensure = (name: string) => withTx(seller, (tx) => ensureCustomer(tx, { account: "hwc-1", name }));
    const made = await Promise.all(Array.from({ length: 50 }, () => ensure("旧名")));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect(await ensure("新名")).toEqual(made[0]);
    expect(await db.sql("select account, name from customer")).toEqual([{ account: "hwc-1", name: "新名" }]);
  });

  it("are read by operators, and by nobody else", async () => {
    const operator = await personIn(await makeOrg("operator"));
    expect(await readCustomer(operator, "hwc-1")).toMatchObject({ name: "新名" });
    for (const kind of ["seller", "partner"] as const) await expect(readCustomer(await personIn(await makeOrg(kind)), "hwc-1")).rejects.toMatchObject({ kind: "not_found" });
    await expect(readCustomer(operator, "hwc-none")).rejects.toMatchObject({ kind: "not_found" });
  });
});
