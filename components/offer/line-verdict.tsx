import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { toneInk, type Tone } from "@/components/ui/tone";
import type { Locale } from "@/lib/locale";
import { formatRate } from "@/lib/money";
import type { Breach } from "@/lib/offer-price";
import type { AuthorityUsed } from "@/server/modules/offer/contract-quote";
import { breachWords } from "./breach-words";

type LineVerdictProps = { line: { authority: AuthorityUsed | null; breaches: readonly Breach[] }; /** Whether the reader's company made the offer. */ own: boolean };

/** Within or beyond the maker's authority, by how much, and which authority was asked. */
export function LineVerdict({ line: { authority, breaches }, own }: LineVerdictProps) {
  const t = useTranslations("offer");
  const locale = useLocale() as Locale;
  if (!authority && breaches.length === 0) return null;
  const limit = authority ? t("verdict.limit", { rate: formatRate(authority.rateBp, locale), scope: t(`scope.${authority.scope}`) }) : "";
  if (breaches.length === 0) return <Line tone="ok">{t("verdict.within", { limit })}</Line>;
  return (
    <>
      {breaches.map((breach) => (
        <Line key={breach.code} tone="wait">
          {breachWords(breach, { t, locale, own })} {limit ? <span className="text-ink-3">{limit}</span> : null}
        </Line>
      ))}
    </>
  );
}

function Line({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <p className="flex gap-2 text-small">
      <span aria-hidden data-tone={tone} className={`shape mt-[6px] inline-flex h-1.5 ${toneInk[tone]}`} />
      <span className={tone === "wait" ? "text-wait" : "text-ink-2"}>{children}</span>
    </p>
  );
}
