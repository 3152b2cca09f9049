import { type Permission, permissionsOf } from "@/lib/permissions";
import type { OrgId, PersonId } from "@/lib/ids";
import type { OrgKind } from "@/lib/states/org";

export type Locale = "zh-CN" | "en";

/** Whoever acts: a person, our own jobs, the marketplace's machines, a seller's program, a buyer with a link. */
export type Actor =
  | { readonly kind: "person"; readonly id: PersonId; readonly name: string; readonly email: string }
  | { readonly kind: "system"; readonly name: string }
  | { readonly kind: "marketplace"; readonly name: string }
  | { readonly kind: "api_key"; readonly name: string }
  | { readonly kind: "buyer"; readonly name: string };

export type OrgContext = {
  readonly id: OrgId;
  readonly kind: OrgKind;
  readonly slug: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly roles: readonly string[];
  /** Products this person is kept to; absent or null = all of the company's. */
  readonly productIds?: readonly string[] | null;
};

export type Ctx = {
  readonly actor: Actor;
  /** The one acting company; null before sign-in and for the system's work across companies. */
  readonly org: OrgContext | null;
  /** Opens the operators' policies; true only for operator members and the system. */
  readonly platform: boolean;
  readonly permissions: ReadonlySet<Permission>;
  readonly requestId: string;
  readonly locale: Locale;
  readonly ip: string;
};

type PersonCtx = { actor: Extract<Actor, { kind: "person" }>; org: OrgContext; requestId: string; locale: Locale; ip: string };

/** A person acting for one company they belong to. */
export function personCtx(input: PersonCtx): Ctx {
  return { ...input, platform: input.org.kind === "operator", permissions: permissionsOf(input.org.kind, input.org.roles) };
}

/** Our own work across companies: jobs, sweeps, the application of events. */
export function systemCtx(name: string, requestId = "system"): Ctx {
  return { actor: { kind: "system", name }, org: null, platform: true, permissions: new Set(), requestId, locale: "zh-CN", ip: "" };
}

/** The marketplace's machines, whose signed events are applied with the platform's sight. */
export function marketplaceCtx(source: string, requestId: string): Ctx {
  return { ...systemCtx(source, requestId), actor: { kind: "marketplace", name: source } };
}

/** Somebody outside acting inside one company's sight: a buyer's link, a seller's API key. */
export function guestCtx(actor: Extract<Actor, { kind: "buyer" | "api_key" }>, org: OrgContext, requestId: string, ip: string): Ctx {
  return { actor, org, platform: false, permissions: new Set(), requestId, locale: "zh-CN", ip };
}
