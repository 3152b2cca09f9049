import { readdirSync } from "node:fs";
import path from "node:path";
import { digestOf, newToken } from "@/server/auth/sessions";
import { upload } from "@/testing/portal";
import { callerAs, portalAt } from "./portal";
import { rowOf, rowsOf } from "./rows";

/** Every page of the app as its address pattern, read from the folders: `/seller/[org]/orders/[id]`; or every download. */
export function pagePatterns(file: "page.tsx" | "route.ts" = "page.tsx"): string[] {
  const root = path.resolve("app");
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((found) => path.basename(found) === file)
    .map((found) => `/${path.dirname(found).split(path.sep).filter((part) => part !== "." && !/^\(.*\)$/.test(part)).join("/")}`)
    .toSorted();
}

/** Something of the demo's year to look at, by the pattern's room. `$1` is the company. */
const samples: Readonly<Record<string, string>> = {
  "/operator/demands/[id]": "select id from demand where status = 'submitted' and import_batch_id is null limit 1",
  "/operator/offers/[id]": "select id from offer order by (status = 'review') desc limit 1",
  "/operator/invoices/[id]": "select id from invoice order by (status = 'submitted') desc limit 1",
  "/operator/orders/[id]": `select id from "order" order by placed_at desc limit 1`,
  "/operator/statements/[id]": "select id from statement order by (status in ('generated', 'countersigning')) desc, created_at desc limit 1",
  "/partner/[org]/agreements/[id]": "select id from agreement where org_id = $1 limit 1",
  "/partner/[org]/demands/[id]": "select id from demand where submitter_org_id = $1 order by (status = 'offered') desc limit 1",
  "/partner/[org]/invoices/[id]": "select id from requisition where org_id = $1 order by (status = 'to_invoice') desc limit 1",
  "/partner/[org]/offers/[id]": "select id from offer where org_id = $1 or partner_org_id = $1 order by (status = 'effective') desc limit 1",
  "/partner/[org]/orders/[id]": `select id from "order" where partner_org_id = $1 order by placed_at desc limit 1`,
  "/partner/[org]/products/[id]": "select id from product where product_class = 'co_sell' and status = 'on_sale' order by code limit 1",
  "/partner/[org]/statements/[id]": "select id from statement where org_id = $1 order by created_at desc limit 1",
  "/seller/[org]/agreements/[id]": "select id from agreement where org_id = $1 limit 1",
  "/seller/[org]/demands/[id]": "select id from demand where seller_org_id = $1 order by (status = 'converting') desc limit 1",
  "/seller/[org]/invoices/[id]": "select id from requisition where org_id = $1 order by (status = 'to_invoice') desc limit 1",
  "/seller/[org]/offers/[id]": "select id from offer where seller_org_id = $1 order by (status = 'effective') desc limit 1",
  "/seller/[org]/orders/[id]": `select id from "order" where seller_org_id = $1 order by placed_at desc limit 1`,
  "/seller/[org]/products/[id]": "select id from product where org_id = $1 limit 1",
  "/seller/[org]/statements/[id]": "select id from statement where org_id = $1 order by created_at desc limit 1",
};

/** The companies whose rooms are looked at, by wing. */
export const hosts = { seller: "lantern", partner: "beacon" } as const;

async function mailLink(purpose: "invitation" | "reset"): Promise<string> {
  const token = newToken();
  await rowsOf(
    "insert into mail_token (purpose, token_hash, email, org_id, roles, expires_at) select $1, $2, 'partner2@example.test', case when $1 = 'invitation' then id end, case when $1 = 'invitation' then array['viewer'] else array[]::text[] end, now() + interval '1 hour' from org where slug = 'beacon'",
    [purpose, digestOf(token)],
  );
  return `/${purpose}/${token}`;
}

