import { and, eq, gt, inArray, isNull, lte, or, sql } from "drizzle-orm";
import { orgCertification, product, tierMonth } from "@/db/schema";
import { periodBounds, periodOf } from "@/lib/dates";
import { type DealAmounts, type DealLine, dealAmounts, dealTotals } from "@/lib/deal";
import { systemCtx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { withRead } from "@/server/kernel/tx";
import { agreementInForce } from "@/server/modules/agreement";
import { type Rule, ruleInForce } from "@/server/modules/rule";
import type { QuoteRule } from "./contract-quote";

/** A line to be reckoned: its product, what the buyer pays in fen, the partner's share in basis points. */
export type SaleLine = { readonly productId: string; readonly amountFen: bigint; readonly shareBp: number };
export type Sale = { readonly sellerOrgId: string; readonly partnerOrgId: string | null; readonly lines: readonly SaleLine[]; readonly at: Date };
export type Calculation = { readonly lines: DealAmounts[]; readonly totals: DealAmounts; readonly rules: QuoteRule[]; readonly facts: DealLine[] };

type Product = typeof product.$inferSelect;

const told = (rule: Rule<"fee" | "tier">): QuoteRule => ({ kind: rule.kind, scope: rule.scope, value: rule.value, validFrom: rule.validFrom });

/** The customers' cash of an agency product in the Beijing month so far, fen, and the increment a total would earn. */
async function tierFor(tx: Tx, of: Product, plusFen: bigint, at: Date): Promise<{ bp: number; rule: QuoteRule | null }> {
  const period = periodOf(at);
  const [frozen] = await tx.select().from(tierMonth).where(and(eq(tierMonth.productId, of.id), eq(tierMonth.period, period)));
  if (frozen) return { bp: frozen.incrementBp, rule: null };
  const rule = await ruleInForce(tx, "tier", "generic", at);
  if (!rule) return { bp: 0, rule: null };
  const { start, end } = periodBounds(period);
  const { rows } = await tx.execute<{ paid: string }>(sql`
    select coalesce(sum(l.amount_fen - l.voucher_fen), 0)::text as paid
    from order_line l join order_line root on root.id = case when l.order_type = 'refund' then l.original_line_id else l.id end
    where l.product_id = ${of.id} and root.seller_ratio_bp = 9500 and root.order_type <> 'trial'
      and root.money_at >= ${start.toISOString()}::timestamptz and root.money_at < ${end.toISOString()}::timestamptz`);
  const total = BigInt(rows[0]?.paid ?? "0") + plusFen;
  const reached = rule.value.steps.filter(({ fromFen }) => BigInt(fromFen) <= total).toSorted((a, b) => (BigInt(a.fromFen) < BigInt(b.fromFen) ? 1 : -1));
  return { bp: reached[0]?.bp ?? 0, rule: told(rule) };
}

type Terms = { readonly ratioBp: number; readonly tierBp: number; readonly rules: QuoteRule[] };

/** The seller's part by the rule versions in force: the agency fee and its tier, or the product's own ratio. */
async function termsOf(tx: Tx, of: Product, plusFen: bigint, at: Date): Promise<Terms> {
  if (of.productClass !== "generic") return { ratioBp: of.sellerRatioBp, tierBp: 0, rules: [{ kind: "ratio", scope: of.code, value: { bp: of.sellerRatioBp, shareBorneBy: of.shareBorneBy }, validFrom: null }] };
  const fee = (await ruleInForce(tx, "fee", of.code, at)) ?? (await ruleInForce(tx, "fee", "generic", at));
  const ratioBp = fee ? 10_000 - fee.value.bp : of.sellerRatioBp;
  const tier = ratioBp === 9500 ? await tierFor(tx, of, plusFen, at) : { bp: 0, rule: null };
  return { ratioBp, tierBp: tier.bp, rules: [...(fee ? [told(fee)] : []), ...(tier.rule ? [tier.rule] : [])] };
}

/** A seller's invoice rate, in force at an instant: its levy rate when small-scale, else null = the product's. */
async function levyRate(tx: Tx, orgId: string, at: Date): Promise<number | null> {
  const inForce = and(lte(orgCertification.validFrom, at), or(isNull(orgCertification.validTo), gt(orgCertification.validTo, at)));
  const [row] = await tx.select().from(orgCertification).where(and(eq(orgCertification.orgId, orgId), inForce));
  return row?.taxpayerKind === "small_scale" ? row.invoiceRateBp : null;
}

/**
 * Who would get what of a sale by the rules in force at an instant, were it ordered, paid and settled then. Reads rules,
 * certification and agreement with the platform's sight: what of it a reader sees is the caller's to decide.
 */
export function calculateSale(requestId: string, { sellerOrgId, partnerOrgId, lines, at }: Sale): Promise<Calculation> {
  return withRead(systemCtx("offer", requestId), async (tx) => {
    const rows = lines.length > 0 ? await tx.select().from(product).where(inArray(product.id, lines.map((line) => line.productId))) : [];
    const levy = await levyRate(tx, sellerOrgId, at);
    const agreement = partnerOrgId ? await agreementInForce(tx, partnerOrgId, at) : null;
    const terms = new Map<string, Terms>();
    for (const of of rows) {
      const plus = lines.reduce((total, line) => total + (line.productId === of.id ? line.amountFen : 0n), 0n);
      terms.set(of.id, await termsOf(tx, of, plus, at));
    }
    const facts = lines.flatMap(({ productId, amountFen, shareBp }): DealLine[] => {
      const [of, term] = [rows.find((row) => row.id === productId), terms.get(productId)];
      if (!of || !term) return [];
      const { ratioBp, tierBp } = term;
      const credited = agreement !== null;
      const { productClass, taxRateBp: productTaxBp, shareBorneBy, legalEntityId } = of;
      return [{ productClass, amountFen, ratioBp, tierBp, productTaxBp, sellerTaxBp: levy ?? productTaxBp, shareBp, shareBorneBy, credited, statement: `${legalEntityId}/${productClass}` }];
    });
    const signed: QuoteRule[] = partnerOrgId ? [{ kind: "agreement", scope: agreement?.number ?? "", value: { inForce: agreement !== null }, validFrom: agreement?.validFrom.toISOString() ?? null }] : [];
    return { lines: facts.map(dealAmounts), totals: dealTotals(facts), rules: [...new Map([...terms.values()].flatMap((term) => term.rules).map((rule) => [`${rule.kind}/${rule.scope}`, rule])).values(), ...signed], facts };
  });
}
