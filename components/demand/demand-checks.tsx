import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import { Tag } from "@/components/ui/tag";
import { checkQuestions } from "@/lib/states/demand";
import type { DemandDetail } from "@/server/modules/demand/contract";

const tones = { yes: "ok", no: "stop", unknown: "mute" } as const;

/** What the dispatcher found: whether the demand is valuable and real. */
export function DemandChecks({ demand }: { demand: DemandDetail }) {
  const t = useTranslations("demand.detail");
  const { checks, checkedAt, checkedByName } = demand;
  if (!checkedAt) return null;
  const yes = checkQuestions.filter((question) => checks[question] === "yes").length;
  return (
    <Card title={t("checks")} note={t("checksOf", { n: yes, all: checkQuestions.length })} padded>
      <ul className="flex flex-wrap gap-x-5 gap-y-1.5">
        {checkQuestions.map((question) => {
          const answer = checks[question] ?? "unknown";
          return (
            <li key={question} className="flex items-center gap-2">
              {t(`check.${question}`)} <Tag tone={tones[answer]}>{t(`checkAnswer.${answer}`)}</Tag>
            </li>
          );
        })}
      </ul>
      <p className="small mt-2">
        {checkedByName} · <DateTime at={checkedAt} />
      </p>
    </Card>
  );
}
