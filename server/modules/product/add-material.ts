import { and, count, eq } from "drizzle-orm";
import { product, productMaterial } from "@/db/schema";
import { audit } from "@/server/kernel/audit";
import { authorize, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { conflict, notFound } from "@/server/kernel/errors";
import { withTx } from "@/server/kernel/tx";
import { loadCleanFile } from "@/server/modules/file";
import { type AddMaterialInput, mostMaterials } from "./contract-catalogue";

/** Gives partners a paper to sell a product with: brochure, case, price sheet. */
export async function addMaterial(ctx: Ctx, input: AddMaterialInput): Promise<{ id: string }> {
  authorize(ctx, "product:publish");
  requireKind(ctx, "seller");
  const file = await loadCleanFile(ctx, input.fileId, "material");
  return withTx(ctx, async (tx) => {
    const [own] = await tx.select().from(product).where(and(eq(product.id, input.productId), eq(product.orgId, ctx.org.id))).for("update");
    if (!own) throw notFound("product");
    const [there] = await tx.select({ n: count() }).from(productMaterial).where(eq(productMaterial.productId, own.id));
    if ((there?.n ?? 0) >= mostMaterials) throw conflict("product.errors.manyMaterials", { most: mostMaterials });
    const [made] = await tx.insert(productMaterial).values({ orgId: ctx.org.id, productId: own.id, kind: input.kind, title: input.title, fileId: file.id }).returning({ id: productMaterial.id });
    audit(ctx, { noun: "product", nounId: own.id, act: "product.add_material", detail: { title: input.title, kind: input.kind } });
    return { id: made?.id as string };
  });
}
