import { sql } from "drizzle-orm";
import { authorize, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { withRead } from "@/server/kernel/tx";
import type { RenewalStart } from "./contract-renewal";

type Found = Omit<RenewalStart, "creditsUs"> & { readonly creditedOrgId: string | null };

/**
 * What a renewal of this order line would start with; null when it is not the acting company's to renew: unknown, another's,
 * run out, refunded or renewed already.
 */
export async function renewalStart(ctx: Ctx, lineId: string): Promise<RenewalStart | null> {
  authorize(ctx, "order:read");
  requireKind(ctx, "seller", "partner");
  const english = ctx.locale === "en";
  const name = (alias: string, zh: string, en: string) => sql.raw(english ? `coalesce(nullif(${alias}.${en}, ''), ${alias}.${zh})` : `${alias}.${zh}`);
  const side = sql.raw(ctx.org.kind === "seller" ? "r.seller_org_id" : "r.partner_org_id");
  return withRead(ctx, async (tx) => {
    const { rows } = await tx.execute<Found>(sql`
      select r.id, r.order_number as "orderNumber", r.product_id as "productId", r.product_spec_id as "productSpecId", ${name("p", "name", "name_en")} as "productName",
        r.customer_name as "customerName", r.customer_account as "customerAccount", r.quantity, r.period_number as "periodNumber",
        case when l.list_fen > 0 then least(greatest(round(l.amount_fen * 10000.0 / l.list_fen), 1), 10000)::integer else 10000 end as "rateBp", app.iso(r.expires_at) as "expiresAt",
        r.credit ->> 'rule' as rule, r.credit ->> 'orgId' as "creditedOrgId", (r.credit ->> 'shareBp')::integer as "shareBp", ${name("w", "name_zh", "name_en")} as "creditedName"
      from renewal r join order_line l on l.id = r.id join product p on p.id = r.product_id left join org w on w.id = (r.credit ->> 'orgId')::uuid
      where r.id = ${lineId} and ${side} = ${ctx.org.id} and r.expires_at > app.now()`);
    const [row] = rows;
    if (!row) return null;
    const { creditedOrgId, ...start } = row;
    return { ...start, creditsUs: creditedOrgId === ctx.org.id };
  });
}
