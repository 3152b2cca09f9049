import { sql } from "drizzle-orm";
import type { OrgCtx } from "@/server/kernel/authorize";
import type { Tx } from "@/server/kernel/database";
import type { CustomerAuthority } from "./contract-catalogue";

/** Customers named beside one product at most. */
const most = 20;

/**
 * What the acting partner may grant single customers by itself, by product, the deepest first: a row of the product before
 * one of all products, as `app.authority_in_force` weighs them; both bind before all else.
 */
export async function customerAuthorities(tx: Tx, ctx: OrgCtx, productIds: readonly string[]): Promise<ReadonlyMap<string, CustomerAuthority[]>> {
  const found = new Map<string, CustomerAuthority[]>();
  if (ctx.org.kind !== "partner" || productIds.length === 0) return found;
  const ids = sql.param([...productIds]);
  const { rows } = await tx.execute<CustomerAuthority & { product: string }>(sql`
    with mine as materialized (
      select a.product_id, a.customer_account, a.rate_bp, a.valid_from, a.valid_to, a.created_at from authority a
      where a.partner_org_id = ${ctx.org.id} and a.customer_account is not null and (a.product_id is null or a.product_id = any(${ids}::uuid[]))
        and a.valid_from <= (select app.now()) and (a.valid_to is null or a.valid_to > (select app.now()))
    )
    select x.product, y.account, y."rateBp", app.iso(y.valid_to) as "until"
    from unnest(${ids}::uuid[]) as x (product) cross join lateral (
      select own.customer_account as account, own.rate_bp as "rateBp", own.valid_to from (
        select distinct on (m.customer_account) m.* from mine m where m.product_id = x.product or m.product_id is null
        order by m.customer_account, m.product_id is null, m.valid_from desc, m.created_at desc
      ) as own order by own.rate_bp, own.customer_account limit ${most}
    ) as y
    order by y."rateBp", y.account`);
  for (const { product, ...row } of rows) found.set(product, [...(found.get(product) ?? []), row]);
  return found;
}
