import type { OrgKind } from "@/lib/states/org";
import { type Locale, localeOfBrowser } from "@/lib/locale";
import type { Permission } from "@/lib/permissions";
import type { OrgCtx } from "@/server/kernel/authorize";
import { type Ctx, personCtx } from "@/server/kernel/ctx";
import { sidInCookies } from "./cookie";
import { loadSession, type Seat, type Session } from "./sessions";

/** How the request is called and where it came from; the language to answer in, where it is not the person's own. */
export type Trace = { readonly requestId: string; readonly ip: string; readonly locale?: Locale };

/** Where a request came from and what it is called; the server in front sets both headers itself. */
export function traceOf(headers: Headers): { requestId: string; ip: string; agent: string } {
  return {
    requestId: headers.get("x-request-id") ?? "",
    ip: headers.get("x-client-ip") ?? headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "",
    agent: headers.get("user-agent") ?? "",
  };
}

/** Who sent this request, asked of the database each time, so that a revoked session ends at once. */
export async function sessionFromHeaders(headers: Headers): Promise<Session | null> {
  const sid = await sidInCookies(headers.get("cookie"));
  return sid ? loadSession(sid, localeOfBrowser(headers.get("cookie"), headers.get("accept-language"))) : null;
}

/** The person acting for one of their companies. */
export function ctxForSeat(session: Session, seat: Seat, trace: Trace): OrgCtx {
  const { personId: id, name, email } = session;
  const org = { id: seat.orgId, kind: seat.kind, slug: seat.slug, nameZh: seat.nameZh, nameEn: seat.nameEn, roles: seat.roles, productIds: seat.productIds };
  return personCtx({ actor: { kind: "person", id, name, email }, org, requestId: trace.requestId, ip: trace.ip, locale: trace.locale ?? session.locale }) as OrgCtx;
}

/** The person acting for the company of this slug; null when they have no seat there, as if it did not exist. */
export function ctxForOrg(session: Session, slug: string, trace: Trace): OrgCtx | null {
  const seat = session.memberships.find((one) => one.slug === slug);
  return seat ? ctxForSeat(session, seat, trace) : null;
}

/** The seat a wing's page is opened with; the operators' wing has no company in its address. */
export function seatFor(session: Session, wing: OrgKind, slug?: string): Seat | undefined {
  return session.memberships.find((seat) => seat.kind === wing && (slug === undefined ? wing === "operator" : seat.slug === slug));
}

/** The person alone, acting for no company: their own settings. */
export function selfCtx(session: Session, { requestId, ip, locale = session.locale }: Trace): Ctx {
  const { personId: id, name, email } = session;
  return { actor: { kind: "person", id, name, email }, org: null, platform: false, permissions: new Set<Permission>(), requestId, locale, ip };
}
