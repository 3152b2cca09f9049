import { useLocale, useTranslations } from "next-intl";
import { Timeline } from "@/components/timeline/timeline";
import { formatDate } from "@/components/ui/date-format";
import { SideSheet } from "@/components/ui/side-sheet";
import { Tag } from "@/components/ui/tag";
import type { Tone } from "@/components/ui/tone";
import { limits } from "@/lib/limits";
import type { Locale } from "@/lib/locale";
import type { LimitHistory, LimitRow, LimitVersion } from "@/server/modules/rule/contract-limit";
import { SetLimit } from "./set-limit";
import { useSpan } from "./use-span";
import { WithdrawLimit } from "./withdraw-limit";

const tones: Record<LimitVersion["state"], Tone> = { in_force: "ok", planned: "run", ended: "mute", withdrawn: "mute" };

type LimitSheetProps = { org: string; row: LimitRow; history: LimitHistory; today: string; maySet: boolean; closeHref: string };

/** One limit with all its versions, the newest first. */
export function LimitSheet({ org, row, history, today, maySet, closeHref }: LimitSheetProps) {
  const t = useTranslations("limit");
  const inWords = useSpan();
  const { name, planned } = row;
  const refusal = maySet ? null : t("blocked.permission");
  const footer = planned ? <WithdrawLimit org={org} name={name} planned={planned} disabledReason={refusal} /> : <SetLimit org={org} row={row} today={today} maySet={maySet} />;
  return (
    <SideSheet closeHref={closeHref} eyebrow={t(`room.${limits[name].room}`)} title={t(`name.${name}`)} footer={footer}>
      <p className="text-ink-2">{t(`means.${name}`)}</p>
      <h3 className="mt-4 mb-2 font-[620]">{t("sheet.history")}</h3>
      {history.versions.length === 0 ? <p className="text-ink-2">{t("sheet.none", { value: inWords(limits[name].standard) })}</p> : <Versions versions={history.versions} />}
    </SideSheet>
  );
}

function Versions({ versions }: { versions: readonly LimitVersion[] }) {
  const t = useTranslations("limit");
  const inWords = useSpan();
  const locale = useLocale() as Locale;
  const until = ({ state, validTo }: LimitVersion) => (state === "ended" && validTo ? t("sheet.to", { at: formatDate(validTo, locale) }) : null);
  return (
    <Timeline
      items={versions.map((one) => ({
        key: one.id,
        at: one.validFrom,
        title: (
          <span className="inline-flex flex-wrap items-center gap-2">
            <strong className="font-[620]">{inWords(one)}</strong>
            <Tag tone={tones[one.state]}>{t(`state.${one.state}`)}</Tag>
          </span>
        ),
        actor: [until(one), one.setBy === null ? t("initial") : t("by", { name: one.setBy })].filter(Boolean).join(" · "),
        body: one.note || null,
        tone: tones[one.state],
      }))}
    />
  );
}
