"use client";

import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { formatDate } from "@/components/ui/date-format";
import { TextLink } from "@/components/ui/link-button";
import { StateTag } from "@/components/ui/state-tag";
import type { Locale } from "@/lib/locale";
import { demandLifecycle } from "@/lib/states/demand";
import type { NearDemand } from "@/server/modules/demand/contract-dispatch";

type NearListProps = { near: readonly NearDemand[]; base: string; /** Merges the demand lying open into this one; `closed` says why not. */ onMerge?: (number: string) => void; closed?: string | null };

/** Demand that seems to say the same, each with by what the customer was recognised and how much of the text is alike. */
export function NearList({ near, base, onMerge, closed }: NearListProps) {
  const t = useTranslations("demand");
  const locale = useLocale() as Locale;
  return (
    <ul className="grid gap-2">
      {near.map((one) => (
        <li key={one.id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="min-w-0 break-words">
            <TextLink href={`${base}/${one.id}`}>{one.name || one.number}</TextLink> <span className="small num">{one.number}</span>
          </span>
          <StateTag lifecycle={demandLifecycle} state={one.status} locale={locale} />
          <span className="small">
            {t(`match.same.${one.same}`)} · {t("match.likeness", { percent: Math.round(one.likeness * 100) })} · {one.submitterName} · {formatDate(one.createdAt, locale, "day")}
          </span>
          {onMerge ? (
            <Button size="sm" className="ml-auto" disabledReason={closed} aria-haspopup="dialog" onClick={() => onMerge(one.number)}>
              {t("act.mark_duplicate")}
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
