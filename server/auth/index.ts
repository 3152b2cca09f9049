import { cookies, headers } from "next/headers";
import { forbidden, notFound, redirect } from "next/navigation";
import { cache } from "react";
import { permissionAt } from "@/lib/rooms";
import type { OrgKind } from "@/lib/states/org";
import type { OrgCtx } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { ctxForSeat, seatFor, selfCtx, sessionFromHeaders, traceOf } from "./session";
import type { Session } from "./sessions";

export { traceOf } from "./session";
export type { Seat, Session } from "./sessions";
export { type SignInAnswer, signIn, signOut, signOutEverywhere } from "./entry";
export { safeNext } from "./next-path";

/** Who sent the present request; null when nobody is signed in. Asked once per request. */
export const currentSession = cache(async (): Promise<Session | null> => sessionFromHeaders(await headers()));

async function signedIn(): Promise<Session> {
  const session = await currentSession();
  if (session) return session;
  const path = (await headers()).get("x-path");
  redirect(path && path !== "/" ? `/sign-in?next=${encodeURIComponent(path)}` : "/sign-in");
}

/**
 * Who acts in a wing. `slug` names the company in the seller's and the partner's wing.
 * Signed out: goes to sign-in and back. No seat there: not found.
 */
export const seatCtx = cache(async (wing: OrgKind, slug?: string): Promise<OrgCtx> => {
  const session = await signedIn();
  const seat = seatFor(session, wing, slug);
  if (!seat) notFound();
  return ctxForSeat(session, seat, traceOf(await headers()));
});

/** The same for a page: a room that asks for a permission the person lacks answers 403, with who can grant it. */
export const orgCtx = cache(async (wing: OrgKind, slug?: string): Promise<OrgCtx> => {
  const ctx = await seatCtx(wing, slug);
  const needs = permissionAt(wing, (await headers()).get("x-path") ?? "");
  if (needs && !ctx.permissions.has(needs)) forbidden();
  return ctx;
});

/** The person who signed in with this very request, whose cookie its headers do not hold yet; null when nobody did. */
export async function justSignedIn(): Promise<Ctx | null> {
  const asked = await headers();
  const session = await sessionFromHeaders(new Headers({ cookie: (await cookies()).toString() }));
  return session && selfCtx(session, traceOf(asked));
}

/** The signed-in person acting for no company: their own settings. Signed out: goes to sign-in. */
export async function ownCtx(): Promise<Ctx> {
  const session = await signedIn();
  return selfCtx(session, traceOf(await headers()));
}
