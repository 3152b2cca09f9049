import { and, eq, inArray, isNull } from "drizzle-orm";
import { demand } from "@/db/schema";
import { bothNames } from "@/lib/names";
import type { CloseRequest } from "@/lib/states/demand";
import { audit } from "@/server/kernel/audit";
import { authorize, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { conflict } from "@/server/kernel/errors";
import { businessNow, withTx } from "@/server/kernel/tx";
import { attachFiles } from "./attach-files";
import type { RequestCloseInput } from "./contract";
import { note, salesRoles, tell } from "./events";
import { dueBy, loadDemand } from "./internal";

/** A seller asks the partner to close the partner's demand: it confirms or refuses, and silence within the limit confirms. */
export async function requestClose(ctx: Ctx, input: RequestCloseInput): Promise<void> {
  authorize(ctx, "demand:follow");
  requireKind(ctx, "seller");
  await withTx(ctx, async (tx) => {
    const before = await loadDemand(tx, ctx, input.demandId);
    if (before.source !== "partner") throw conflict("demand.errors.closeDirectly");
    if (before.status === "offered") throw conflict("demand.errors.lockedByOffer");
    const reasonCode = input.outcome === "won" ? "won_offline" : (input.reasonCode ?? "other");
    const closeRequest: CloseRequest = { outcome: input.outcome, reasonCode, note: input.note, evidence: input.evidence ?? "", byName: ctx.actor.name, at: businessNow().toISOString() };
    const closeRequestDueAt = await dueBy(tx, "demand.close_confirm");
    const open = and(eq(demand.id, before.id), eq(demand.sellerOrgId, ctx.org.id), inArray(demand.status, ["converting", "stale"]), isNull(demand.closeRequestDueAt));
    const [row] = await tx.update(demand).set({ closeRequest, closeRequestDueAt }).where(open).returning();
    if (!row) throw conflict(before.closeRequestDueAt ? "demand.errors.closeRequested" : "demand.errors.notRunning");
    const detail = { outcome: input.outcome, reason: reasonCode, evidence: closeRequest.evidence, due: closeRequestDueAt.toISOString() };
    const eventId = await note(tx, ctx, row.id, { act: "request_close", note: input.note, detail });
    await attachFiles(tx, ctx, row, eventId, input.fileIds);
    audit(ctx, { noun: "demand", nounId: row.id, act: "demand.request_close", parties: [row.submitterOrgId], detail: { number: row.number, outcome: input.outcome, reason: reasonCode } });
    await tell(tx, row.submitterOrgId, row, "request_close", { roles: salesRoles, values: { ...bothNames("seller", ctx.org.nameZh, ctx.org.nameEn), due: closeRequestDueAt.toISOString() }, actionNeeded: "confirm_close", channels: ["mail"] });
  });
}
