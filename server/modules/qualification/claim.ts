import { and, eq } from "drizzle-orm";
import { certificate, file } from "@/db/schema";
import { audit } from "@/server/kernel/audit";
import { authorize, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { notFound } from "@/server/kernel/errors";
import { enqueue } from "@/server/kernel/outbox";
import { withTx } from "@/server/kernel/tx";
import type { ClaimInput } from "./contract";
import { readingOf } from "./internal";
import { knownNumber, tidyRegNo } from "./rules";

/**
 * Names one of the company's uploaded files as a certificate, with the number claimed for it, and orders its reading.
 * The same file again (`known`) only changes the claim. 404 for a file that is not this company's certificate.
 */
export async function claimCertificate(ctx: Ctx, { fileId, regNo, known }: ClaimInput): Promise<{ certificateId: string }> {
  authorize(ctx, "product:publish");
  requireKind(ctx, "seller");
  const claimed = { regNo: tidyRegNo(regNo) };
  return withTx(ctx, async (tx) => {
    const [same] = known ? await tx.select().from(certificate).where(and(eq(certificate.id, known), eq(certificate.orgId, ctx.org.id), eq(certificate.fileId, fileId))) : [];
    if (same) {
      const reading = readingOf(same);
      await tx.update(certificate).set({ claimed, regNo: reading ? knownNumber(reading, claimed.regNo) : claimed.regNo || null }).where(eq(certificate.id, same.id));
      return { certificateId: same.id };
    }
    const [paper] = await tx.select({ id: file.id }).from(file).where(and(eq(file.id, fileId), eq(file.orgId, ctx.org.id), eq(file.purpose, "certificate")));
    if (!paper) throw notFound("file");
    const [row] = await tx.insert(certificate).values({ orgId: ctx.org.id, fileId, claimed, regNo: claimed.regNo || null, state: "reading" }).returning({ id: certificate.id });
    const certificateId = row?.id as string;
    audit(ctx, { noun: "certificate", nounId: certificateId, act: "certificate.claim", detail: { fileId, regNo: claimed.regNo } });
    await enqueue(tx, "read_certificate", { certificateId, orgId: ctx.org.id }, { jobKey: `certificate:${certificateId}` });
    return { certificateId };
  });
}
