import { beforeAll, describe, expect, it } from "vitest";
import { testDatabase } from "@/testing/database";
import { type MadeOrg, makeOrg, personIn } from "@/testing/factories";
import { type Listing, makeListing, makePendingDemand } from "@/testing/factories/demand";
import { withTx } from "@/server/kernel/tx";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import * as demands from ".";

const db = testDatabase();
const markers = ["MARK-NAME-7391", "MARK-ACCOUNT-7391", "MARK-PERSON-7391", "MARK-CONTACT-7391"] as const;
const customer = { name: markers[0], account: markers[1], contactName: markers[2], contactDetails: markers[3] };
let seller: MadeOrg;
let listing: Listing;
let sales: Ctx;
let partner: Ctx;
let dispatcher: Ctx;
let demandId: string;

const expectNoMarker = (answer: unknown) => {
  const text = JSON.stringify(answer, (_key, value: unknown) => (typeof value === "bigint" ? value.toString() : value));
  for (const marker of markers) expect(text).not.toContain(marker);
};

beforeAll(async () => {
  seller = await makeOrg("seller");
  listing = await makeListing(seller);
  sales = await personIn(seller);
  partner = await personIn(await makeOrg("partner"));
  dispatcher = await personIn(await makeOrg("operator"));
  demandId = await makePendingDemand(partner, dispatcher, seller, listing, { customer });
});

describe("before acceptance the seller learns nothing of the customer", () => {
  it("in any answer", async () => {
    expectNoMarker(await demands.readDemand(sales, demandId));
    expectNoMarker(await demands.listDemand(sales, {}));
    for (const marker of markers) expect((await demands.listDemand(sales, { q: marker })).rows).toEqual([]);
    expectNoMarker(await demands.interestProducts(sales));
    await expect(demands.demandForOffer(sales, demandId)).rejects.toMatchObject({ kind: "not_found" });
  });

  it("in any refusal", async () => {
    const refusals = [
      () => demands.editSolution(sales, { demandId, customerAccount: "x", lines: [] }),
      () => demands.logProgress(sales, { demandId, text: "…" }),
      () => demands.closeLost(sales, { demandId, reasonCode: "price", note: "…" }),
      () => demands.acceptDemand(sales, { demandId, rulesVersion: "none" }),
    ];
    for (const refusal of refusals) {
      const error = await refusal().catch((thrown: Error) => thrown);
      expect(error).toBeInstanceOf(Error);
      expectNoMarker({ ...(error as Error), message: (error as Error).message });
    }
  });

  it("by any table it may read", async () => {
    const tables = await db.sql<{ name: string }>("select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind in ('r', 'v')");
    for (const { name } of tables) {
      const { rows } = await withTx(sales, (tx) => tx.execute(`select * from "${name}"`));
      expectNoMarker(rows);
    }
  });

  it("in the audit log, or in any job, notice or message", async () => {
    await db.sql("update demand set assigned_at = now() - interval '3 days', due_at = now() + interval '2 days' where id = $1", [demandId]);
    await demands.sweepWarnings(systemCtx("sweep"));
    expectNoMarker(await db.sql("select * from audit_entry"));
    expectNoMarker(await db.sql("select * from graphile_worker._private_jobs"));
    expectNoMarker(await db.sql("select * from demand_event"));
    expectNoMarker(await db.sql("select * from notification"));
    expectNoMarker(await db.sql("select * from outbound_message"));
  });

  it("and learns it at acceptance, the partner and the operators having known it", async () => {
    for (const reader of [partner, dispatcher]) expect((await demands.readDemand(reader, demandId)).customer).toMatchObject(customer);
    await demands.acceptDemand(sales, { demandId, rulesVersion: demands.demandRulesVersion });
    expect((await demands.readDemand(sales, demandId)).customer).toMatchObject(customer);
    expectNoMarker(await db.sql("select * from audit_entry"));
  });
});
