import { type SQL, sql } from "drizzle-orm";
import { type Period, periodBounds, periodOf, previousPeriod } from "@/lib/dates";
import { seesTeam } from "@/lib/sight";
import { authorize, type OrgCtx } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { decodeCursor, type Page, pageSize, toPage } from "@/server/kernel/page";
import { withRead } from "@/server/kernel/tx";
import { type OrderListInput, orderListInput, type OrderSummary } from "./contract";

/** Columns of one order, JSON-ready; `o` is the order, the first line names the product. */
export const summaryColumns = sql`
  o.id, o.number, o.order_type as "orderType", o.status, app.iso(o.placed_at) as "placedAt", o.currency, o.amount_fen::text as "amountFen",
  o.customer_name as "customerName", s.name_zh as "sellerName", s.name_en as "sellerNameEn", pa.name_zh as "partnerName", pa.name_en as "partnerNameEn",
  coalesce(first_line.product, '') as product, coalesce(first_line.product_en, '') as "productEn", coalesce(first_line.line_count, 0)::integer as "lineCount",
  trouble.error_code as trouble`;

export const summarySource = sql`
  "order" o join org s on s.id = o.seller_org_id left join org pa on pa.id = o.partner_org_id
  left join lateral (
    select p.name as product, p.name_en as product_en, count(*) over () as line_count
    from order_line l join product p on p.id = l.product_id where l.order_id = o.id order by l.number limit 1
  ) first_line on true
  left join lateral (
    select m.error_code from interface_message m where m.order_id = o.id and m.status in ('waiting_retry', 'exhausted') order by m.created_at desc limit 1
  ) trouble on true`;

/** The wing's own rows, and a salesperson's, said to the planner as well as to row-level security, so that their index serves. */
function wing({ org }: OrgCtx): SQL {
  if (org.kind === "operator") return sql`true`;
  const column = (of: "org" | "person") => sql.raw(`o.${org.kind}_${of}_id`);
  const mine = seesTeam(org.kind, org.roles) ? sql`` : sql` and ${column("person")} = any((select app.acting_persons())::uuid[])`;
  return sql`${column("org")} = ${org.id}${mine}`;
}

function conditions(input: ReturnType<typeof orderListInput.parse>): SQL[] {
  const found: SQL[] = [];
  if (input.status) found.push(sql`o.status = ${input.status}`);
  if (input.type) found.push(sql`o.order_type = ${input.type}`);
  if (input.productId) found.push(sql`exists (select 1 from order_line l where l.order_id = o.id and l.product_id = ${input.productId})`);
  if (input.text) found.push(sql`o.id in (select app.search_orders(${input.text}))`);
  if (input.period) {
    const { start, end } = periodBounds(input.period as Period);
    found.push(sql`o.placed_at >= ${start.toISOString()}::timestamptz and o.placed_at < ${end.toISOString()}::timestamptz`);
  }
  if (input.cursor) {
    const [placedAt, id] = decodeCursor(input.cursor, 2);
    found.push(sql`(o.placed_at, o.id) < (${placedAt}::timestamptz, ${id}::uuid)`);
  }
  return found;
}

/** Orders of the acting company's wing, newest first, a page at a time. */
export async function listOrders(ctx: Ctx, given: OrderListInput = {}): Promise<Page<OrderSummary>> {
  authorize(ctx, "order:read");
  const input = orderListInput.parse(given);
  return withRead(ctx, async (tx) => {
    const where = sql.join([wing(ctx), ...conditions(input)], sql` and `);
    const { rows } = await tx.execute<OrderSummary>(
      sql`select ${summaryColumns} from ${summarySource} where ${where} order by o.placed_at desc, o.id desc limit ${pageSize + 1}`,
    );
    return toPage(rows, (row) => [row.placedAt, row.id]);
  });
}

export type OrderTotals = { readonly count: number; readonly amountFen: string };

/** How many orders a filter matches and what they sum up to, refunds taken off. */
export async function orderTotals(ctx: Ctx, given: OrderListInput = {}): Promise<OrderTotals> {
  authorize(ctx, "order:read");
  const input = orderListInput.parse({ ...given, cursor: undefined });
  return withRead(ctx, async (tx) => {
    const where = sql.join([wing(ctx), ...conditions(input)], sql` and `);
    const { rows } = await tx.execute<OrderTotals>(sql`select count(*)::integer as count, coalesce(sum(o.amount_fen), 0)::text as "amountFen" from "order" o where ${where}`);
    return rows[0] ?? { count: 0, amountFen: "0" };
  });
}

export type OrderChoices = {
  readonly products: readonly { readonly id: string; readonly name: string; readonly nameEn: string }[];
  /** Beijing months with orders, newest first, at most two years. */
  readonly periods: readonly string[];
};

/** What the wing's list can be narrowed to. */
export async function orderChoices(ctx: Ctx): Promise<OrderChoices> {
  authorize(ctx, "order:read");
  return withRead(ctx, async (tx) => {
    const mine = wing(ctx);
    const { rows: products } = await tx.execute<OrderChoices["products"][number]>(sql`
      select p.id, p.name, p.name_en as "nameEn" from product p
      where exists (select 1 from order_line l join "order" o on o.id = l.order_id where l.product_id = p.id and ${mine}) order by p.name limit 100`);
    const { rows } = await tx.execute<{ first: Date | null; last: Date | null }>(sql`select min(o.placed_at) as first, max(o.placed_at) as last from "order" o where ${mine}`);
    const [span] = rows;
    return { products, periods: span?.first && span.last ? monthsBetween(new Date(span.first), new Date(span.last)) : [] };
  });
}

function monthsBetween(first: Date, last: Date): string[] {
  const oldest = periodOf(first);
  const months: string[] = [];
  for (let month = periodOf(last); month >= oldest && months.length < 24; month = previousPeriod(month)) months.push(month);
  return months;
}
