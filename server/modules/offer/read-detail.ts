import { eq } from "drizzle-orm";
import { offerRow } from "@/db/views/sales";
import { org } from "@/db/schema";
import { approversOf, type Breach, deepestOf } from "@/lib/offer-price";
import { liveOfferStates } from "@/lib/states/offer";
import { named } from "@/lib/names";
import { authorize, type OrgCtx } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { notFound } from "@/server/kernel/errors";
import { unseal } from "@/server/kernel/secrets";
import { businessNow, withRead } from "@/server/kernel/tx";
import { approvalLimits } from "@/server/modules/rule";
import type { OfferActs, OfferCounter, OfferDetail, OfferDiff, OfferEvent, OfferLine } from "./contract";
import type { QuotePreview } from "./contract-quote";
import { followerOf, loadOffer, type OfferRecord } from "./internal";
import { previewOf } from "./quote";
import { toSummary } from "./read";
import { offerColleagues } from "./read-choices";
import { commentsFor, questionsIn, saidAbout } from "./read-comments";
import { asVersion, diffOf, eventsOf, versionsOf } from "./read-diff";
import { linesOf, type ReadLine } from "./read-lines";
import { actsOf } from "./rules";

/** The page answers to the link in these states; only the maker may copy it. */
function tokenFor(ctx: Ctx, row: OfferRecord): string | null {
  const answers = ["scheduled", "effective"].includes(row.status);
  return answers && row.tokenSealed && row.orgId === ctx.org?.id && ctx.permissions.has("offer:make") ? unseal(row.tokenSealed) : null;
}

export async function nameOf(tx: Tx, ctx: Ctx, orgId: string): Promise<string> {
  const [row] = await tx.select({ zh: org.nameZh, en: org.nameEn }).from(org).where(eq(org.id, orgId));
  return named(ctx, row?.zh ?? null, row?.en ?? null) ?? "";
}

/** Limits, breaches and what was argued about them concern the maker, the seller and the desk; a credited partner does not see them. */
const seesLimits = (ctx: OrgCtx, row: OfferRecord) => ctx.org.kind === "operator" || ctx.org.id === row.orgId || ctx.org.id === row.sellerOrgId;

function counterOf(row: OfferRecord): OfferCounter | null {
  const { counterRates: rates, counterNote, counterByName, counterAt } = row;
  return rates ? { rates, note: counterNote ?? "", byName: counterByName ?? "", at: (counterAt ?? row.createdAt).toISOString() } : null;
}

async function diffFor(tx: Tx, ctx: Ctx, versions: readonly OfferRecord[], row: OfferRecord, lines: readonly ReadLine[]): Promise<OfferDiff | null> {
  const before = versions.find((one) => one.id === row.supersedesId);
  return before ? diffOf({ record: before, lines: await linesOf(tx, ctx, before.id) }, { record: row, lines }) : null;
}

/** A live offer by the rules of now, a used one by those of its use; nothing else is divided. */
async function calculationOf(tx: Tx, ctx: OrgCtx, row: OfferRecord, { lines, events }: { lines: readonly ReadLine[]; events: readonly OfferEvent[] }): Promise<QuotePreview | null> {
  const use = row.status === "used" ? events.find(({ act, detail }) => act === "use" && detail["number"] === row.number) : undefined;
  if (!use && !(liveOfferStates as readonly string[]).includes(row.status)) return null;
  const amounts = lines.map((line) => ({ ...line, authority: seesLimits(ctx, row) ? line.authority : null, listFen: BigInt(line.listFen), amountFen: BigInt(line.amountFen) }));
  return previewOf(tx, ctx, { sellerOrgId: row.sellerOrgId, partnerOrgId: row.partnerOrgId, lines: amounts, breaches: seesLimits(ctx, row) ? row.breaches : [], problems: {}, at: use && new Date(use.at) });
}

async function actsFor(tx: Tx, ctx: OrgCtx, row: OfferRecord, lines: readonly ReadLine[]): Promise<OfferActs> {
  const deepest = deepestOf(lines, row.breaches);
  const approvers = deepest === null || ctx.org.kind !== "operator" ? [] : approversOf(await approvalLimits(tx, businessNow()), deepest);
  const deepEnough = deepest === null || approvers.some((role) => ctx.org.roles.includes(role));
  const personId = ctx.actor.kind === "person" ? ctx.actor.id : null;
  return actsOf({ ...row, status: row.status as OfferDetail["status"] }, { kind: ctx.org.kind, orgId: ctx.org.id, personId, permissions: ctx.permissions, deepEnough });
}

/** One offer with its lines, its versions, what was said about it, its calculation and what the reader may do now. */
export async function readOffer(ctx: Ctx, offerId: string): Promise<OfferDetail> {
  authorize(ctx, "offer:read");
  return withRead(ctx, async (tx) => {
    const record = await loadOffer(tx, offerId);
    const [row] = await tx.select().from(offerRow).where(eq(offerRow.id, offerId));
    if (!row) throw notFound("offer");
    const [lines, versions] = [await linesOf(tx, ctx, offerId), await versionsOf(tx, offerId)];
    const [said, events] = [await saidAbout(tx, versions), await eventsOf(tx, versions)];
    const limits = seesLimits(ctx, record);
    const acts = await actsFor(tx, ctx, record, lines);
    return {
      ...toSummary(ctx, row),
      orgId: record.orgId,
      sellerName: await nameOf(tx, ctx, record.sellerOrgId),
      lines: lines.map(({ maxShareBp: _most, ...line }): OfferLine => (limits ? line : { ...line, authority: null })),
      breaches: limits ? (record.breaches as Breach[]) : [],
      specialReason: limits ? record.specialReason : null,
      terms: record.terms,
      openedAt: record.openedAt?.toISOString() ?? null,
      decidedAt: record.decidedAt?.toISOString() ?? null,
      decisionNote: record.decisionNote,
      version: record.version,
      supersedes: asVersion(versions.find((one) => one.id === record.supersedesId)),
      supersededBy: asVersion(versions.find((one) => one.supersedesId === record.id)),
      diff: await diffFor(tx, ctx, versions, record, lines),
      counter: limits ? counterOf(record) : null,
      comments: commentsFor(ctx, record, said),
      questions: questionsIn(said),
      calculation: await calculationOf(tx, ctx, record, { lines, events }),
      token: tokenFor(ctx, record),
      events,
      acts,
      personId: followerOf(record),
      colleagues: acts.handOver === null ? await offerColleagues(tx, ctx) : [],
      now: businessNow().toISOString(),
    };
  });
}