async function buyersLink(baseUrl: string): Promise<string> {
  const { api } = await callerAs(portalAt(baseUrl), "partner", hosts.partner);
  const own = await rowOf<{ id: string }>("select id from offer where status = 'effective' and org_id = (select id from org where slug = $1) order by created_at limit 1", [hosts.partner]);
  const { token } = await api.offer.read.query({ offerId: own.id });
  return `/offer/${token}`;
}

/** An unfinished application of this run's own, with every step to look at. */
async function draftApplication(baseUrl: string): Promise<string> {
  const { api } = await callerAs(portalAt(baseUrl), "seller", hosts.seller);
  const { id } = await api.product.start.mutate();
  return id;
}

/** An application waiting for its reviewer; a service needs no certificate. */
async function submittedApplication(baseUrl: string): Promise<string> {
  const { api } = await callerAs(portalAt(baseUrl), "seller", hosts.seller);
  const applicationId = await draftApplication(baseUrl);
  const name = `澜舟实施服务 ${applicationId.slice(-6)}`;
  await api.product.saveStep.mutate({ applicationId, step: "type", values: { productClass: "generic", deliveryMode: "service", supervised: true } });
  await api.product.saveStep.mutate({ applicationId, step: "basics", values: { name, nameEn: "", category: "专业服务", overview: "上线实施与培训。", description: "按里程碑交付。".repeat(80) } });
  await api.product.saveStep.mutate({ applicationId, step: "pricing", values: { specs: [{ name: "人天", nameEn: "", chargingMode: "ONE_TIME", periodType: "NONE", unitPrice: "3800" }], maxShareBp: 0, floorRateBp: 10_000 } });
  await api.product.submit.mutate({ applicationId });
  return applicationId;
}

/** A table of demand whose columns wait to be matched. */
async function startedImport(baseUrl: string, who: "partner" | "dispatcher", org: string): Promise<string> {
  const { api, cookie } = await callerAs(portalAt(baseUrl), who, org);
  const bytes = Buffer.from("客户需求名称,客户名称,商品编码\r\n园区改造,示例科技,P-NONE\r\n");
  const fileId = await upload(portalAt(baseUrl), cookie, org, { purpose: "import", name: "需求.csv", type: "text/csv", bytes });
  return (await api.demandImport.start.mutate({ fileId })).batchId;
}

/** A pattern as addresses that exist; throws, naming the pattern, when nobody has said what to look at. */
export async function addressesOf(pattern: string, baseUrl: string): Promise<string[]> {
  if (!pattern.includes("[")) return [pattern];
  if (pattern === "/offer/[token]") return [await buyersLink(baseUrl)];
  if (pattern === "/invitation/[token]" || pattern === "/reset/[token]") return [await mailLink(pattern.startsWith("/i") ? "invitation" : "reset")];
  if (pattern === "/operator/demands/import/[id]") return [`/operator/demands/import/${await startedImport(baseUrl, "dispatcher", "cloudmart")}`];
  const wing = pattern.startsWith("/seller") ? "seller" : "partner";
  const placed = pattern.replace("[org]", hosts[wing]);
  if (!placed.includes("[")) return [placed];
  if (pattern === "/partner/[org]/demands/import/[id]") return [placed.replace("[id]", await startedImport(baseUrl, "partner", hosts.partner))];
  if (pattern === "/operator/review/[id]") return [`/operator/review/${await submittedApplication(baseUrl)}`];
  if (pattern.startsWith("/seller/[org]/applications/[id]")) {
    const id = await draftApplication(baseUrl);
    if (!pattern.endsWith("[step]")) return [placed.replace("[id]", id)];
    return ["type", "basics", "pricing", "certificate", "submit"].map((step) => placed.replace("[id]", id).replace("[step]", step));
  }
  const sample = samples[pattern];
  if (!sample) throw new Error(`${pattern} is a new page with a part nobody fills in: add what to look at to e2e/helpers/routes.ts.`);
  const company = sample.includes("$1") ? [(await rowOf<{ id: string }>("select id from org where slug = $1", [hosts[wing]])).id] : [];
  return [placed.replace("[id]", (await rowOf<{ id: string }>(sample, company)).id)];
}
