import { and, asc, desc, eq } from "drizzle-orm";
import { auditEntry, offerLine, org, product, productSpec } from "@/db/schema";
import { offerRow } from "@/db/views/sales";
import type { Breach } from "@/lib/offer-price";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { notFound } from "@/server/kernel/errors";
import { unseal } from "@/server/kernel/secrets";
import { businessNow, withRead } from "@/server/kernel/tx";
import type { BuyerOffer, OfferDetail, OfferEvent, OfferLine } from "./contract";
import { type Guest, guestOf, loadOffer, type OfferRecord } from "./internal";
import { toSummary } from "./read";
import { named } from "./read-desk";
import { actsOf } from "./rules";

async function linesOf(tx: Tx, ctx: Ctx, offerId: string): Promise<OfferLine[]> {
  const rows = await tx
    .select({ line: offerLine, product, spec: productSpec })
    .from(offerLine)
    .innerJoin(product, eq(product.id, offerLine.productId))
    .innerJoin(productSpec, eq(productSpec.id, offerLine.productSpecId))
    .where(eq(offerLine.offerId, offerId))
    .orderBy(asc(offerLine.id));
  return rows.map(({ line, product: of, spec }) => ({
    productId: of.id,
    productName: named(ctx, of.name, of.nameEn) ?? of.name,
    specName: named(ctx, spec.name, spec.nameEn) ?? spec.name,
    skuCode: spec.skuCode,
    quantity: line.quantity,
    periodNumber: line.periodNumber,
    periodType: spec.periodType,
    unitPrice: line.unitPrice,
    rateBp: line.rateBp,
    shareBp: line.shareBp,
    listFen: line.listFen.toString(),
    amountFen: line.amountFen.toString(),
  }));
}

const detailOf = (payload: string): Record<string, string> => {
  const { detail } = JSON.parse(payload) as { detail?: Record<string, unknown> };
  return Object.fromEntries(Object.entries(detail ?? {}).flatMap(([key, value]) => (value === null || typeof value === "object" ? [] : [[key, String(value)]])));
};

/** The offer's history is its audit trail. */
async function eventsOf(tx: Tx, offerId: string): Promise<OfferEvent[]> {
  const rows = await tx.select().from(auditEntry).where(and(eq(auditEntry.noun, "offer"), eq(auditEntry.nounId, offerId))).orderBy(desc(auditEntry.seq)).limit(200);
  return rows.map((row) => ({ id: row.seq.toString(), act: row.act.replace("offer.", ""), at: row.businessAt.toISOString(), actorName: row.actorName, detail: detailOf(row.payload) }));
}

/** The page answers to the link in these states; only the maker may copy it. */
function tokenFor(ctx: Ctx, row: OfferRecord): string | null {
  const answers = ["scheduled", "effective"].includes(row.status);
  return answers && row.tokenSealed && row.orgId === ctx.org?.id && ctx.permissions.has("offer:make") ? unseal(row.tokenSealed) : null;
}

async function nameOf(tx: Tx, ctx: Ctx, orgId: string): Promise<string> {
  const [row] = await tx.select({ zh: org.nameZh, en: org.nameEn }).from(org).where(eq(org.id, orgId));
  return named(ctx, row?.zh ?? null, row?.en ?? null) ?? "";
}

/** One offer with its lines, history and what the reader may do now. */
export async function readOffer(ctx: Ctx, offerId: string): Promise<OfferDetail> {
  authorize(ctx, "offer:read");
  return withRead(ctx, async (tx) => {
    const record = await loadOffer(tx, offerId);
    const [row] = await tx.select().from(offerRow).where(eq(offerRow.id, offerId));
    if (!row) throw notFound("offer");
    const personId = ctx.actor.kind === "person" ? ctx.actor.id : null;
    return {
      ...toSummary(ctx, row),
      orgId: record.orgId,
      sellerName: await nameOf(tx, ctx, record.sellerOrgId),
      lines: await linesOf(tx, ctx, offerId),
      breaches: record.breaches as Breach[],
      terms: record.terms,
      openedAt: record.openedAt?.toISOString() ?? null,
      decidedAt: record.decidedAt?.toISOString() ?? null,
      decisionNote: record.decisionNote,
      version: record.version,
      token: tokenFor(ctx, record),
      events: await eventsOf(tx, offerId),
      acts: actsOf({ ...record, status: row.status }, { kind: ctx.org.kind, orgId: ctx.org.id, personId, permissions: ctx.permissions }),
      now: businessNow().toISOString(),
    };
  });
}

const shown = ["scheduled", "effective", "used", "expired", "declined"] as const;
const isShown = (status: string): status is BuyerOffer["status"] => (shown as readonly string[]).includes(status);

/** The buyer's page. Unknown, withdrawn and revoked links are alike: not found. No share, no other company's business. */
export async function readOfferByToken(guest: Guest & Pick<Ctx, "locale">, token: string): Promise<BuyerOffer> {
  const found = await guestOf(token, guest);
  const ctx: Ctx = { ...found.ctx, locale: guest.locale };
  return withRead(ctx, async (tx) => {
    const row = await loadOffer(tx, found.offerId);
    const now = businessNow();
    // The clock may be ahead of the sweep; the buyer is told by the clock.
    const status = row.status === "effective" && row.endsAt <= now ? "expired" : row.status;
    if (!isShown(status)) throw notFound("offer");
    const lines = await linesOf(tx, ctx, row.id);
    return {
      number: row.number,
      name: row.name,
      discountKind: row.discountKind,
      status,
      sellerName: await nameOf(tx, ctx, row.sellerOrgId),
      partnerName: row.partnerOrgId ? await nameOf(tx, ctx, row.partnerOrgId) : null,
      buyerName: row.buyerName,
      buyerAccount: row.buyerAccount,
      startsAt: row.startsAt.toISOString(),
      endsAt: row.endsAt.toISOString(),
      terms: row.terms,
      totalListFen: row.totalListFen?.toString() ?? "0",
      totalFen: row.totalFen?.toString() ?? "0",
      lines: lines.map(({ shareBp: _share, productId: _product, ...line }) => line),
      now: now.toISOString(),
    };
  });
}
