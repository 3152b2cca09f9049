import { Check, ChevronsUpDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { Link } from "@/components/ui/link";
import { Popover } from "@/components/ui/popover";
import { NavLink } from "./nav-link";
import type { NavGroup, OrgChoice } from "./types";

type RailProps = {
  home: string;
  org: { name: string; roleLabel: string };
  orgs: readonly OrgChoice[];
  nav: readonly NavGroup[];
};

/** The side rail: whose office this is, for which company, and all its rooms. */
export function Rail({ home, org, orgs, nav }: RailProps) {
  const t = useTranslations("ui");
  return (
    <aside id="rail" popover="auto" aria-label={t("shell.rail")} className="rail flex-col gap-0.5">
      <Brand home={home} />
      <Popover
        label={t("shell.switchCompany")}
        triggerClassName="mb-3 flex w-full items-center justify-between gap-2 rounded-md border border-hair-strong bg-sheet px-2.5 py-[7px] text-left hover:bg-sunk"
        trigger={
          <>
            <span className="min-w-0">
              <span className="block truncate">{org.name}</span>
              <span className="small block truncate">{org.roleLabel}</span>
            </span>
            <ChevronsUpDown aria-hidden size={14} className="flex-none text-ink-3" />
          </>
        }
      >
        <ul className="w-60">
          {orgs.map((choice) => (
            <li key={choice.key}>
              <Link
                href={choice.href}
                aria-current={choice.current ? "true" : undefined}
                className="grid grid-cols-[1fr_16px] items-center rounded-sm px-2 py-1.5 hover:bg-sunk"
              >
                <span className="min-w-0">
                  <span className="block truncate">{choice.name}</span>
                  <span className="small block truncate">{choice.roleLabel}</span>
                </span>
                {choice.current ? <Check aria-hidden size={14} /> : null}
              </Link>
            </li>
          ))}
        </ul>
      </Popover>
      <nav aria-label={t("shell.rooms")} className="grid gap-0.5">
        {nav.map((group, index) => (
          <NavSection key={group.label ?? index} group={group} toDo={t("shell.toDo")} />
        ))}
      </nav>
    </aside>
  );
}

function NavSection({ group, toDo }: { group: NavGroup; toDo: string }) {
  return (
    <div>
      {group.label ? <p className="px-2 pt-3 pb-1 text-micro tracking-[0.06em] text-ink-3 uppercase">{group.label}</p> : null}
      <ul aria-label={group.label} className="grid gap-px">
        {group.items.map((item) => (
          <li key={item.href}>
            <NavLink item={item} countLabel={item.hot ? toDo : undefined} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The mark and the name of the house. */
export function Brand({ home }: { home: string }) {
  const t = useTranslations("ui");
  return (
    <Link href={home} className="flex items-center gap-2.5 px-2 pt-0.5 pb-3.5 font-[620] tracking-[0.01em]">
      <span aria-hidden lang="zh-CN" className="grid size-[26px] place-items-center rounded-sm bg-seal text-[14px] font-bold text-seal-ink">
        账
      </span>
      {t("brand")}
    </Link>
  );
}
