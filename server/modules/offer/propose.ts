import { and, eq } from "drizzle-orm";
import { offer } from "@/db/schema";
import { counterProblems } from "@/lib/offer-price";
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

/** Says what the desk would approve instead; the maker takes it up, amends or withdraws. The proposer answers for it, as deep as its role may. */
export async function counterOffer(ctx: Ctx, input: CounterInput): Promise<void> {
  authorize(ctx, "offer:approve");
  await withTx(ctx, async (tx) => {
    const before = await offerBeforeDesk(tx, ctx, input);
    const now = businessNow();
    if (before.status === "review" && before.endsAt <= now) throw conflict("offer.errors.validityOver");
    const problems = counterProblems(await linesInOrder(tx, before.id), input.rates);
    if (Object.keys(problems).length > 0) throw invalid("offer.errors.counterIncomplete", {}, problems);
    await checkDepth(tx, ctx, Math.min(...input.rates));
    const set = { counterRates: [...input.rates], counterNote: input.note, counterBy: personOf(ctx), counterByName: ctx.actor.name, counterAt: now };
    const row = await transition(tx, { table: offer, lifecycle: offerLifecycle, verb: "counter", id: before.id, set, where: and(byOther(ctx), eq(offer.version, input.version)) });
    audit(ctx, { noun: "offer", nounId: row.id, act: "offer.counter", parties: [row.orgId, row.sellerOrgId, row.partnerOrgId], detail: { number: row.number, rates: input.rates.join(","), note: input.note } });
    await tellMaker(tx, row, "counter", { actionNeeded: "acceptCounter|amend|withdraw" });
  });
}
