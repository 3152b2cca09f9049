import { and, asc, eq, gt } from "drizzle-orm";
import { demand, demandEvent } from "@/db/schema";
import { demandLifecycle, type DemandState } from "@/lib/states/demand";
import { textOf } from "@/server/adapters/messages";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { conflict } from "@/server/kernel/errors";
import type { Seen } from "./contract-dispatch";

/**
 * Refuses to act on a demand that changed since it was looked at: 409 telling its present state and what happened.
 * The row stays locked until the transaction ends, so that it cannot change after the look either.
 */
export async function refuseUnseen(tx: Tx, ctx: Ctx, seen: Seen | undefined): Promise<void> {
  if (!seen) return;
  const [row] = await tx.select({ number: demand.number, status: demand.status, version: demand.version }).from(demand).where(eq(demand.id, seen.demandId)).for("update");
  if (!row || row.version === seen.version) return;
  const since = await tx.select({ act: demandEvent.act, detail: demandEvent.detail, by: demandEvent.actorName }).from(demandEvent).where(and(eq(demandEvent.demandId, seen.demandId), gt(demandEvent.createdAt, new Date(seen.at)))).orderBy(asc(demandEvent.createdAt)).limit(5);
  const state = demandLifecycle.states[row.status as DemandState];
  const said = since.map(({ act, detail, by }) => `${textOf(ctx.locale, `demand.event.${act}`, { seller: "–", reason: "–", ...detail }) ?? act} (${by})`);
  throw conflict("demand.errors.changedSince", { number: row.number, state: ctx.locale === "en" ? state.en : state.zh, changes: said.join("; ") || "–" });
}
