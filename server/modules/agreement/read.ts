import { and, desc, eq, gt, isNotNull, isNull, lte, or } from "drizzle-orm";
import { agreement } from "@/db/schema";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { notFound } from "@/server/kernel/errors";
import { businessNow, withRead } from "@/server/kernel/tx";
import type { AgreementDetail, AgreementSummary } from "./contract";

type Row = typeof agreement.$inferSelect;

/** The signed agreement of a company that is in force at an instant; the newest when several are. */
export async function agreementInForce(tx: Tx, orgId: string, at: Date): Promise<Row | null> {
  const [row] = await tx
    .select()
    .from(agreement)
    .where(and(eq(agreement.orgId, orgId), isNotNull(agreement.signedAt), lte(agreement.validFrom, at), or(isNull(agreement.validTo), gt(agreement.validTo, at))))
    .orderBy(desc(agreement.validFrom))
    .limit(1);
  return row ?? null;
}

/** The acting company's agreements, newest first. */
export async function listAgreements(ctx: Ctx): Promise<AgreementSummary[]> {
  authorize(ctx, "agreement:read");
  return withRead(ctx, async (tx) => {
    const rows = await tx.select().from(agreement).where(eq(agreement.orgId, ctx.org.id)).orderBy(desc(agreement.validFrom), desc(agreement.id)).limit(200);
    return rows.map((row) => summaryOf(row, businessNow()));
  });
}

/** One agreement with its text; 404 when it is another company's. */
export async function agreementDetail(ctx: Ctx, agreementId: string): Promise<AgreementDetail> {
  authorize(ctx, "agreement:read");
  return withRead(ctx, async (tx) => {
    const mine = ctx.platform ? undefined : eq(agreement.orgId, ctx.org.id);
    const [row] = await tx.select().from(agreement).where(and(eq(agreement.id, agreementId), mine));
    if (!row) throw notFound("agreement");
    return { ...summaryOf(row, businessNow()), body: row.body };
  });
}

function summaryOf(row: Row, now: Date): AgreementSummary {
  const { id, number, title, titleEn, agreementVersion, signedBy } = row;
  return {
    id,
    number,
    title,
    titleEn,
    agreementVersion,
    signedBy,
    signedAt: row.signedAt?.toISOString() ?? null,
    validFrom: row.validFrom.toISOString(),
    validTo: row.validTo?.toISOString() ?? null,
    inForce: row.signedAt !== null && row.validFrom <= now && (row.validTo === null || row.validTo > now),
  };
}
