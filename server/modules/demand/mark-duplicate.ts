import { and, asc, eq, inArray, ne, sql } from "drizzle-orm";
import { demand, demandLine } from "@/db/schema";
import { type DemandState, demandLifecycle } from "@/lib/states/demand";
import { audit } from "@/server/kernel/audit";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { conflict, invalid } from "@/server/kernel/errors";
import { transition } from "@/server/kernel/transition";
import { businessNow, withTx } from "@/server/kernel/tx";
import type { DuplicateInput } from "./contract";
import { note, salesRoles, tell } from "./events";
import type { DemandRecord } from "./internal";

/** Both demands, locked in the order of their ids so that two merges of the same pair take turns. */
async function lockPair(tx: Tx, input: DuplicateInput): Promise<DemandRecord | null> {
  const [found] = await tx.select({ id: demand.id }).from(demand).where(and(eq(demand.number, input.ofNumber), ne(demand.id, input.demandId), ne(demand.status, "draft")));
  if (!found) return null;
  const rows = await tx.select().from(demand).where(inArray(demand.id, [found.id, input.demandId])).orderBy(asc(demand.id)).for("update");
  return rows.find((row) => row.id === found.id) ?? null;
}

/** Products asked for in the merged demand and not yet in the kept one; another company's share stays its own secret. */
async function takeOverProducts(tx: Tx, merged: DemandRecord, kept: DemandRecord): Promise<number> {
  const lines = await tx.select().from(demandLine).where(and(inArray(demandLine.demandId, [merged.id, kept.id]), eq(demandLine.kind, "interest")));
  const there = new Set(lines.filter((line) => line.demandId === kept.id).map((line) => line.productId));
  const own = merged.submitterOrgId === kept.submitterOrgId;
  const missing = lines.filter((line) => line.demandId === merged.id && !there.has(line.productId));
  if (missing.length === 0) return 0;
  await tx.insert(demandLine).values(missing.map((line) => ({ demandId: kept.id, kind: "interest" as const, productId: line.productId, expectedShareBp: own ? line.expectedShareBp : null, maxShareBp: line.maxShareBp })));
  return missing.length;
}

/** What has come to its end keeps the products it ended with. */
const settled: readonly string[] = ["won", "closed_won_offline", "closed_lost"] satisfies DemandState[];

/**
 * Merges a submitted demand into the one that already covers it. Both keep their history; the products asked for move
 * along unless its deal has ended. A submitter of another company is told that it is a duplicate, not of which.
 */
export async function markDuplicate(ctx: Ctx, input: DuplicateInput): Promise<void> {
  authorize(ctx, "demand:dispatch");
  await withTx(ctx, async (tx) => {
    const kept = await lockPair(tx, input);
    if (!kept) throw invalid("demand.errors.noSuchOriginal", {}, { ofNumber: "errors.field.invalid" });
    if (kept.status === "duplicate" || kept.status === "cancelled") throw conflict("demand.errors.originalEnded", { number: kept.number });
    const set = { reasonCode: "duplicate", reasonNote: input.note ?? null, dueAt: null, closedAt: businessNow(), mergedIntoId: kept.id };
    const row = await transition(tx, { table: demand, lifecycle: demandLifecycle, verb: "mark_duplicate", id: input.demandId, set });
    const products = settled.includes(kept.status) ? 0 : await takeOverProducts(tx, row, kept);
    if (products > 0) await tx.update(demand).set({ version: sql`${demand.version} + 1` }).where(eq(demand.id, kept.id));
    const own = row.submitterOrgId === kept.submitterOrgId;
    await note(tx, ctx, row.id, { act: "mark_duplicate", note: input.note, detail: own ? { into: kept.number } : {}, hiddenFromSeller: true });
    await note(tx, ctx, kept.id, { act: "merge", detail: { products: String(products), ...(own ? { number: row.number } : {}) }, hiddenFromSeller: true });
    // The other demand's id stays in the operators' own chain, not with the parties of this one.
    audit(ctx, { noun: "demand", nounId: row.id, act: "demand.mark_duplicate", detail: { number: row.number, originalId: kept.id, products } });
    if (own) await tell(tx, row.submitterOrgId, row, "merged", { roles: salesRoles, values: { kept: kept.number }, path: `demands/${kept.id}` });
    else await tell(tx, row.submitterOrgId, row, "mark_duplicate", { roles: salesRoles });
  });
}
