"use client";

import { useTranslations } from "next-intl";
import { type ComponentProps, type ReactNode, useState } from "react";
import { Timeline } from "@/components/timeline/timeline";
import { dealStages, type DealStageName } from "@/server/modules/demand/contract-deal";

type Moment = ComponentProps<typeof Timeline>["items"][number] & { readonly stage: DealStageName };
type DealViewsProps = {
  /** The stages one below the other, each to be opened. */
  byStage: ReactNode;
  /** Every moment, newest first. */
  moments: readonly Moment[];
};

const chip = (on: boolean) => `inline-flex h-7 items-center gap-1.5 rounded-full border bg-sheet px-2.5 text-[12.5px] whitespace-nowrap ${on ? "border-ink-2 text-ink" : "border-hair-strong text-ink-2 hover:text-ink"}`;

/** The deal stage by stage, or all of it in the order of time, narrowed to the stages chosen. */
export function DealViews({ byStage, moments }: DealViewsProps) {
  const t = useTranslations("demand.deal");
  const [byTime, setByTime] = useState(false);
  const [chosen, setChosen] = useState<readonly DealStageName[]>([]);
  const countOf = (stage: DealStageName) => moments.filter((moment) => moment.stage === stage).length;
  const shown = chosen.length > 0 ? moments.filter(({ stage }) => chosen.includes(stage)) : moments;
  const toggle = (stage: DealStageName) => setChosen(chosen.includes(stage) ? chosen.filter((one) => one !== stage) : [...chosen, stage]);
  return (
    <>
      <div role="group" aria-label={t("view.label")} className="no-print flex flex-wrap items-center gap-2 px-4 pb-2.5">
        <button type="button" aria-pressed={!byTime} className={chip(!byTime)} onClick={() => setByTime(false)}>
          {t("view.stages")}
        </button>
        <button type="button" aria-pressed={byTime} className={chip(byTime)} onClick={() => setByTime(true)}>
          {t("view.time")}
        </button>
      </div>
      {byTime ? (
        <div className="border-t border-b border-hair px-5 pt-3 pb-1">
          <div role="group" aria-label={t("view.narrow")} className="no-print mb-3 flex flex-wrap items-center gap-2">
            {dealStages
              .filter((stage) => countOf(stage) > 0)
              .map((stage) => (
                <button key={stage} type="button" aria-pressed={chosen.includes(stage)} className={chip(chosen.includes(stage))} onClick={() => toggle(stage)}>
                  {t(`stage.${stage}`)}
                  <span className="num">· {countOf(stage)}</span>
                </button>
              ))}
          </div>
          <p role="status" className="sr-only">
            {t("view.shown", { n: shown.length })}
          </p>
          <Timeline items={shown} />
        </div>
      ) : (
        byStage
      )}
    </>
  );
}
