import { eq } from "drizzle-orm";
import { offer, offerLine } from "@/db/schema";
import type { Breach } from "@/lib/offer-price";
import { offerLifecycle } from "@/lib/states/offer";
import { nextNumber } from "@/server/kernel/marketplace";
import { audit } from "@/server/kernel/audit";
import type { OrgCtx } from "@/server/kernel/authorize";
import { systemCtx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { seal } from "@/server/kernel/secrets";
import { transition } from "@/server/kernel/transition";
import { businessNow, withTx } from "@/server/kernel/tx";
import { followerOf, hashOf, newToken, type OfferRecord, reviewLimit, tellDesk, tellMaker, tellParties } from "./internal";
import { discountKindOf, inForceAs } from "./rules";

export type LineValues = Omit<typeof offerLine.$inferInsert, "id" | "offerId">;
type Head = Pick<typeof offer.$inferInsert, "sellerOrgId" | "partnerOrgId" | "demandId" | "name" | "buyerAccount" | "buyerName" | "terms" | "specialReason" | "startsAt" | "endsAt">;
/** An offer to be written: its head, its lines, what they breach, and the version whose place it takes. */
export type NewOffer = { readonly head: Head; readonly lines: readonly LineValues[]; readonly breaches: Breach[]; readonly before?: OfferRecord };
/** Who of the desk answers for it, when that was settled beforehand. */
type Approval = { readonly by: string; readonly note: string };

/** `O-20261123-00001`, its second version `O-20261123-00001-2`: one offer, one number. */
async function numberFor(tx: Tx, before: OfferRecord | undefined): Promise<string> {
  if (before) return `${before.number.split("-").slice(0, 3).join("-")}-${before.revision + 1}`;
  return nextNumber(tx, "O");
}

/** A new version keeps the buyer's link; the one before has let go of it already. */
function linkFor(before: OfferRecord | undefined): { tokenHash: string | null; tokenSealed: string | null } {
  if (before?.tokenHash) return { tokenHash: before.tokenHash, tokenSealed: before.tokenSealed };
  const token = newToken();
  return { tokenHash: hashOf(token), tokenSealed: seal(token) };
}

/** Writes a draft with its lines. A delegate's sight begins with the lines, so the platform's holds the pen. */
export function writeDraft(ctx: OrgCtx, { head, lines, breaches, before }: NewOffer): Promise<string> {
  return withTx(systemCtx("offer", ctx.requestId), async (tx) => {
    const total = (of: (line: LineValues) => bigint) => lines.reduce((sum, line) => sum + of(line), 0n);
    const [made] = await tx
      .insert(offer)
      .values({
        ...head,
        ...linkFor(before),
        number: await numberFor(tx, before),
        revision: before ? before.revision + 1 : 1,
        supersedesId: before?.id ?? null,
        orgId: ctx.org.id,
        discountKind: discountKindOf(breaches),
        status: "draft",
        totalListFen: total((line) => line.listFen),
        totalFen: total((line) => line.amountFen),
        breaches,
        createdBy: ctx.actor.kind === "person" ? ctx.actor.id : null,
        createdByName: ctx.actor.name,
        ...(before && { personId: followerOf(before), personName: before.personName ?? before.createdByName }),
      })
      .returning({ id: offer.id });
    if (!made) throw new Error("no offer was made");
    await tx.insert(offerLine).values(lines.map((line) => ({ ...line, offerId: made.id })));
    return made.id;
  });
}

type Submission = Pick<NewOffer, "breaches" | "before"> & { readonly startsAt: Date; readonly approval?: Approval };

/** Submits a draft: in force by rule inside authority or by an approval given beforehand, else before the desk with its clock. */
export async function submitDraft(tx: Tx, ctx: OrgCtx, id: string, { breaches, startsAt, approval, before }: Submission): Promise<OfferRecord> {
  const now = businessNow();
  const waits = breaches.length > 0 && !approval;
  const to = waits ? "review" : inForceAs(startsAt, now);
  const dueAt = waits ? (await reviewLimit(tx, now)).dueAt : null;
  const decided = waits ? {} : { decidedAt: now, decidedBy: approval?.by ?? null, decisionNote: approval?.note ?? null };
  const row = await transition(tx, { table: offer, lifecycle: offerLifecycle, verb: "submit", id, to, set: { submittedAt: now, dueAt, ...decided }, where: eq(offer.orgId, ctx.org.id) });
  const detail = { number: row.number, revision: row.revision, state: to, totalFen: row.totalFen, demandId: row.demandId, breaches: breaches.length, former: before?.number ?? null };
  audit(ctx, { noun: "offer", nounId: row.id, act: "offer.submit", parties: [row.sellerOrgId, row.partnerOrgId], detail });
  await tellParties(tx, ctx, row, before ? "amend" : "submit");
  if (waits) await tellDesk(tx, row, "review", { actionNeeded: "decide" });
  return row;
}

/** The version before steps aside, unused: its demand stays locked, its link is left to the one that follows. */
export async function stepAside(tx: Tx, ctx: OrgCtx, before: OfferRecord, verb: "supersede" | "accept_counter" = "supersede"): Promise<void> {
  const row = await transition(tx, { table: offer, lifecycle: offerLifecycle, verb, id: before.id, set: { tokenHash: null, tokenSealed: null }, where: eq(offer.orgId, ctx.org.id) });
  audit(ctx, { noun: "offer", nounId: row.id, act: "offer.supersede", parties: [row.sellerOrgId, row.partnerOrgId], detail: { number: row.number } });
  if (followerOf(row) && ctx.actor.kind === "person" && followerOf(row) !== ctx.actor.id) await tellMaker(tx, row, "supersede");
}
