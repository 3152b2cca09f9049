import { and, eq } from "drizzle-orm";
import { demand, org } from "@/db/schema";
import { bothNames } from "@/lib/names";
import { demandLifecycle } from "@/lib/states/demand";
import { audit } from "@/server/kernel/audit";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { invalid } from "@/server/kernel/errors";
import { transition } from "@/server/kernel/transition";
import { withTx } from "@/server/kernel/tx";
import type { AssignInput } from "./contract";
import { dueIn, hideHistory, note, salesRoles, tell } from "./events";
import { lockDemandRow } from "./internal";
import { assignment, settleCandidate, takeBack } from "./reoffer";

/**
 * Gives a qualified demand to one seller, whose time to accept begins; a refused, lapsed or stale one may go to another.
 * Sellers named earlier to be asked in turn are passed over: a new assignment is a new plan.
 */
export async function assignDemand(ctx: Ctx, input: AssignInput): Promise<void> {
  authorize(ctx, "demand:dispatch");
  await withTx(ctx, async (tx) => {
    const [seller] = await tx.select({ id: org.id, nameZh: org.nameZh, nameEn: org.nameEn }).from(org).where(and(eq(org.id, input.sellerOrgId), eq(org.kind, "seller")));
    if (!seller) throw invalid("demand.errors.noSuchSeller", {}, { sellerOrgId: "errors.field.required" });
    const before = await lockDemandRow(tx, ctx, input.demandId);
    const row = await transition(tx, { table: demand, lifecycle: demandLifecycle, verb: "assign", id: input.demandId, set: await assignment(tx, seller.id) });
    await settleCandidate(row, "skipped");
    if (before.sellerOrgId) await takeBack(before, seller.id);
    await hideHistory(tx, row.id);
    const names = bothNames("seller", seller.nameZh, seller.nameEn);
    await note(tx, ctx, row.id, { act: "assign", note: input.note, detail: names });
    audit(ctx, { noun: "demand", nounId: row.id, act: "demand.assign", parties: [row.submitterOrgId, seller.id], detail: { number: row.number, sellerOrgId: seller.id, ...names } });
    await tell(tx, seller.id, row, "assign", { roles: salesRoles, values: dueIn(row), actionNeeded: "accept", channels: ["mail", "sms"] });
    await tell(tx, row.submitterOrgId, row, "assigned", { roles: salesRoles, values: names });
    if (before.status === "stale" && before.sellerOrgId !== seller.id) await tell(tx, before.sellerOrgId, before, "withdrawn", { roles: salesRoles, path: "demands" });
  });
}
