import { type Permission, rolesHolding } from "@/lib/permissions";
import type { OrgKind } from "@/lib/states/org";
import type { Ctx, OrgContext } from "./ctx";
import { AppError } from "./errors";

export type OrgCtx = Ctx & { readonly org: OrgContext };

/** Refuses unless the actor holds the permission in its company: 403 naming the permission and who can grant it. */
export function authorize(ctx: Ctx, permission: Permission): asserts ctx is OrgCtx {
  if (!ctx.org) throw new AppError("unauthenticated", "signInFirst");
  if (ctx.permissions.has(permission)) return;
  throw new AppError("forbidden", rolesHolding(permission, ctx.org.kind).length ? "noPermission" : "notYourWing", {
    permission,
    roles: rolesHolding(permission, ctx.org.kind).join(", "),
  });
}

/** Refuses unless the acting company is of this kind; a foreign wing is not found. */
export function requireKind(ctx: Ctx, ...kinds: OrgKind[]): asserts ctx is OrgCtx {
  if (!ctx.org) throw new AppError("unauthenticated", "signInFirst");
  if (!kinds.includes(ctx.org.kind)) throw new AppError("forbidden", "notYourWing", { permission: kinds.join(", "), roles: "" });
}

/** Only our own work (jobs, applied events) may call this verb. */
export function requireSystem(ctx: Ctx): void {
  if (ctx.actor.kind === "system" || ctx.actor.kind === "marketplace") return;
  throw new AppError("forbidden", "systemOnly");
}
