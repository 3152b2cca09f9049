import { Bell, Menu } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Toaster } from "@/components/feedback/toaster";
import { Avatar } from "@/components/ui/avatar";
import { Link } from "@/components/ui/link";
import { Popover } from "@/components/ui/popover";
import type { Locale } from "@/lib/locale";
import { CommandLauncher } from "./command-launcher";
import { Crumbs } from "./crumbs";
import { FocusKeeper } from "./focus-keeper";
import { LocaleToggle, ThemeToggle } from "./preferences";
import { Rail } from "./rail";
import type { NavGroup, NavItem, OrgChoice, ShellActions } from "./types";

export type ShellProps = ShellActions & {
  home: string;
  org: { name: string; roleLabel: string };
  orgs: readonly OrgChoice[];
  nav: readonly NavGroup[];
  /** Work one can begin from anywhere. */
  starts: readonly NavItem[];
  user: { name: string; email: string; links?: readonly { label: string; href: string }[] };
  inbox: { href: string; count: number };
  locale: Locale;
  children: ReactNode;
};

const icon = "relative inline-grid size-7 place-items-center rounded-sm hover:text-ink";

/** The room every page stands in: rail, top bar, page. On a phone the rail is a drawer. */
export function Shell(props: ShellProps) {
  const t = useTranslations("ui");
  const { nav, user, inbox } = props;
  return (
    <div className="min-h-screen md:grid print:block md:grid-cols-[216px_minmax(0,1fr)]">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-sheet focus:px-3 focus:py-2"
      >
        {t("shell.skip")}
      </a>
      <Rail home={props.home} org={props.org} orgs={props.orgs} nav={nav} />
      <div className="min-w-0">
        <header className="no-print flex min-h-11 items-center justify-between gap-3 border-b border-hair px-4 py-2 text-[12.5px] text-ink-3 md:px-7">
          <div className="flex min-w-0 items-center gap-2">
            <button type="button" popoverTarget="rail" aria-label={t("shell.openRail")} className={`${icon} md:hidden`}>
              <Menu aria-hidden size={18} />
            </button>
            <Crumbs nav={nav} />
          </div>
          <div className="flex flex-none items-center gap-1.5">
            <CommandLauncher nav={nav} starts={props.starts} search={props.search} />
            <LocaleToggle locale={props.locale} setLocale={props.setLocale} />
            <ThemeToggle setTheme={props.setTheme} />
            <Link href={inbox.href} aria-label={t("shell.inbox", { n: inbox.count })} className={icon}>
              <Bell aria-hidden size={15} />
              {inbox.count > 0 ? (
                <span aria-hidden className="num absolute -top-1 right-[-3px] rounded-full bg-seal px-1 text-[10px] leading-[14px] font-semibold text-seal-ink">
                  {inbox.count > 99 ? "99+" : inbox.count}
                </span>
              ) : null}
            </Link>
            <Popover align="end" iconOnly label={t("shell.account", { name: user.name })} triggerClassName={icon} trigger={<Avatar name={user.name} />}>
              <UserPanel user={user} signOut={props.signOut} />
            </Popover>
          </div>
        </header>
        <main id="main" tabIndex={-1} className="outline-none">
          {props.children}
        </main>
      </div>
      <Toaster />
      <FocusKeeper />
    </div>
  );
}

function UserPanel({ user, signOut }: Pick<ShellProps, "user" | "signOut">) {
  const t = useTranslations("ui");
  const row = "flex min-h-8 w-full items-center rounded-sm px-2 text-left text-body text-ink hover:bg-sunk";
  return (
    <div className="w-56 text-body text-ink">
      <p className="border-b border-hair px-2 pt-1 pb-2">
        <span className="block truncate font-[540]">{user.name}</span>
        <span className="small block truncate">{user.email}</span>
      </p>
      <ul className="pt-1">
        {user.links?.map((link) => (
          <li key={link.href}>
            <Link href={link.href} className={row}>
              {link.label}
            </Link>
          </li>
        ))}
        <li>
          <form action={signOut}>
            <button type="submit" className={row}>
              {t("shell.signOut")}
            </button>
          </form>
        </li>
      </ul>
    </div>
  );
}
