import { useLocale, useTranslations } from "next-intl";
import { EmptyState } from "@/components/ui/empty-state";
import { hrefWith } from "@/components/ui/href";
import { Link } from "@/components/ui/link";
import { Money } from "@/components/ui/money";
import { StateTag } from "@/components/ui/state-tag";
import type { Locale } from "@/lib/locale";
import { demandLifecycle } from "@/lib/states/demand";
import type { OrgKind } from "@/lib/states/org";
import type { BoardColumn, DemandCounts, DemandSummary } from "@/server/modules/demand/contract-list";
import type { SearchParams } from "./list-filters";
import { followed, NextStepDay, Silence, TimeLeft } from "./next-step";

type BoardProps = { wing: OrgKind; path: string; params: SearchParams; columns: readonly BoardColumn[]; counts: DemandCounts; now: string };

/** The same demand as the table's, a column for each state; every card is a link, so the keyboard walks through it. */
export function DemandBoard({ wing, path, params, columns, counts, now }: BoardProps) {
  const t = useTranslations("demand");
  const locale = useLocale() as Locale;
  if (columns.every(({ cards }) => cards.length === 0)) return <EmptyState kind="no-match" clearHref={hrefWith(path, { view: "board" }, {})} />;
  return (
    <div role="region" aria-label={t("board.label")} tabIndex={0} className="overflow-x-auto pb-2">
      <div className="flex items-start gap-3">
        {columns.map(({ state, cards, more }) => {
          const heading = `board-${state}`;
          const count = counts.byState[state] ?? (more ? `${cards.length}+` : cards.length);
          return (
            <section key={state} aria-labelledby={heading} className="w-[248px] flex-none rounded-lg border border-hair bg-sunk">
              <h2 id={heading} className="flex items-center justify-between gap-2 px-3 py-2 text-small">
                <StateTag lifecycle={demandLifecycle} state={state} locale={locale} />
                <span className="num text-ink-2">{count}</span>
              </h2>
              <ul className="grid grid-cols-[minmax(0,1fr)] gap-2 px-2 pb-2">
                {cards.map((card) => (
                  <Card key={card.id} wing={wing} card={card} href={`${path}/${card.id}`} now={now} />
                ))}
                {cards.length === 0 ? <li className="small px-1 py-2">{t("board.none")}</li> : null}
              </ul>
              {more ? (
                <Link href={hrefWith(path, params, { status: state, view: null })} className="link block px-3 pb-2 text-small">
                  {t("board.more")}
                </Link>
              ) : null}
            </section>
          );
        })}
      </div>
    </div>
  );
}

function Card({ wing, card, href, now }: { wing: OrgKind; card: DemandSummary; href: string; now: string }) {
  const t = useTranslations("demand");
  const other = wing === "seller" ? (card.source === "partner" ? card.submitterName : t(`source.${card.source}`)) : card.sellerName;
  return (
    <li>
      <Link href={href} className="grid grid-cols-[minmax(0,1fr)] gap-1 rounded-md border border-hair bg-sheet p-2.5 hover:border-hair-strong">
        <span className="line-clamp-2 font-[540]">{card.name || card.number}</span>
        <span className="small num flex flex-wrap justify-between gap-x-2">
          <span>{card.number}</span>
          {card.budgetFen ? <Money fen={card.budgetFen} /> : null}
        </span>
        {other || card.sellerPersonName ? <span className="small truncate">{[other, wing === "seller" ? card.sellerPersonName : ""].filter(Boolean).join(" · ")}</span> : null}
        {card.dueAt ? (
          <span>
            <TimeLeft due={card.dueAt} now={now} />
          </span>
        ) : null}
        {card.nextStepOn && followed.has(card.status) ? (
          <span className="small flex flex-wrap items-center gap-x-2">
            {t("list.nextStepOn")} <NextStepDay on={card.nextStepOn} now={now} />
          </span>
        ) : null}
        <Silence demand={card} now={now} />
      </Link>
    </li>
  );
}
