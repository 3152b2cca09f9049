import type { Ctx } from "./ctx";
import { businessNow, keepAct } from "./tx";

export type Act = {
  readonly noun: string;
  readonly nounId: string | null;
  /** `noun.verb`, past acts of one vocabulary: `demand.accept`. */
  readonly act: string;
  /** Other companies the act concerns; the acting one is added. */
  readonly parties?: readonly (string | null | undefined)[];
  /** Facts worth keeping; never a customer's data, never a secret. */
  readonly detail?: Readonly<Record<string, unknown>>;
};

/** JSON with sorted keys and bigints as text, so that the same facts always hash alike. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => {
    if (typeof item === "bigint") return item.toString();
    if (item === null || typeof item !== "object" || Array.isArray(item)) return item;
    return Object.fromEntries(Object.entries(item).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}

const hour = (at: Date) => at.toISOString().slice(0, 13);

function chainOf(ctx: Ctx, at: Date): string {
  if (ctx.org) return `org:${ctx.org.id}`;
  return ctx.actor.kind === "marketplace" ? `machine:${ctx.actor.name}:${hour(at)}` : `system:${hour(at)}`;
}

/** Records an act in the acting company's chain (machines: one chain per source and hour), within the transaction. */
export function audit(ctx: Ctx, act: Act): void {
  const at = new Date();
  const named = [ctx.org?.id, ...(act.parties ?? [])].filter((id): id is string => Boolean(id));
  const facts = {
    noun: act.noun,
    nounId: act.nounId,
    act: act.act,
    actorKind: ctx.actor.kind,
    actorName: ctx.actor.name,
    at: at.toISOString(),
    businessAt: businessNow().toISOString(),
    parties: [...new Set(named)].toSorted(),
  };
  const payload = canonicalJson({
    ...facts,
    actorId: ctx.actor.kind === "person" ? ctx.actor.id : null,
    detail: act.detail ?? {},
    ip: ctx.ip,
    requestId: ctx.requestId,
  });
  keepAct({ chain: chainOf(ctx, at), row: { ...facts, payload } });
}
