import { and, eq } from "drizzle-orm";
import { demand, org } from "@/db/schema";
import { demandLifecycle } from "@/lib/states/demand";
import { audit } from "@/server/kernel/audit";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { invalid } from "@/server/kernel/errors";
import { transition } from "@/server/kernel/transition";
import { businessNow, withTx } from "@/server/kernel/tx";
import type { AssignInput } from "./contract";
import { hideHistory, note, salesRoles, tell } from "./events";
import { dueBy } from "./internal";

/** Gives a qualified demand to one seller, whose time to accept begins; a refused or lapsed one may go to another. */
export async function assignDemand(ctx: Ctx, input: AssignInput): Promise<void> {
  authorize(ctx, "demand:dispatch");
  await withTx(ctx, async (tx) => {
    const [seller] = await tx.select({ id: org.id, nameZh: org.nameZh, nameEn: org.nameEn }).from(org).where(and(eq(org.id, input.sellerOrgId), eq(org.kind, "seller")));
    if (!seller) throw invalid("demand.errors.noSuchSeller", {}, { sellerOrgId: "errors.field.required" });
    const row = await transition(tx, {
      table: demand,
      lifecycle: demandLifecycle,
      verb: "assign",
      id: input.demandId,
      set: { sellerOrgId: seller.id, assignedAt: businessNow(), dueAt: await dueBy(tx, "demand.accept"), reasonCode: null, reasonNote: null, closedAt: null },
    });
    await hideHistory(tx, row.id);
    await note(tx, ctx, row.id, { act: "assign", note: input.note, detail: { seller: seller.nameZh, sellerEn: seller.nameEn } });
    audit(ctx, { noun: "demand", nounId: row.id, act: "demand.assign", parties: [row.submitterOrgId, seller.id], detail: { number: row.number, sellerOrgId: seller.id } });
    await tell(tx, seller.id, row, "assign", { roles: salesRoles, actionNeeded: "accept", channels: ["mail", "sms"] });
    await tell(tx, row.submitterOrgId, row, "assigned", { roles: salesRoles, values: { seller: seller.nameZh } });
  });
}
