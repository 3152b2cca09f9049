import { and, eq } from "drizzle-orm";
import { offer } from "@/db/schema";
import { offerLifecycle } from "@/lib/states/offer";
import { audit } from "@/server/kernel/audit";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { conflict, invalid } from "@/server/kernel/errors";
import { transition } from "@/server/kernel/transition";
import { businessNow, withTx } from "@/server/kernel/tx";
import type { CounterInput } from "./contract";
import { byOther, checkDepth, linesInOrder, offerBeforeDesk, personOf } from "./decide";
import { tellMaker } from "./internal";

/** Field errors of a counter-proposal: a rate for every line, none below what was asked, at least one above. */
function problemsOf(asked: readonly { readonly rateBp: number }[], rates: readonly number[]): Record<string, string> {
  if (asked.length !== rates.length) return { rates: "offer.errors.field.oneRatePerLine" };
  const below = rates.flatMap((rate, at) => (rate < (asked[at]?.rateBp ?? 0) ? [[`rates.${at}`, "offer.errors.field.belowAsked"] as const] : []));
  if (below.length > 0) return Object.fromEntries(below);
  return rates.every((rate, at) => rate === asked[at]?.rateBp) ? { rates: "offer.errors.field.sameRates" } : {};
}

/** Says what the desk would approve instead; the maker takes it up, amends or withdraws. The proposer answers for it, as deep as its role may. */
export async function counterOffer(ctx: Ctx, input: CounterInput): Promise<void> {
  authorize(ctx, "offer:approve");
  await withTx(ctx, async (tx) => {
    const before = await offerBeforeDesk(tx, ctx, input);
    const now = businessNow();
    if (before.status === "review" && before.endsAt <= now) throw conflict("offer.errors.validityOver");
    const problems = problemsOf(await linesInOrder(tx, before.id), input.rates);
    if (Object.keys(problems).length > 0) throw invalid("offer.errors.incomplete", {}, problems);
    await checkDepth(tx, ctx, Math.min(...input.rates));
    const set = { counterRates: [...input.rates], counterNote: input.note, counterBy: personOf(ctx), counterByName: ctx.actor.name, counterAt: now };
    const row = await transition(tx, { table: offer, lifecycle: offerLifecycle, verb: "counter", id: before.id, set, where: and(byOther(ctx), eq(offer.version, input.version)) });
    audit(ctx, { noun: "offer", nounId: row.id, act: "offer.counter", parties: [row.orgId, row.sellerOrgId, row.partnerOrgId], detail: { number: row.number, rates: input.rates.join(","), note: input.note } });
    await tellMaker(tx, row, "counter", { actionNeeded: "acceptCounter|amend|withdraw" });
  });
}
