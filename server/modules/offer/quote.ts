import { eq } from "drizzle-orm";
import { offer } from "@/db/schema";
import type { DealAmounts } from "@/lib/deal";
import { approversOf, type Breach, deepestOf } from "@/lib/offer-price";
import { authorize, type OrgCtx, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { notFound } from "@/server/kernel/errors";
import { businessNow, withRead } from "@/server/kernel/tx";
import { type DemandForOffer, demandForOffer } from "@/server/modules/demand";
import { approvalLimits } from "@/server/modules/rule";
import { type Calculation, calculateSale } from "./calculate";
import type { AuthorityUsed, QuoteInput, QuoteLine, QuotePreview, QuoteTotals } from "./contract-quote";
import { type OfferRecord, reviewLimit } from "./internal";
import { type Priced, priceLines } from "./price-lines";

/** A line of the preview before anybody's amounts: frozen or just typed. */
export type PreviewLine = {
  readonly productId: string;
  readonly productSpecId: string;
  readonly listFen: bigint;
  readonly amountFen: bigint;
  readonly rateBp: number;
  readonly shareBp: number;
  readonly maxShareBp: number;
  readonly authority: AuthorityUsed | null;
};
type Sale = { readonly sellerOrgId: string | null; readonly partnerOrgId: string | null; readonly lines: readonly (PreviewLine | null)[]; readonly breaches: readonly Breach[]; readonly problems: Record<string, string>; /** When it was sold; what is not sold yet is reckoned for now. */ readonly at?: Date };

/** A partner sees its share alone; the seller and the operators see the whole calculation. */
function amountsFor(ctx: OrgCtx, amounts: DealAmounts | undefined): Pick<QuoteTotals, "sellerNetFen" | "partnerFen" | "platformFen" | "feeFen"> {
  const whole = ctx.org.kind !== "partner";
  const text = (fen: bigint | undefined, seen: boolean) => (seen && fen !== undefined ? fen.toString() : null);
  return { sellerNetFen: text(amounts?.sellerNetFen, whole), partnerFen: text(amounts?.partnerFen, true), platformFen: text(amounts?.platformFen, whole), feeFen: text(amounts?.feeFen, whole) };
}

const total = (lines: readonly (PreviewLine | null)[], of: (line: PreviewLine) => bigint) => lines.reduce((sum, line) => sum + (line ? of(line) : 0n), 0n).toString();

/** What would happen to these lines and what everybody would get of them, as far as the reader may know. */
export async function previewOf(tx: Tx, ctx: OrgCtx, sale: Sale): Promise<QuotePreview> {
  const now = sale.at ?? businessNow();
  const priced = sale.lines.filter((line) => line !== null);
  // A share that cannot be given divides nothing.
  const divisible = !Object.keys(sale.problems).some((path) => path.endsWith(".shareBp"));
  const calculation: Calculation | null = sale.sellerOrgId && divisible
    ? await calculateSale(ctx.requestId, { sellerOrgId: sale.sellerOrgId, partnerOrgId: sale.partnerOrgId, lines: priced, at: now })
    : null;
  const review = await reviewLimit(tx, now);
  const deepest = deepestOf(sale.lines.map((line) => line ?? { rateBp: 10_000 }), sale.breaches);
  const limits = deepest === null ? [] : await approvalLimits(tx, now);
  const approvers = deepest === null ? [] : approversOf(limits, deepest);
  const refused = Object.keys(sale.problems).length > 0 || (deepest !== null && approvers.length === 0);
  const partner = ctx.org.kind === "partner";
  const rules = [...(calculation?.rules ?? []).filter((rule) => !partner || rule.kind === "agreement"), ...limits.map(({ role, downToBp, validFrom }) => ({ kind: "approval", scope: role, value: { downToBp }, validFrom }))];
  return {
    lines: sale.lines.map((line, at): QuoteLine | null => line && lineFor(ctx, line, sale.breaches.filter((breach) => breach.line === at), calculation?.lines[priced.indexOf(line)])),
    totals: { listFen: total(sale.lines, (line) => line.listFen), amountFen: total(sale.lines, (line) => line.amountFen), ...amountsFor(ctx, calculation?.totals) },
    outcome: refused ? "refused" : deepest === null ? "auto" : "manual",
    problems: sale.problems,
    usualDays: review.days,
    usualUnit: review.unit,
    approvers,
    dueAt: deepest === null ? null : review.dueAt.toISOString(),
    rules,
  };
}

function lineFor(ctx: OrgCtx, line: PreviewLine, breaches: Breach[], amounts: DealAmounts | undefined): QuoteLine {
  const { productSpecId, rateBp, shareBp, maxShareBp, authority } = line;
  return { productSpecId, listFen: line.listFen.toString(), amountFen: line.amountFen.toString(), rateBp, shareBp, maxShareBp, authority, breaches, ...amountsFor(ctx, amounts) };
}

/** Priced lines as the preview takes them. */
export function previewLines(priced: Priced): (PreviewLine | null)[] {
  return priced.lines.map((line) => line && { productId: line.spec.productId, productSpecId: line.spec.id, listFen: line.listFen, amountFen: line.amountFen, rateBp: line.rateBp, shareBp: line.shareBp, maxShareBp: line.maxShareBp, authority: line.authority });
}

async function amended(tx: Tx, ctx: OrgCtx, offerId: string): Promise<OfferRecord> {
  const [row] = await tx.select().from(offer).where(eq(offer.id, offerId));
  if (!row || row.orgId !== ctx.org.id) throw notFound("offer");
  return row;
}

/** Reads only: what each line breaches, what submitting would come to, and the calculation by the rules of this moment. */
export async function quoteOffer(ctx: Ctx, input: QuoteInput): Promise<QuotePreview> {
  authorize(ctx, "offer:make");
  requireKind(ctx, "seller", "partner");
  return withRead(ctx, async (tx) => {
    const before = input.offerId ? await amended(tx, ctx, input.offerId) : null;
    const demandId = before ? before.demandId : input.demandId;
    const demand: DemandForOffer | null = demandId ? await demandForOffer(ctx, demandId) : null;
    const priced = await priceLines(tx, ctx, input.lines, { demand, buyerAccount: input.buyerAccount ?? null });
    const partnerOrgId = ctx.org.kind === "partner" ? ctx.org.id : (demand?.partnerOrgId ?? null);
    return previewOf(tx, ctx, { sellerOrgId: priced.sellerOrgId, partnerOrgId, lines: previewLines(priced), breaches: priced.breaches, problems: priced.problems });
  });
}

