import { asc } from "drizzle-orm";
import { sellableProduct } from "@/db/views/sales";
import { addPeriods, periodBounds, periodOf } from "@/lib/dates";
import type { Locale } from "@/lib/locale";
import { csvMark, writeCsv } from "@/server/adapters/csv";
import { type CsvHead, csvHead } from "@/server/adapters/csv-words";
import { authorize, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { businessNow, withRead } from "@/server/kernel/tx";
import { importFields, type ImportField } from "./contract-import";

const example: Readonly<Record<Locale, Readonly<Record<Exclude<ImportField, "expectedSigningDate">, string>>>> = {
  "zh-CN": { name: "智慧园区门禁升级", deliveryMode: "SaaS", demandType: "新购", mainAsk: "统一三个园区的门禁与能耗管理", description: "约两千名用户，年内上线", budget: "250000.00", region: "广东", customerName: "示例科技有限公司", customerAccount: "hwc-example", contactName: "王工", contactDetails: "wang@example.com", salesContact: "陈经理", salesContactDetails: "+86 138 0000 0000", productCode: "", share: "", productCode2: "", share2: "", productCode3: "", share3: "" },
  en: { name: "Access control for a smart campus", deliveryMode: "SaaS", demandType: "New purchase", mainAsk: "One access and energy system for three sites", description: "About 2,000 users, live within the year", budget: "250000.00", region: "Guangdong", customerName: "Example Technology Co., Ltd", customerAccount: "hwc-example", contactName: "Ms Wang", contactDetails: "wang@example.com", salesContact: "Mr Chen", salesContactDetails: "+86 138 0000 0000", productCode: "", share: "", productCode2: "", share2: "", productCode3: "", share3: "" },
};

/** The columns' headings, by which an import knows its fields again. */
export const heads: readonly CsvHead[] = importFields.map((field) => [`import.field.${field}`]);

/** An empty table with every column's name in this language and one row as an example, naming a product on sale and a day half a year from now. */
export async function exportImportTemplate(ctx: Ctx, locale: Locale): Promise<string> {
  authorize(ctx, "demand:import");
  requireKind(ctx, "partner", "operator");
  const { product, signing } = await withRead(ctx, async (tx) => {
    const [first] = await tx.select({ code: sellableProduct.code, maxShareBp: sellableProduct.maxShareBp }).from(sellableProduct).orderBy(asc(sellableProduct.code)).limit(1);
    return { product: first, signing: periodBounds(addPeriods(periodOf(businessNow()), 6)).lastDay };
  });
  const row = { ...example[locale], expectedSigningDate: signing, productCode: product?.code ?? "", share: String(Math.min(800, product?.maxShareBp ?? 800) / 100) };
  return csvMark + writeCsv([heads.map((head) => csvHead(locale, head)), importFields.map((field) => row[field])]);
}
