import { asc, eq, inArray, sql } from "drizzle-orm";
import { demand, demandCustomer, demandEvent, org } from "@/db/schema";
import type { DemandState } from "@/lib/states/demand";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { withRead } from "@/server/kernel/tx";
import type { DemandDuplicates, MergedHistory, NearDemand, NearInput } from "./contract-dispatch";
import { loadDemand } from "./internal";
import { named } from "./read";

type Near = { id: string; number: string; name: string; status: DemandState; submitter_org_id: string; seller_org_id: string | null; same: NearDemand["same"]; likeness: number; created_at: string };
type Asked = { words: string; customer: string; account: string | null; besides: string | null };

async function nearTo(tx: Tx, ctx: Ctx, { words, customer, account, besides }: Asked): Promise<NearDemand[]> {
  const { rows } = await tx.execute<Near>(sql`select * from app.near_demand(${words}, ${customer}, ${account}, ${besides}::uuid, 5)`);
  const ids = [...new Set(rows.flatMap((row) => [row.submitter_org_id, row.seller_org_id ?? ""]))].filter(Boolean);
  const companies = ids.length ? await tx.select({ id: org.id, zh: org.nameZh, en: org.nameEn }).from(org).where(inArray(org.id, ids)) : [];
  const nameOf = new Map(companies.map(({ id, zh, en }) => [id, named(ctx, zh, en) ?? zh]));
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    name: row.name,
    status: row.status,
    same: row.same,
    likeness: row.likeness,
    submitterName: nameOf.get(row.submitter_org_id) ?? "",
    sellerName: nameOf.get(row.seller_org_id ?? "") ?? null,
    createdAt: new Date(row.created_at).toISOString(),
  }));
}

/**
 * Demand that the one being written seems to repeat. Submitters learn of their own company's alone, never that another
 * partner brought the same customer; dispatchers of all.
 */
export async function nearDuplicates(ctx: Ctx, input: NearInput): Promise<NearDemand[]> {
  authorize(ctx, "demand:submit");
  const words = `${input.name} ${input.mainAsk}`.trim();
  return withRead(ctx, async (tx) => {
    if (input.demandId) await loadDemand(tx, ctx, input.demandId);
    if (words.length < 2 || (input.customerName.length < 2 && !input.customerAccount)) return [];
    return nearTo(tx, ctx, { words, customer: input.customerName, account: input.customerAccount ?? null, besides: input.demandId ?? null });
  });
}

async function mergedInto(tx: Tx, ctx: Ctx, demandId: string): Promise<MergedHistory[]> {
  const merged = await tx
    .select({ id: demand.id, number: demand.number, name: demand.name, zh: org.nameZh, en: org.nameEn })
    .from(demand)
    .innerJoin(org, eq(org.id, demand.submitterOrgId))
    .where(eq(demand.mergedIntoId, demandId))
    .orderBy(asc(demand.number));
  if (merged.length === 0) return [];
  const events = await tx.select().from(demandEvent).where(inArray(demandEvent.demandId, merged.map(({ id }) => id))).orderBy(asc(demandEvent.createdAt), asc(demandEvent.id)).limit(500);
  return merged.map(({ id, number, name, zh, en }) => ({
    id,
    number,
    name,
    submitterName: named(ctx, zh, en) ?? zh,
    events: events.filter((one) => one.demandId === id).map((one) => ({ id: one.id, act: one.act, at: one.createdAt.toISOString(), actorName: one.actorName, note: one.note, detail: one.detail })),
  }));
}

/** What a demand seems to repeat, and the whole history of those merged into it. */
export async function readDuplicates(ctx: Ctx, demandId: string): Promise<DemandDuplicates> {
  authorize(ctx, "demand:dispatch");
  return withRead(ctx, async (tx) => {
    const record = await loadDemand(tx, ctx, demandId);
    const [customer] = await tx.select().from(demandCustomer).where(eq(demandCustomer.demandId, demandId));
    const near = await nearTo(tx, ctx, { words: `${record.name} ${record.mainAsk}`, customer: customer?.customerName ?? "", account: customer?.customerAccount ?? null, besides: record.id });
    return { near, merged: await mergedInto(tx, ctx, demandId) };
  });
}
