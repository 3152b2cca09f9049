import { and, eq } from "drizzle-orm";
import { fileShare, productMaterial } from "@/db/schema";
import { audit } from "@/server/kernel/audit";
import { authorize, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { notFound } from "@/server/kernel/errors";
import { withTx } from "@/server/kernel/tx";

/** Takes a paper back; whoever opened it before cannot open it again. */
export async function removeMaterial(ctx: Ctx, input: { materialId: string }): Promise<{ id: string }> {
  authorize(ctx, "product:publish");
  requireKind(ctx, "seller");
  return withTx(ctx, async (tx) => {
    const [row] = await tx.delete(productMaterial).where(and(eq(productMaterial.id, input.materialId), eq(productMaterial.orgId, ctx.org.id))).returning();
    if (!row) throw notFound("material");
    if (row.fileId) await tx.delete(fileShare).where(eq(fileShare.fileId, row.fileId));
    audit(ctx, { noun: "product", nounId: row.productId, act: "product.remove_material", detail: { title: row.title } });
    return { id: row.id };
  });
}
