import { randomBytes } from "node:crypto";
import { product, productSpec } from "@/db/schema";
import type { ProductClass, ProductState } from "@/lib/states/product";
import { systemCtx } from "@/server/kernel/ctx";
import { withTx } from "@/server/kernel/tx";
import { makeLegalEntity, type MadeOrg } from "../factories";

export type MadeProduct = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly specId: string;
  readonly skuCode: string;
  readonly sellerOrgId: string;
  readonly legalEntityId: string;
};
type ProductOptions = {
  readonly name?: string;
  readonly nameEn?: string;
  readonly productClass?: ProductClass;
  readonly status?: ProductState;
  readonly supervised?: boolean;
  readonly hasInterface?: boolean;
  readonly legalEntityId?: string;
  readonly sellerRatioBp?: number;
  readonly maxShareBp?: number;
  readonly floorRateBp?: number;
  readonly taxRateBp?: number;
  readonly shareBorneBy?: "platform" | "seller";
  readonly unitPrice?: string;
  readonly skuCode?: string;
};

/** A plain listing on sale with one yearly specification; delivered through the interface only when told so. */
export async function makeProduct(seller: MadeOrg, options: ProductOptions = {}): Promise<MadeProduct> {
  const token = randomBytes(4).toString("hex");
  const { unitPrice = "1200.000000", skuCode = `SKU-${token}`, ...given } = options;
  const legalEntityId = options.legalEntityId ?? (await makeLegalEntity()).id;
  return withTx(systemCtx("factory"), async (tx) => {
    const [made] = await tx
      .insert(product)
      .values({
        name: `商品${token}`,
        nameEn: `Product ${token}`,
        productClass: "co_sell",
        status: "on_sale",
        sellerRatioBp: 7000,
        maxShareBp: 2000,
        floorRateBp: 8000,
        taxRateBp: 600,
        ...given,
        orgId: seller.id,
        code: `P-${token}`,
        deliveryMode: "saas",
        legalEntityId,
        taxItem: "信息技术服务",
      })
      .returning();
    if (!made) throw new Error("no product was made");
    const [spec] = await tx
      .insert(productSpec)
      .values({ orgId: seller.id, productId: made.id, skuCode, name: "标准版", nameEn: "Standard", chargingMode: "PERIOD", periodType: "YEAR", unitPrice })
      .returning();
    if (!spec) throw new Error("no specification was made");
    return { id: made.id, code: made.code, name: made.name, specId: spec.id, skuCode, sellerOrgId: seller.id, legalEntityId };
  });
}
