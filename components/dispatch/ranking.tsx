"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { RankedProduct } from "@/server/modules/demand/contract-dispatch";
import { ReasonChip } from "./reason-chip";

type RankingProps = { ranking: readonly RankedProduct[]; order: readonly string[]; onAdd: (sellerOrgId: string) => void; closed: string | null };

/** The products that fit, best first, with why; each seller can be put into the order of asking. */
export function Ranking({ ranking, order, onAdd, closed }: RankingProps) {
  const t = useTranslations("demand.match");
  if (ranking.length === 0) return <p className="two px-4 pb-4">{t("none")}</p>;
  return (
    <ol>
      {ranking.slice(0, 6).map((one, at) => {
        const place = order.indexOf(one.sellerOrgId) + 1;
        return (
          <li key={one.productId} className="grid grid-cols-[1fr_auto] items-start gap-x-3 gap-y-1 border-t border-hair px-4 py-2.5">
            <div className="min-w-0">
              <p className="break-words">
                <span className="small num mr-1.5">{at + 1}</span>
                <b className="font-[560]">{one.productName}</b> <span className="two">{one.sellerName}</span>
              </p>
              <p className="mt-1 flex flex-wrap gap-1">
                {one.reasons.map((reason) => (
                  <ReasonChip key={reason.reason} reason={reason} />
                ))}
              </p>
            </div>
            <div className="grid justify-items-end gap-1">
              <span className="num text-small text-ink-2" title={t("scoreHint")}>
                {t("score", { points: Math.round(one.score * 100) })}
              </span>
              {place > 0 ? (
                <span className="small whitespace-nowrap">{t("asked", { place })}</span>
              ) : (
                <Button size="sm" disabledReason={closed} onClick={() => onAdd(one.sellerOrgId)}>
                  {t("add")}
                </Button>
              )}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
