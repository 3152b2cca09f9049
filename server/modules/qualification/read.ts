import { and, eq, inArray, isNull, ne, or } from "drizzle-orm";
import { application, certificate, product } from "@/db/schema";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { withRead } from "@/server/kernel/tx";
import type { CertificateDetail, CertificateState, Reuse } from "./contract";
import { type Claim, findCertificate, toDetail } from "./internal";

/** A certificate for its own company's people or for reviewers, and nobody else: 403 or 404. */
export async function certificateDetail(ctx: Ctx, certificateId: string, claim: Claim): Promise<CertificateDetail> {
  authorize(ctx, ctx.platform ? "review:read" : "product:read");
  return withRead(ctx, async (tx) => {
    const { row, file } = await findCertificate(tx, ctx, certificateId);
    return toDetail(row, file, claim);
  });
}

/** How far the reading is: what a waiting page asks for. */
export async function certificateState(ctx: Ctx, certificateId: string): Promise<{ state: CertificateState }> {
  authorize(ctx, ctx.platform ? "review:read" : "product:read");
  return withRead(ctx, async (tx) => ({ state: (await findCertificate(tx, ctx, certificateId)).row.state }));
}

/**
 * Live listings and running applications, beside this one, that lean on the same registration number.
 * A seller sees its own alone, a reviewer all.
 */
export async function reusesOf(ctx: Ctx, certificateId: string): Promise<Reuse[]> {
  authorize(ctx, ctx.platform ? "review:read" : "product:read");
  return withRead(ctx, async (tx) => {
    const { row } = await findCertificate(tx, ctx, certificateId);
    if (!row.regNo) return [];
    const sameProduct = row.productId ? or(isNull(certificate.productId), ne(certificate.productId, row.productId)) : undefined;
    const rows = await tx
      .select({ orgId: certificate.orgId, number: application.number, applied: application.productName, listed: product.name, status: product.status })
      .from(certificate)
      .leftJoin(product, eq(product.id, certificate.productId))
      .leftJoin(application, eq(application.certificateId, certificate.id))
      .where(
        and(
          eq(certificate.regNo, row.regNo),
          ne(certificate.id, certificateId),
          sameProduct,
          ctx.platform ? undefined : eq(certificate.orgId, ctx.org.id),
          or(inArray(product.status, ["on_sale", "hidden", "frozen"]), inArray(application.status, ["pending", "in_review"])),
        ),
      )
      .limit(20);
    return rows.map((one) => ({ applicationNumber: one.number, productName: one.listed ?? one.applied ?? "", orgId: one.orgId, live: one.listed !== null }));
  });
}
