import { and, asc, desc, eq, inArray } from "drizzle-orm";
import { demandEvent, demandFile, demandLine, org, product, productSpec } from "@/db/schema";
import { named } from "@/lib/names";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { notFound } from "@/server/kernel/errors";
import { businessNow, withRead } from "@/server/kernel/tx";
import type { DemandDetail, DemandEvent, InterestLine, SolutionLine } from "./contract";
import { type DemandRecord, factsOf, loadDemand } from "./internal";
import { summaryOf } from "./read";
import { colleaguesOf, customerOf, mentionableOf, mergesOf, questionOf } from "./read-around";
import { sellerReads } from "./read-comments";
import { actsOf } from "./rules-acts";

async function interestsOf(tx: Tx, ctx: Ctx, demandId: string): Promise<InterestLine[]> {
  const rows = await tx
    .select({ line: demandLine, name: product.name, nameEn: product.nameEn, orgId: product.orgId, zh: org.nameZh, en: org.nameEn })
    .from(demandLine)
    .innerJoin(product, eq(product.id, demandLine.productId))
    .innerJoin(org, eq(org.id, product.orgId))
    .where(and(eq(demandLine.demandId, demandId), eq(demandLine.kind, "interest")))
    .orderBy(asc(demandLine.id));
  return rows.map(({ line, name, nameEn, orgId, zh, en }) => ({
    productId: line.productId,
    productName: named(ctx, name, nameEn),
    sellerName: named(ctx, zh, en),
    sellerOrgId: orgId,
    expectedShareBp: line.expectedShareBp,
    maxShareBp: line.maxShareBp,
  }));
}

/** Solution lines with their specification as it is priced now. */
export async function solutionOf(tx: Tx, ctx: Ctx, demandId: string): Promise<SolutionLine[]> {
  const rows = await tx
    .select({ line: demandLine, product, spec: productSpec })
    .from(demandLine)
    .innerJoin(product, eq(product.id, demandLine.productId))
    .innerJoin(productSpec, eq(productSpec.id, demandLine.productSpecId))
    .where(and(eq(demandLine.demandId, demandId), eq(demandLine.kind, "solution")))
    .orderBy(asc(demandLine.id));
  return rows.map(({ line, product: of, spec }) => ({
    productSpecId: spec.id,
    productId: of.id,
    productName: named(ctx, of.name, of.nameEn),
    specName: named(ctx, spec.name, spec.nameEn),
    quantity: line.quantity,
    unitPrice: spec.unitPrice,
    periodType: spec.periodType,
  }));
}

async function eventsOf(tx: Tx, ctx: Ctx, demandId: string): Promise<DemandEvent[]> {
  const rows = await tx
    .select({ event: demandEvent, zh: org.nameZh, en: org.nameEn })
    .from(demandEvent)
    .leftJoin(org, eq(org.id, demandEvent.actorOrgId))
    .where(eq(demandEvent.demandId, demandId))
    .orderBy(desc(demandEvent.createdAt), desc(demandEvent.id))
    .limit(500);
  const files = rows.length > 0 ? await tx.select().from(demandFile).where(inArray(demandFile.eventId, rows.map(({ event }) => event.id))).orderBy(asc(demandFile.id)) : [];
  return rows.map(({ event, zh, en }) => ({
    id: event.id,
    act: event.act,
    at: event.createdAt.toISOString(),
    actorName: event.actorName,
    actorOrgName: named(ctx, zh, en),
    note: event.note,
    detail: event.detail,
    nextStep: event.nextStep,
    nextStepOn: event.nextStepOn,
    files: files.filter(({ eventId }) => eventId === event.id).map(({ fileId, name }) => ({ fileId, name })),
  }));
}

const iso = (at: Date | null) => at?.toISOString() ?? null;

/** What the record itself says, as plain JSON. */
const factsShown = (record: DemandRecord) => ({
  demandType: record.demandType,
  mainAsk: record.mainAsk,
  description: record.description,
  region: record.region,
  salesContact: record.salesContact,
  salesContactDetails: record.salesContactDetails,
  submitterPerson: record.submitterName,
  submitterOrgId: record.submitterOrgId,
  sellerOrgId: record.sellerOrgId,
  sellerPersonId: record.sellerPersonId,
  sellerPersonName: record.sellerPersonName,
  reasonCode: record.reasonCode,
  reasonNote: record.reasonNote,
  assignedAt: iso(record.assignedAt),
  acceptedAt: iso(record.acceptedAt),
  closedAt: iso(record.closedAt),
  rulesVersion: record.rulesVersion,
  pausedAt: iso(record.pausedAt),
  pausedUntil: iso(record.pausedUntil),
  extendedAt: iso(record.extendedAt),
  closeRequest: record.closeRequest,
  closeRequestDueAt: iso(record.closeRequestDueAt),
  checks: record.checks,
  checkedAt: iso(record.checkedAt),
  checkedByName: record.checkedByName,
  firstProgressAt: iso(record.firstProgressAt),
  offeredAt: iso(record.offeredAt),
  wonFen: record.wonFen?.toString() ?? null,
  refundedAt: iso(record.refundedAt),
});

/** One demand with its lines, timeline and what the reader may do now. `customer` is null until released to the reader. */
export async function readDemand(ctx: Ctx, demandId: string): Promise<DemandDetail> {
  authorize(ctx, "demand:read");
  return withRead(ctx, async (tx) => {
    const record = await loadDemand(tx, ctx, demandId);
    const summary = await summaryOf(ctx, demandId);
    if (!summary) throw notFound("demand");
    const viewer = { kind: ctx.org.kind, orgId: ctx.org.id, permissions: ctx.permissions };
    const customer = await customerOf(tx, ctx, record);
    return {
      ...summary,
      ...factsShown(record),
      question: await questionOf(tx, record),
      ...(await mergesOf(tx, record)),
      customer,
      colleagues: await colleaguesOf(tx, ctx),
      mentionable: await mentionableOf(tx, ctx, record),
      interests: await interestsOf(tx, ctx, demandId),
      solution: await solutionOf(tx, ctx, demandId),
      events: await eventsOf(tx, ctx, demandId),
      sellerReads: await sellerReads(tx, ctx, record),
      acts: actsOf(factsOf(record, customer !== null), viewer, businessNow()),
      now: businessNow().toISOString(),
    };
  });
}
