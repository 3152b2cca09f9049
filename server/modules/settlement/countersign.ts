import { and, eq, inArray } from "drizzle-orm";
import { countersignature, statement } from "@/db/schema";
import type { Permission } from "@/lib/permissions";
import { countersignDesks, type CountersignDesk, type StatementState, statementLifecycle } from "@/lib/states/settlement";
import { audit } from "@/server/kernel/audit";
import { authorize, type OrgCtx } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { AppError, conflict } from "@/server/kernel/errors";
import { transition } from "@/server/kernel/transition";
import { businessNow, withTx } from "@/server/kernel/tx";
import { loadStatement, type StatementRow } from "./internal";
import { type Destination, settleDestination } from "./issue-requisition";

export const deskPermission: Readonly<Record<CountersignDesk, Permission>> = {
  operations: "settlement:countersign_operations",
  finance: "settlement:countersign_finance",
  legal: "settlement:countersign_legal",
};

type Sign = { readonly statementId: string; readonly desk: CountersignDesk; readonly note?: string };
type Signed = { readonly status: StatementState; readonly requisitionId: string | null };

/**
 * Signs for one desk. A person signs one desk of a statement only; a statement whose recomputation disagrees is not signed.
 * The third signature sends the statement on its way.
 */
export async function countersign(ctx: Ctx, input: Sign): Promise<Signed> {
  authorize(ctx, deskPermission[input.desk]);
  return withTx(ctx, async (tx) => {
    const row = await loadStatement(tx, input.statementId);
    if (row.differences !== null && row.differences > 0) throw conflict("settlement.errors.differs", { number: row.number, differences: row.differences });
    const round = await roundOf(tx, row.id);
    await write(tx, ctx, { row, round, desk: input.desk, decision: "signed", note: input.note ?? "" });
    const signed = await tx.select().from(countersignature).where(and(eq(countersignature.statementId, row.id), eq(countersignature.round, round), eq(countersignature.decision, "signed")));
    const last = signed.length === countersignDesks.length;
    const way: Destination = last ? await settleDestination(tx, ctx, row) : { to: "countersigning", requisition: null };
    const set = last ? { countersignedAt: businessNow(), requisitionId: way.requisition?.id ?? null } : {};
    const moved = await transition(tx, { table: statement, lifecycle: statementLifecycle, verb: "countersign", id: row.id, to: way.to, set });
    audit(ctx, { noun: "statement", nounId: row.id, act: "settlement.countersign", parties: [row.orgId], detail: { number: row.number, desk: input.desk, status: moved.status } });
    return { status: moved.status as StatementState, requisitionId: moved.requisitionId };
  });
}

/** Refuses for one desk, with the reason; the statement waits until it is opened again. */
export async function refuseCountersign(ctx: Ctx, input: Sign & { readonly note: string }): Promise<void> {
  authorize(ctx, deskPermission[input.desk]);
  await withTx(ctx, async (tx) => {
    const row = await loadStatement(tx, input.statementId);
    await write(tx, ctx, { row, round: await roundOf(tx, row.id), desk: input.desk, decision: "refused", note: input.note });
    await transition(tx, { table: statement, lifecycle: statementLifecycle, verb: "refuse_countersign", id: row.id });
    audit(ctx, { noun: "statement", nounId: row.id, act: "settlement.refuse_countersign", parties: [row.orgId], detail: { number: row.number, desk: input.desk } });
  });
}

/** Opens a refused statement for a new round of signatures. */
export async function reopenCountersign(ctx: Ctx, input: { readonly statementId: string }): Promise<void> {
  authorize(ctx, "settlement:countersign_operations");
  await withTx(ctx, async (tx) => {
    const row = await transition(tx, { table: statement, lifecycle: statementLifecycle, verb: "reopen_countersign", id: input.statementId });
    audit(ctx, { noun: "statement", nounId: row.id, act: "settlement.reopen_countersign", parties: [row.orgId], detail: { number: row.number } });
  });
}

/** The round that collects signatures now: a refusal ends one. */
export async function roundOf(tx: Tx, statementId: string): Promise<number> {
  const refused = await tx.select({ round: countersignature.round }).from(countersignature).where(and(eq(countersignature.statementId, statementId), eq(countersignature.decision, "refused")));
  return refused.length + 1;
}

type Entry = { readonly row: StatementRow; readonly round: number; readonly desk: CountersignDesk; readonly decision: "signed" | "refused"; readonly note: string };

async function write(tx: Tx, ctx: OrgCtx, { row, round, desk, decision, note }: Entry): Promise<void> {
  const personId = ctx.actor.kind === "person" ? ctx.actor.id : null;
  if (!personId) throw new AppError("forbidden", "settlement.errors.personOnly");
  const open = inArray(statement.status, [...statementLifecycle.verbs.countersign.from]);
  const [waiting] = await tx.select({ id: statement.id }).from(statement).where(and(eq(statement.id, row.id), open));
  // A statement past signing says so by its own transition, which names the state it is in.
  if (!waiting) {
    await transition(tx, { table: statement, lifecycle: statementLifecycle, verb: "countersign", id: row.id, to: "countersigning" });
    return;
  }
  const before = await tx.select().from(countersignature).where(and(eq(countersignature.statementId, row.id), eq(countersignature.round, round)));
  if (before.some((one) => one.desk === desk)) throw conflict("settlement.errors.deskSigned", { desk });
  const mine = before.find((one) => one.personId === personId);
  if (mine) throw conflict("settlement.errors.onePersonOneDesk", { desk: mine.desk });
  await tx.insert(countersignature).values({ orgId: row.orgId, statementId: row.id, desk, decision, personId, personName: ctx.actor.name, note, round, at: businessNow() });
}
