import { eq } from "drizzle-orm";
import { demandEvent } from "@/db/schema";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { announce, type Notice } from "@/server/kernel/outbox";
import type { DemandRecord } from "./internal";

type Happening = {
  readonly act: string;
  readonly note?: string;
  readonly detail?: Record<string, string>;
  readonly nextStep?: string;
  readonly nextStepOn?: string;
  readonly hiddenFromSeller?: boolean;
};

/** Adds to the demand's timeline. The seller never sees what is hidden from it. */
export async function note(tx: Tx, ctx: Ctx, demandId: string, happening: Happening): Promise<void> {
  await tx.insert(demandEvent).values({ demandId, actorName: ctx.actor.name, actorOrgId: ctx.org?.id ?? null, ...happening });
}

/** Keeps everything that happened so far from the next seller. */
export async function hideHistory(tx: Tx, demandId: string): Promise<void> {
  await tx.update(demandEvent).set({ hiddenFromSeller: true }).where(eq(demandEvent.demandId, demandId));
}

type Told = Pick<Notice, "roles" | "actionNeeded" | "channels"> & { readonly values?: Record<string, string>; readonly path?: string };

/** Tells one company about the demand: its number and name, never its customer. */
export async function tell(tx: Tx, orgId: string | null, demand: Pick<DemandRecord, "id" | "number" | "name">, act: string, told: Told = {}): Promise<void> {
  if (!orgId) return;
  await announce(tx, {
    orgId,
    roles: told.roles,
    kind: `demand.${act}`,
    values: { number: demand.number, name: demand.name, ...told.values },
    path: told.path ?? `demands/${demand.id}`,
    noun: "demand",
    nounId: demand.id,
    actionNeeded: told.actionNeeded,
    channels: told.channels,
  });
}

export const salesRoles = ["owner", "sales"] as const;
export const dispatchRoles = ["admin", "dispatcher"] as const;
