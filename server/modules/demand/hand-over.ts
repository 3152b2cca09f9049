import { eq } from "drizzle-orm";
import { demand } from "@/db/schema";
import { audit } from "@/server/kernel/audit";
import { authorize, type OrgCtx, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { invalid, notFound, refusalOf } from "@/server/kernel/errors";
import { withRead, withTx } from "@/server/kernel/tx";
import type { Colleague, HandOverInput, PerDemand } from "./contract";
import { note, tellPersons } from "./events";
import { loadDemand } from "./internal";
import { colleaguesOf } from "./read-around";

async function handOne(ctx: OrgCtx, demandId: string, to: Colleague, remark: string | undefined): Promise<void> {
  await withTx(ctx, async (tx) => {
    const before = await loadDemand(tx, ctx, demandId);
    const asSeller = before.sellerOrgId === ctx.org.id;
    if (!asSeller && before.submitterOrgId !== ctx.org.id) throw notFound("demand");
    const set = asSeller ? { sellerPersonId: to.personId, sellerPersonName: to.name } : { submitterPersonId: to.personId, submitterName: to.name };
    const changed = await tx.update(demand).set(set).where(eq(demand.id, before.id)).returning({ id: demand.id });
    if (changed.length === 0) throw notFound("demand");
    await note(tx, ctx, before.id, { act: "hand_over", note: remark, detail: { person: to.name }, hiddenFromSeller: !asSeller });
    audit(ctx, { noun: "demand", nounId: before.id, act: "demand.hand_over", detail: { number: before.number, personId: to.personId } });
    await tellPersons(tx, ctx.org.id, [to.personId], before, "hand_over", { person: ctx.actor.name });
  });
}

/**
 * Hands demand over to a colleague, each by itself: what cannot be handed over is answered with its reason, the others stand.
 * The orders that came of it go along (`demand_takes_its_orders_along`).
 */
export async function handOver(ctx: Ctx, input: HandOverInput): Promise<PerDemand> {
  authorize(ctx, "demand:hand_over");
  requireKind(ctx, "seller", "partner");
  const colleagues = await withRead(ctx, (tx) => colleaguesOf(tx, ctx));
  const to = colleagues.find(({ personId }) => personId === input.personId);
  if (!to) throw invalid("demand.errors.noSuchColleague", {}, { personId: "errors.field.invalid" });
  const answers: PerDemand = [];
  for (const demandId of new Set(input.demandIds)) answers.push({ demandId, error: await refusalOf(handOne(ctx, demandId, to, input.note)) });
  return answers;
}
