import { and, desc, eq } from "drizzle-orm";
import { file, fileShare, product, productMaterial } from "@/db/schema";
import { audit } from "@/server/kernel/audit";
import { authorize, requireKind } from "@/server/kernel/authorize";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import { notFound } from "@/server/kernel/errors";
import { withRead, withTx } from "@/server/kernel/tx";
import type { MaterialRow } from "./contract-catalogue";

/** The papers of a product the caller has already shown to be in sight. Names of files lie behind their company's wall. */
export async function materialsOf(orgId: string, productId: string): Promise<MaterialRow[]> {
  const rows = await withRead(systemCtx("material"), (tx) =>
    tx
      .select({ id: productMaterial.id, kind: productMaterial.kind, title: productMaterial.title, fileName: file.name, bytes: file.bytes, createdAt: productMaterial.createdAt })
      .from(productMaterial)
      .innerJoin(file, eq(file.id, productMaterial.fileId))
      .where(and(eq(productMaterial.orgId, orgId), eq(productMaterial.productId, productId)))
      .orderBy(desc(productMaterial.createdAt)),
  );
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
}

/** The papers of one of the acting seller's products, for its own page. */
export async function listMaterials(ctx: Ctx, input: { productId: string }): Promise<MaterialRow[]> {
  authorize(ctx, "product:read");
  requireKind(ctx, "seller");
  return withRead(ctx, async (tx) => {
    const [own] = await tx.select({ id: product.id }).from(product).where(and(eq(product.id, input.productId), eq(product.orgId, ctx.org.id)));
    if (!own) throw notFound("product");
    return materialsOf(ctx.org.id, own.id);
  });
}

/** Shows a paper's file to the asking company and answers its id; 404 when the product is not in its sight. */
export async function openMaterial(ctx: Ctx, input: { materialId: string }): Promise<{ fileId: string }> {
  authorize(ctx, "product:read");
  return withTx(ctx, async (tx) => {
    const [row] = await tx.select().from(productMaterial).where(eq(productMaterial.id, input.materialId));
    if (!row?.fileId) throw notFound("material");
    const { fileId, orgId } = row;
    // Papers are for partners; another seller sees the listing alone.
    if (ctx.org.kind === "seller" && orgId !== ctx.org.id) throw notFound("material");
    if (!ctx.platform && orgId !== ctx.org.id) {
      await withTx(systemCtx("material"), (inner) => inner.insert(fileShare).values({ fileId, ownerOrgId: orgId, orgId: ctx.org.id }).onConflictDoNothing());
    }
    audit(ctx, { noun: "product", nounId: row.productId, act: "product.open_material", parties: [orgId], detail: { title: row.title } });
    return { fileId };
  });
}
