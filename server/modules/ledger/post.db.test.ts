import { describe, expect, it } from "vitest";
import { systemCtx } from "@/server/kernel/ctx";
import { withRead, withTx } from "@/server/kernel/tx";
import { makeOrg, personIn } from "@/testing/factories";
import { testDatabase } from "@/testing/database";
import { balances, ledgerSum, post } from "./index";

const db = testDatabase();
const system = systemCtx("test");
const entry = (correlationKey: string, orgId: string, amountFen = 100n) => ({
  correlationKey,
  kind: "settlement" as const,
  nounId: null,
  period: "202601",
  at: new Date("2026-02-03T00:00:00Z"),
  postings: [
    { account: "cost_of_sales" as const, amountFen },
    { account: "seller_payable" as const, orgId, amountFen: -amountFen },
  ],
});

describe("posting", () => {
  it("has one effect per key, however many try", async () => {
    const { id } = await makeOrg("seller");
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => withTx(system, (tx) => post(tx, entry("once", id)))));
    expect(outcomes.filter(Boolean)).toHaveLength(1);
    expect(await withRead(system, (tx) => balances(tx, id))).toEqual({ seller_payable: -100n });
    expect(await withRead(system, ledgerSum)).toBe(0n);
  });

  it("refuses what does not balance, and the database refuses it again", async () => {
    const { id } = await makeOrg("seller");
    const [, second] = entry("x", id).postings;
    await expect(withTx(system, (tx) => post(tx, { ...entry("x", id), postings: second ? [second] : [] }))).rejects.toThrow("off by -100 fen");
    await expect(db.sql("with e as (insert into ledger_entry (correlation_key, kind, at) values ('y', 'settlement', now()) returning id) insert into ledger_posting (entry_id, account, amount_fen) select id, 'bank', 5 from e")).rejects.toThrow("does not balance");
  });

  it("cannot be edited, and shows a company its own sub-account only", async () => {
    const [mine, other] = [await makeOrg("seller"), await makeOrg("seller")];
    await withTx(system, (tx) => post(tx, entry("mine", mine.id)));
    await expect(db.sql("update ledger_posting set amount_fen = 0")).rejects.toThrow("append-only");
    expect(await withRead(await personIn(mine), (tx) => balances(tx))).toEqual({ seller_payable: -100n });
    expect(await withRead(await personIn(other), (tx) => balances(tx))).toEqual({});
  });
});
