import { and, eq } from "drizzle-orm";
import { certificate, file } from "@/db/schema";
import { compareCertificate } from "@/lib/certificate";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { notFound } from "@/server/kernel/errors";
import { splitSuffix } from "./rules";
import type { CertificateDetail, CertificateReading } from "./contract";

export type CertificateRow = typeof certificate.$inferSelect;
type FileRow = typeof file.$inferSelect;
export type Claim = { readonly productName: string; readonly companyName: string };

/** The certificate of the acting company, or of any company for operators and our own jobs; else 404. */
export async function findCertificate(tx: Tx, ctx: Ctx, id: string): Promise<{ row: CertificateRow; file: FileRow }> {
  const mine = ctx.org && !ctx.platform ? eq(certificate.orgId, ctx.org.id) : undefined;
  const [found] = await tx.select({ row: certificate, file }).from(certificate).innerJoin(file, eq(file.id, certificate.fileId)).where(and(eq(certificate.id, id), mine));
  if (!found) throw notFound("qualification");
  return found;
}

export const readingOf = (row: CertificateRow) => row.read as CertificateReading | null;

/** The certificate with its file's facts, compared with what is claimed now. */
export function toDetail(row: CertificateRow, of: FileRow, claim: Claim): CertificateDetail {
  const reading = readingOf(row);
  const regNo = row.claimed["regNo"] ?? "";
  const { base, suffix } = splitSuffix(claim.productName);
  const { id, name, bytes, sha256, contentType, state, findings, refusedReason } = of;
  return {
    id: row.id,
    state: row.state,
    claim: { regNo, name: claim.productName, owner: claim.companyName },
    suffix: reading?.ok ? suffix : null,
    reading,
    match: reading?.ok ? compareCertificate(reading.certificate, { companyName: claim.companyName, productName: base, regNo: regNo || null }) : null,
    file: { id, name, bytes, sha256, contentType, state, findings, refusedReason },
    createdAt: row.createdAt.toISOString(),
  };
}
