import { eq } from "drizzle-orm";
import { application, legalEntity, product, productSpec } from "@/db/schema";
import { productLifecycle } from "@/lib/states/product";
import { audit } from "@/server/kernel/audit";
import { requireSystem } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { conflict, notFound } from "@/server/kernel/errors";
import { transition } from "@/server/kernel/transition";
import { businessNow, withTx } from "@/server/kernel/tx";
import { decideCertificate } from "@/server/modules/qualification";
import type { CompleteDraft } from "./contract";
import { nextNumber } from "@/server/kernel/marketplace";
import { ruleValue } from "@/server/kernel/time-limit";
import type { ApplicationRow } from "./internal";
import { completeDraft, standardRatioBp, standardTaxBp, taxItemOf, wholeDraft } from "./rules";

/** The terms that follow from rules, not from the seller's wishes. */
async function termsOf(tx: Tx, { type, pricing }: CompleteDraft) {
  const fee = type.productClass === "generic" ? await ruleValue(tx, "fee", "generic", businessNow()) : null;
  const sellerRatioBp = fee ? 10_000 - Number(fee["bp"]) : standardRatioBp[type.productClass];
  const taxItem = taxItemOf(type.deliveryMode, pricing.specs.map((spec) => spec.chargingMode));
  const tax = await ruleValue(tx, "tax", taxItem, businessNow());
  const shared = type.productClass === "co_sell";
  return { sellerRatioBp, taxItem, taxRateBp: tax ? Number(tax["bp"]) : standardTaxBp[taxItem], maxShareBp: shared ? pricing.maxShareBp : 0, floorRateBp: shared ? pricing.floorRateBp : 10_000 };
}

async function contractingEntity(tx: Tx): Promise<string> {
  const [first] = await tx.select({ id: legalEntity.id }).from(legalEntity).orderBy(legalEntity.createdAt, legalEntity.id).limit(1);
  if (!first) throw conflict("product.errors.noEntity");
  return first.id;
}

async function write(tx: Tx, row: ApplicationRow, draft: CompleteDraft) {
  const { type, basics, pricing } = draft;
  const code = await nextNumber(tx, "P");
  const { name, nameEn, category, overview, overviewEn, description } = basics;
  const [made] = await tx
    .insert(product)
    .values({
      ...(await termsOf(tx, draft)),
      orgId: row.orgId,
      code,
      name,
      nameEn,
      category,
      overview,
      overviewEn,
      description,
      productClass: type.productClass,
      deliveryMode: type.deliveryMode,
      status: "unlisted",
      supervised: type.supervised,
      hasInterface: type.interfaceId !== undefined,
      legalEntityId: await contractingEntity(tx),
    })
    .returning();
  if (!made) throw new Error("no product was written");
  const specs = pricing.specs.map((spec, at) => ({ ...spec, orgId: row.orgId, productId: made.id, skuCode: `${code}-${String(at + 1).padStart(2, "0")}` }));
  await tx.insert(productSpec).values(specs);
  return made;
}

/** Makes the product of an approved application, with its specifications, and puts it on sale. Once per application. */
export async function listProduct(ctx: Ctx, { applicationId }: { applicationId: string }): Promise<{ productId: string; code: string; name: string; nameEn: string }> {
  requireSystem(ctx);
  return withTx(ctx, async (tx) => {
    const [row] = await tx.select().from(application).where(eq(application.id, applicationId)).for("update");
    if (!row) throw notFound("application");
    if (row.status !== "approved" || row.productId) throw conflict("product.errors.notApproved");
    const made = await write(tx, row, completeDraft(wholeDraft(row.draft)));
    const listed = await transition(tx, { table: product, lifecycle: productLifecycle, verb: "list", id: made.id, set: { listedAt: businessNow() } });
    await tx.update(application).set({ productId: listed.id }).where(eq(application.id, row.id));
    if (row.certificateId) await decideCertificate(ctx, { certificateId: row.certificateId, outcome: "approved", productId: listed.id });
    audit(ctx, { noun: "product", nounId: listed.id, act: "product.list", parties: [row.orgId], detail: { code: listed.code, application: row.number } });
    return { productId: listed.id, code: listed.code, name: listed.name, nameEn: listed.nameEn };
  });
}
