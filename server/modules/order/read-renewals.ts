import { sql } from "drizzle-orm";
import { named } from "@/lib/names";
import { authorize, type OrgCtx } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { decodeCursor, pageSize, toPage } from "@/server/kernel/page";
import { businessNow, withRead } from "@/server/kernel/tx";
import { mostReckoned, type RenewalList, type RenewalListInput, type RenewalRow, renewalSpans, type RenewalTotal } from "./contract-renewal";

type Names = Record<"sellerZh" | "sellerEn" | "productZh" | "productEn", string> & Record<"specZh" | "specEn" | "creditedZh" | "creditedEn", string | null>;
type Found = Omit<RenewalRow, "sellerName" | "productName" | "specName" | "creditedName"> & Names & { sortAt: string };

function toRow(ctx: OrgCtx, { sellerZh, sellerEn, productZh, productEn, specZh, specEn, creditedZh, creditedEn, sortAt: _sortAt, ...row }: Found): RenewalRow {
  return { ...row, sellerName: named(ctx, sellerZh, sellerEn), productName: named(ctx, productZh, productEn), specName: named(ctx, specZh, specEn) ?? "", creditedName: named(ctx, creditedZh, creditedEn) };
}

const pageText = `
  with found as materialized (select id, place from app.find_renewals($1::integer, $2::integer, $3::timestamptz, $4::uuid) with ordinality as found (id, place))
  select l.id, l.number as "lineNumber", o.id as "orderId", o.number as "orderNumber", s.name_zh as "sellerZh", s.name_en as "sellerEn", p.name as "productZh", p.name_en as "productEn",
    sp.name as "specZh", sp.name_en as "specEn", o.customer_name as "customerName", o.customer_account as "customerAccount", l.currency, l.amount_fen::text as "amountFen", l.quantity,
    app.iso(l.expires_at) as "expiresAt", c.rule, c.reason, w.name_zh as "creditedZh", w.name_en as "creditedEn", c.share_bp as "shareBp", l.expires_at::text as "sortAt"
  from found join order_line l on l.id = found.id join "order" o on o.id = l.order_id join org s on s.id = l.seller_org_id join product p on p.id = l.product_id
    left join product_spec sp on sp.id = l.product_spec_id left join app.renewal_credits((select array_agg(id) from found)) c on c.line = l.id left join org w on w.id = c.org_id
  order by found.place`;

/** What runs out in the days to come, the soonest first, a page of any size at a time; who is credited is reckoned for the page at once. */
export async function pageOfRenewals(tx: Tx, ctx: OrgCtx, input: RenewalListInput, size: number): Promise<{ rows: RenewalRow[]; next: string | null }> {
  const [at, id] = input.cursor ? decodeCursor(input.cursor, 2) : [null, null];
  const { rows } = await tx.$client.query<Found>({ name: "renewal_page", text: pageText, values: [Number(input.within ?? "90"), size + 1, at, id] });
  const page = toPage(rows, (row) => [row.sortAt, row.id], size);
  return { rows: page.rows.map((row) => toRow(ctx, row)), next: page.next };
}

async function totalsOf(tx: Tx): Promise<RenewalTotal[]> {
  const { rows } = await tx.execute<RenewalTotal>(sql`
    select days::text as within, n as count, fen::text as "amountFen", more from app.count_renewals(${sql.param(renewalSpans)}::integer[], ${mostReckoned}) order by days`);
  return rows;
}

/** The renewals radar: what expires within 30, 60 or 90 days, who a renewal would credit, and why. */
export async function listRenewals(ctx: Ctx, input: RenewalListInput = {}): Promise<RenewalList> {
  authorize(ctx, "order:read");
  return withRead(ctx, async (tx) => ({ ...(await pageOfRenewals(tx, ctx, input, pageSize)), totals: await totalsOf(tx), now: businessNow().toISOString() }));
}
