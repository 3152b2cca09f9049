import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { KeptOwner } from "@/components/form/kept-owner";
import { Shell } from "@/components/layout/shell";
import type { NavGroup, NavItem, OrgChoice } from "@/components/layout/types";
import { LiveInbox } from "@/components/notification/live-inbox";
import type { OrgKind } from "@/lib/states/org";
import { currentSession, type Seat, seatCtx, type Session } from "@/server/auth";
import type { OrgCtx } from "@/server/kernel/authorize";
import { countUnread } from "@/server/modules/notification";
import { changeLocale, changeTheme, endSession } from "./actions";
import { homeOf, roomsOf, startsOf } from "@/lib/rooms";
import { search } from "./search-action";

type RoomCounts = Readonly<Record<string, { count: number; hot?: boolean }>>;

async function railOf(ctx: OrgCtx, counts: RoomCounts): Promise<NavGroup[]> {
  const t = await getTranslations("nav");
  const home = homeOf(ctx.org);
  return roomsOf(ctx.org.kind)
    .map(({ key, rooms }) => ({
      label: key ? t(`groups.${key}`) : undefined,
      items: rooms
        .filter(({ needs }) => !needs || ctx.permissions.has(needs))
        .map((room) => ({ href: home + room.path, label: t(`rooms.${room.key}`), exact: room.path === "", ...counts[room.key] })),
    }))
    .filter(({ items }) => items.length > 0);
}

async function startsFor(ctx: OrgCtx): Promise<NavItem[]> {
  const t = await getTranslations("nav");
  const open = startsOf(ctx.org.kind).filter(({ needs }) => !needs || ctx.permissions.has(needs));
  return open.map(({ key, path }) => ({ href: homeOf(ctx.org) + path, label: t(`acts.${key}`) }));
}

async function choicesOf(session: Session, current: string): Promise<OrgChoice[]> {
  const t = await getTranslations("org");
  const english = (await getLocale()) === "en";
  const roles = (seat: Seat) => seat.roles.map((role) => t(`role.${seat.kind}.${role}`)).join(t("and"));
  return session.memberships.map((seat) => ({
    key: seat.orgId,
    name: english ? seat.nameEn : seat.nameZh,
    roleLabel: t("seat", { kind: t(`kind.${seat.kind}`), roles: roles(seat) }),
    href: homeOf(seat),
    current: seat.orgId === current,
  }));
}

/** A wing's layout: its rail, its bar and the rooms that exist, for the company in the address. */
export async function Wing({ wing, slug, children }: { wing: OrgKind; slug?: string; children: ReactNode }) {
  const ctx = await seatCtx(wing, slug);
  const session = (await currentSession()) as Session;
  const t = await getTranslations("nav");
  const orgs = await choicesOf(session, ctx.org.id);
  const here = orgs.find((one) => one.current) as OrgChoice;
  const unread = ctx.permissions.has("notification:read") ? await countUnread(ctx) : 0;
  return (
    <Shell
      home={homeOf(ctx.org)}
      org={here}
      orgs={orgs}
      nav={await railOf(ctx, { inbox: { count: unread } })}
      starts={await startsFor(ctx)}
      user={{ name: ctx.locale === "en" && session.nameEn ? session.nameEn : session.name, email: session.email, links: [{ label: t("rooms.account"), href: "/account" }] }}
      inbox={{ href: `${homeOf(ctx.org)}/inbox`, count: unread }}
      locale={ctx.locale}
      setLocale={changeLocale}
      setTheme={changeTheme}
      signOut={endSession}
      search={search.bind(null, wing, slug)}
    >
      {children}
      <KeptOwner person={session.personId} />
      <LiveInbox orgSlug={ctx.org.slug} />
    </Shell>
  );
}
