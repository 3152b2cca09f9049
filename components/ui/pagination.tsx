import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LinkButton } from "./link-button";

type PaginationProps = { prevHref?: string | null; nextHref?: string | null; note?: ReactNode };

/** Earlier and later pages of a list read by key; there are no page numbers. */
export function Pagination({ prevHref, nextHref, note }: PaginationProps) {
  const t = useTranslations("ui");
  return (
    <nav aria-label={t("page.label")} className="flex flex-wrap items-center justify-between gap-2">
      <span className="small">{note}</span>
      <span className="flex gap-2">
        <LinkButton size="sm" href={prevHref ?? ""} disabledReason={prevHref ? null : t("page.first")}>
          {t("page.previous")}
        </LinkButton>
        <LinkButton size="sm" href={nextHref ?? ""} disabledReason={nextHref ? null : t("page.last")}>
          {t("page.next")}
        </LinkButton>
      </span>
    </nav>
  );
}
