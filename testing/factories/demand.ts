import { randomBytes } from "node:crypto";
import { product, productSpec } from "@/db/schema";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import { withTx } from "@/server/kernel/tx";
import { acceptDemand, assignDemand, demandRulesVersion, type DraftInput, saveDraft, submitDemand } from "@/server/modules/demand";
import { makeLegalEntity, type MadeOrg } from "../factories";

export type Listing = { readonly productId: string; readonly specId: string; readonly skuCode: string; readonly name: string };
type ListingOptions = { unitPrice?: string; maxShareBp?: number; floorRateBp?: number; productClass?: "co_sell" | "generic"; name?: string };

/** A co-sell product on sale with one yearly specification. */
export async function makeListing(seller: MadeOrg, options: ListingOptions = {}): Promise<Listing> {
  const token = randomBytes(4).toString("hex");
  const entity = await makeLegalEntity();
  const name = options.name ?? `商品${token}`;
  const skuCode = `SKU-${token}`;
  return withTx(systemCtx("factory"), async (tx) => {
    const [made] = await tx
      .insert(product)
      .values({
        orgId: seller.id,
        code: `P-${token}`,
        name,
        nameEn: `Product ${token}`,
        productClass: options.productClass ?? "co_sell",
        deliveryMode: "saas",
        status: "on_sale",
        legalEntityId: entity.id,
        sellerRatioBp: 7000,
        maxShareBp: options.maxShareBp ?? 1500,
        floorRateBp: options.floorRateBp ?? 8000,
        taxRateBp: 600,
        taxItem: "信息技术服务",
      })
      .returning({ id: product.id });
    if (!made) throw new Error("no product was made");
    const [spec] = await tx
      .insert(productSpec)
      .values({ orgId: seller.id, productId: made.id, skuCode, name: "标准版", nameEn: "Standard", chargingMode: "PERIOD", periodType: "YEAR", unitPrice: options.unitPrice ?? "12000.000000" })
      .returning({ id: productSpec.id });
    if (!spec) throw new Error("no specification was made");
    return { productId: made.id, specId: spec.id, skuCode, name };
  });
}

/** The entry form filled in for this product, with a customer nobody else has. */
export function filledDemand(listing: Listing, change: Partial<DraftInput> = {}): DraftInput {
  const token = randomBytes(4).toString("hex");
  return {
    name: `智慧园区升级 ${token}`,
    deliveryMode: "saas",
    demandType: "purchase",
    budgetFen: "25000000",
    mainAsk: "统一门禁与能耗管理",
    description: "三个园区，约两千名用户",
    salesContact: "陈经理",
    salesContactDetails: "+86 138 0000 0000",
    customer: { name: `客户${token}集团`, account: `hwc-${token}`, contactName: `联系人${token}`, contactDetails: `buyer-${token}@customer.test` },
    products: [{ productId: listing.productId, expectedShareBp: 800 }],
    ...change,
  };
}

/** A demand handed to the operators. */
export async function makeSubmittedDemand(partner: Ctx, listing: Listing, change: Partial<DraftInput> = {}): Promise<string> {
  const { id } = await saveDraft(partner, filledDemand(listing, change));
  await submitDemand(partner, { demandId: id });
  return id;
}

/** A demand assigned to the seller, which has not answered yet. */
export async function makePendingDemand(partner: Ctx, dispatcher: Ctx, seller: MadeOrg, listing: Listing, change: Partial<DraftInput> = {}): Promise<string> {
  const id = await makeSubmittedDemand(partner, listing, change);
  await assignDemand(dispatcher, { demandId: id, sellerOrgId: seller.id });
  return id;
}

/** A demand the seller accepted. */
export async function makeAcceptedDemand(partner: Ctx, dispatcher: Ctx, seller: MadeOrg, sellerPerson: Ctx, listing: Listing, change: Partial<DraftInput> = {}): Promise<string> {
  const id = await makePendingDemand(partner, dispatcher, seller, listing, change);
  await acceptDemand(sellerPerson, { demandId: id, rulesVersion: demandRulesVersion });
  return id;
}
