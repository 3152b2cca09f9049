import { asc, eq, inArray, sql } from "drizzle-orm";
import { demand, demandCustomer, demandEvent, org } from "@/db/schema";
import { checkQuestions, type DemandState } from "@/lib/states/demand";
import { named } from "@/lib/names";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { withRead } from "@/server/kernel/tx";
import type { AssignCaution, CautionsInput, DemandDuplicates, MergedHistory, NearDemand, NearInput } from "./contract-dispatch";
import { loadDemand } from "./internal";

type Near = { id: string; number: string; name: string; status: DemandState; submitter_org_id: string; seller_org_id: string | null; same: NearDemand["same"]; likeness: number; created_at: string };
type Asked = { words: string; customer: string; account: string | null; besides: string | null };

/** In a query over demand and its customer: the number of the demand it repeats most likely, while it waits for its assignment. */
export const likestNear = sql<string | null>`case when ${demand.status} = 'submitted' then (select near.number from app.near_demand(${demand.name} || ' ' || ${demand.mainAsk}, ${demandCustomer.customerName}, ${demandCustomer.customerAccount}, ${demand.id}, 1) near) end`;

async function nearTo(tx: Tx, ctx: Ctx, { words, customer, account, besides }: Asked): Promise<NearDemand[]> {
  const { rows } = await tx.execute<Near>(sql`select * from app.near_demand(${words}, ${customer}, ${account}, ${besides}::uuid, 5)`);
  const ids = [...new Set(rows.flatMap((row) => [row.submitter_org_id, row.seller_org_id ?? ""]))].filter(Boolean);
  const companies = ids.length ? await tx.select({ id: org.id, zh: org.nameZh, en: org.nameEn }).from(org).where(inArray(org.id, ids)) : [];
  const nameOf = new Map(companies.map(({ id, zh, en }) => [id, named(ctx, zh, en)]));
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
    submitterName: named(ctx, zh, en),
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

/** What a dispatcher should know of each demand before assigning it, in the order asked; those out of sight are left out. */
export async function assignCautions(ctx: Ctx, { demandIds }: CautionsInput): Promise<AssignCaution[]> {
  authorize(ctx, "demand:dispatch");
  return withRead(ctx, async (tx) => {
    const rows = await tx
      .select({ id: demand.id, number: demand.number, name: demand.name, checks: demand.checks, near: likestNear })
      .from(demand)
      .leftJoin(demandCustomer, eq(demandCustomer.demandId, demand.id))
      .where(inArray(demand.id, demandIds));
    return rows
      .map(({ checks, ...row }) => ({ ...row, unchecked: checkQuestions.some((question) => checks[question] === undefined), refuted: checkQuestions.some((question) => checks[question] === "no") }))
      .toSorted((a, b) => demandIds.indexOf(a.id) - demandIds.indexOf(b.id));
  });
}
