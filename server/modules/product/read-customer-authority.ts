import { sql } from "drizzle-orm";
import type { OrgCtx } from "@/server/kernel/authorize";
import type { Tx } from "@/server/kernel/database";
import type { CustomerAuthority } from "./contract-catalogue";

/** Customers named beside one product at most. */
const most = 20;
/** Customers of one partner looked at together. */
const customersRead = 100;

/** What the acting partner may grant single customers by itself, by product, the deepest first; it binds before all else. */
export async function customerAuthorities(tx: Tx, ctx: OrgCtx, productIds: readonly string[]): Promise<ReadonlyMap<string, CustomerAuthority[]>> {
  const found = new Map<string, CustomerAuthority[]>();
  if (ctx.org.kind !== "partner" || productIds.length === 0) return found;
  const { rows } = await tx.execute<CustomerAuthority & { product: string }>(sql`
    select a.product, c.customer_account as account, a.rate_bp as "rateBp", app.iso(y.valid_to) as "until"
    from (
      select distinct customer_account from authority
      where partner_org_id = ${ctx.org.id} and customer_account is not null and valid_from <= app.now() and (valid_to is null or valid_to > app.now())
      order by 1 limit ${customersRead}
    ) as c
    cross join lateral app.authority_in_force(${sql.param([...productIds])}::uuid[], ${ctx.org.id}::uuid, c.customer_account, app.now()) as a
    join authority y on y.id = a.id and y.partner_org_id = ${ctx.org.id} and y.customer_account is not null
    order by a.rate_bp, c.customer_account`);
  for (const { product, ...row } of rows) {
    const known = found.get(product) ?? [];
    if (known.length < most) found.set(product, [...known, row]);
  }
  return found;
}
