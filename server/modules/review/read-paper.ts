import { count, eq, and, inArray } from "drizzle-orm";
import { auditEntry, org } from "@/db/schema";
import type { OrgCtx } from "@/server/kernel/authorize";
import type { Tx } from "@/server/kernel/database";
import { currentCertification } from "@/server/modules/org";
import { wholeDraft } from "@/server/modules/product";
import { type CertificateDetail, certificateDetail, type Reuse, reusesOf } from "@/server/modules/qualification";
import type { ApplicationRow } from "./internal";

type Paper = { readonly paper: CertificateDetail | null; readonly reuses: Reuse[]; readonly company: { readonly name: string; readonly nameEn: string; readonly legalName: string | null; readonly certified: boolean } };

/** The certificate of an application compared with product and company, and where else its number is used. */
export async function paperOf(tx: Tx, ctx: OrgCtx, row: ApplicationRow): Promise<Paper> {
  const [seller] = await tx.select().from(org).where(eq(org.id, row.orgId));
  const certification = await currentCertification(tx, row.orgId);
  const company = { name: seller?.nameZh ?? "", nameEn: seller?.nameEn ?? "", legalName: certification?.legalName ?? null, certified: certification?.state === "certified" };
  if (!row.certificateId) return { paper: null, reuses: [], company };
  const { basics } = wholeDraft(row.draft);
  const paper = await certificateDetail(ctx, row.certificateId, { productName: basics.name, companyName: company.legalName ?? company.name });
  return { paper, reuses: await reusesOf(ctx, row.certificateId), company };
}

/** How often a file was opened, by whomever. */
export async function openingsOf(tx: Tx, fileId: string): Promise<number> {
  const [row] = await tx.select({ n: count() }).from(auditEntry).where(and(eq(auditEntry.noun, "file"), eq(auditEntry.nounId, fileId), eq(auditEntry.act, "file.open")));
  return row?.n ?? 0;
}

/** The names of companies by id. */
export async function companyNames(tx: Tx, ids: readonly string[], locale: string): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.select().from(org).where(inArray(org.id, [...new Set(ids)]));
  return new Map(rows.map((row) => [row.id, locale === "en" && row.nameEn ? row.nameEn : row.nameZh]));
}
