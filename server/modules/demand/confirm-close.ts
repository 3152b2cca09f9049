import { and, eq, isNotNull, lte, type SQL } from "drizzle-orm";
import { demand } from "@/db/schema";
import { authorize, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { conflict } from "@/server/kernel/errors";
import { businessNow, withTx } from "@/server/kernel/tx";
import { endDemand } from "./close";
import { loadDemand } from "./internal";

/** Closes as the seller asked, unless the request was answered meanwhile (409). */
async function closeAsAsked(tx: Tx, ctx: Ctx, demandId: string, by: "confirmed" | "silence", where?: SQL): Promise<void> {
  const { closeRequest, status } = await loadDemand(tx, ctx, demandId);
  if (status === "offered") throw conflict("demand.errors.lockedByOffer");
  if (!closeRequest) throw conflict("demand.errors.noCloseRequest");
  const { outcome, reasonCode, evidence } = closeRequest;
  const detail: Record<string, string> = outcome === "won" ? { by, evidence } : { by, reason: reasonCode };
  await endDemand(tx, ctx, demandId, { outcome, reasonCode, note: closeRequest.note, detail }, and(isNotNull(demand.closeRequestDueAt), where));
}

/** The partner agrees to close its demand as the seller asked. */
export async function confirmClose(ctx: Ctx, input: { demandId: string }): Promise<void> {
  authorize(ctx, "demand:follow");
  requireKind(ctx, "partner");
  await withTx(ctx, (tx) => closeAsAsked(tx, ctx, input.demandId, "confirmed", eq(demand.submitterOrgId, ctx.org.id)));
}

/** The partner said nothing within the limit: the clock closes as the seller asked. */
export async function closeBySilence(tx: Tx, ctx: Ctx, demandId: string): Promise<void> {
  await closeAsAsked(tx, ctx, demandId, "silence", lte(demand.closeRequestDueAt, businessNow()));
}
