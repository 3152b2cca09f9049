import { eq, isNull, sql } from "drizzle-orm";
import { attribution, order } from "@/db/schema";
import { addDays, type BusinessDay } from "@/lib/dates";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import { withRead } from "@/server/kernel/tx";
import { associateCustomer, endAssociation, listAssociations, registerCustomer, withdrawRegistration } from "@/server/modules/customer";
import { receiveUpload } from "@/server/modules/file";
import { claimOrder, grantClaim, refuseClaim } from "@/server/modules/order";
import type { Year } from "./timeline";

type Fate = "held" | "associated" | "ended" | "withdrawn" | "expired";
const stories: readonly (readonly [who: string, account: string, name: string, back: number, fate: Fate])[] = [
  ["partner", "skyline-hotels", "天际酒店集团有限公司", 200, "associated"],
  ["partner", "jade-bank", "翠微银行股份有限公司", 320, "associated"],
  ["partner2", "donghai-port", "东海港务集团有限公司", 300, "associated"],
  ["partner2", "riverside-dairy", "河畔乳业有限公司", 150, "ended"],
  ["partner", "frost-coldchain", "霜降冷链物流有限公司", 60, "expired"],
  ["partner2", "ginkgo-press", "银杏出版社", 25, "withdrawn"],
  ["partner", "maple-clinic", "枫林连锁诊所", 9, "held"],
  ["partner", "summit-cement", "绝顶水泥股份有限公司", 13, "held"],
  ["partner2", "lotus-travel", "莲界旅行社", 4, "held"],
  ["beacon.sales", "tidewater-foods", "潮汐食品有限公司", 2, "held"],
];

/** Customers reserved for partners and bound to them, and claims to orders that credit nobody. */
export function planCustomers(year: Year): void {
  for (const story of stories) {
    const day = addDays(year.today, -story[3]);
    year.schedule(year.moment(day, 9), () => hold(year, day, story));
  }
  const claims: readonly (readonly [who: string, back: number, fate: "granted" | "refused" | "open"])[] = [["partner", 40, "granted"], ["partner2", 33, "refused"], ["partner", 5, "open"], ["partner2", 2, "open"]];
  for (const [who, back, fate] of claims) {
    const day = addDays(year.today, -back);
    year.schedule(year.moment(day, 16), () => claim(year, day, who, fate));
  }
}

async function hold(year: Year, day: BusinessDay, [who, account, name, , fate]: (typeof stories)[number]): Promise<void> {
  const partner = year.world.people.get(who) as Ctx;
  const operator = year.world.people.get("operator") as Ctx;
  const { id } = await registerCustomer(partner, { customerName: name, customerAccount: account, contactName: "信息部负责人", contactDetails: `it@${account}.example.test`, project: "数字化平台选型，预计一个季度内定标" });
  if (fate === "withdrawn") return year.schedule(year.moment(addDays(day, 3), 10), async () => void (await withdrawRegistration(partner, { registrationId: id })));
  if (fate !== "associated" && fate !== "ended") return;
  year.schedule(year.moment(addDays(day, 5), 10), async () => void (await associateCustomer(operator, { registrationId: id, customerAccount: account, note: "客户邮件确认" })));
  if (fate !== "ended") return;
  year.schedule(year.moment(addDays(day, 100), 10), async () => {
    const { rows } = await listAssociations(operator, { q: account });
    for (const row of rows) await endAssociation(operator, { associationId: row.id, reason: "客户更换服务商" });
  });
}

/** The newest order that credits nobody; null when every one has its partner. */
async function uncredited(): Promise<{ number: string; account: string } | null> {
  return withRead(systemCtx("demo"), async (tx) => {
    const [row] = await tx
      .select({ number: order.number, account: order.customerAccount })
      .from(order)
      .leftJoin(attribution, eq(attribution.orderId, order.id))
      .where(sql`${isNull(attribution.id)} and ${order.orderType} = 'new' and ${order.status} <> 'cancelled' and exists (select 1 from order_line l where l.order_id = ${order.id} and l.product_class = 'co_sell') and not exists (select 1 from claim c where c.order_id = ${order.id}) and ${order.placedAt} > app.now() - interval '28 days'`)
      .orderBy(sql`${order.placedAt} desc`)
      .limit(1);
    return row ?? null;
  });
}

async function claim(year: Year, day: BusinessDay, who: string, fate: "granted" | "refused" | "open"): Promise<void> {
  const partner = year.world.people.get(who) as Ctx;
  const found = await uncredited();
  if (!found) return;
  const proof = new TextEncoder().encode(`与客户的往来邮件摘录：${day} 前已提供方案与报价，客户确认由我司推荐下单。\n`);
  const { fileId } = await receiveUpload(partner, { purpose: "proof", name: "往来邮件.txt", declaredType: "text/plain", bytes: proof });
  const { id: claimId } = await claimOrder(partner, { orderNumber: found.number, buyerAccount: found.account, reason: "客户由我司引荐并完成方案选型，下单时未选择我司。", proofFileId: fileId });
  if (fate === "open") return;
  const lead = year.world.people.get("lead") as Ctx;
  year.schedule(year.moment(addDays(day, 2), 11), async () => void (await (fate === "granted" ? grantClaim(lead, { claimId, note: "往来邮件与客户回执一致，认定归属" }) : refuseClaim(lead, { claimId, note: "证据早于需求且客户否认，不予认定" }))));
}
