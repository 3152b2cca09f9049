import { and, eq, isNull } from "drizzle-orm";
import { demandEvent, membership, org } from "@/db/schema";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { announce, type Notice } from "@/server/kernel/outbox";
import { withTx } from "@/server/kernel/tx";
import type { DemandRecord } from "./internal";

type Happening = {
  readonly act: string;
  readonly note?: string;
  readonly detail?: Record<string, string>;
  readonly nextStep?: string;
  readonly nextStepOn?: string;
  readonly hiddenFromSeller?: boolean;
};

/** Adds to the demand's timeline and answers the entry's id. The seller never sees what is hidden from it. */
export async function note(tx: Tx, ctx: Ctx, demandId: string, happening: Happening): Promise<string> {
  const [made] = await tx.insert(demandEvent).values({ demandId, actorName: ctx.actor.name, actorOrgId: ctx.org?.id ?? null, ...happening }).returning({ id: demandEvent.id });
  return made?.id ?? "";
}

/** Keeps everything that happened so far from the next seller. */
export async function hideHistory(tx: Tx, demandId: string): Promise<void> {
  await tx.update(demandEvent).set({ hiddenFromSeller: true }).where(eq(demandEvent.demandId, demandId));
}

export const salesRoles = ["owner", "sales"] as const;
export const dispatchRoles = ["admin", "dispatcher"] as const;

type Told = Pick<Notice, "roles" | "actionNeeded" | "channels"> & { readonly values?: Record<string, string>; readonly path?: string };
type Subject = Pick<DemandRecord, "id" | "number" | "name"> & Partial<Pick<DemandRecord, "sellerOrgId" | "sellerPersonId" | "submitterOrgId" | "submitterPersonId">>;
type Addressee = Pick<Notice, "roles" | "personId">;

const personOf = (orgId: string, subject: Subject) => (orgId === subject.sellerOrgId ? subject.sellerPersonId : orgId === subject.submitterOrgId ? subject.submitterPersonId : null);

/** Who of a company hears of the demand: the person who follows it and the owners, else everybody with the roles. */
async function addresseesOf(orgId: string, subject: Subject, roles: Notice["roles"]): Promise<Addressee[]> {
  const personId = personOf(orgId, subject);
  if (!roles?.includes("sales")) return [{ roles }];
  // Neither company may read the other's seats.
  const seat = await withTx(systemCtx("demand"), async (tx) => {
    const held = and(eq(membership.orgId, org.id), eq(membership.personId, personId ?? orgId), isNull(membership.endedAt));
    const [row] = await tx.select({ kind: org.kind, roles: membership.roles }).from(org).leftJoin(membership, held).where(eq(org.id, orgId));
    return row;
  });
  if (seat?.kind === "operator") return personId && seat.roles ? [{ personId }] : [{ roles: dispatchRoles }];
  if (!personId || !seat?.roles) return [{ roles }];
  return seat.roles.includes("owner") ? [{ roles: ["owner"] }] : [{ personId }, { roles: ["owner"] }];
}

/** Until when a demand waits, as a notice tells it. */
export const dueIn = ({ dueAt }: Pick<DemandRecord, "dueAt">): Record<string, string> => (dueAt ? { due: dueAt.toISOString() } : {});

/** Tells one company about the demand: its number and name, never its customer. */
export async function tell(tx: Tx, orgId: string | null, subject: Subject, act: string, told: Told = {}): Promise<void> {
  if (!orgId) return;
  for (const addressee of await addresseesOf(orgId, subject, told.roles)) {
    await announce(tx, {
      orgId,
      ...addressee,
      kind: `demand.${act}`,
      values: { number: subject.number, name: subject.name, ...told.values },
      path: told.path ?? `demands/${subject.id}`,
      noun: "demand",
      nounId: subject.id,
      actionNeeded: told.actionNeeded,
      channels: told.channels,
    });
  }
}

/** Tells people of one company by name, besides who hears of it anyway. */
export async function tellPersons(tx: Tx, orgId: string, personIds: readonly string[], subject: Subject, act: string, values: Record<string, string> = {}): Promise<void> {
  for (const personId of new Set(personIds)) {
    const text = { number: subject.number, name: subject.name, ...values };
    await announce(tx, { orgId, personId, kind: `demand.${act}`, values: text, path: `demands/${subject.id}`, noun: "demand", nounId: subject.id, channels: ["mail"] });
  }
}
