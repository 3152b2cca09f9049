import { and, eq, inArray, sql } from "drizzle-orm";
import { certificate } from "@/db/schema";
import { requireSystem } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { withTx } from "@/server/kernel/tx";

/** Marks a certificate as accepted for a product, or as refused by a reviewer. */
export async function decideCertificate(ctx: Ctx, { certificateId, outcome, productId }: { certificateId: string; outcome: "approved" | "refused"; productId?: string }): Promise<void> {
  requireSystem(ctx);
  await withTx(ctx, (tx) => tx.update(certificate).set({ state: outcome, productId }).where(and(eq(certificate.id, certificateId), inArray(certificate.state, ["read", "unreadable"]))));
}

/** A certificate that a reviewer refused may be handed in again with another name or number: back to how it was read. */
export async function resumeCertificate(ctx: Ctx, certificateId: string): Promise<void> {
  requireSystem(ctx);
  const asRead = sql`case when (${certificate.read} ->> 'ok')::boolean then 'read' else 'unreadable' end`;
  await withTx(ctx, (tx) => tx.update(certificate).set({ state: asRead }).where(and(eq(certificate.id, certificateId), eq(certificate.state, "refused"), sql`${certificate.read} is not null`)));
}
