import { useTranslations } from "next-intl";
import { Timeline } from "@/components/timeline/timeline";
import { Card } from "@/components/ui/card";
import type { Tone } from "@/components/ui/tone";
import type { HistoryLine } from "@/server/modules/product/contract";

const tones: Record<string, Tone> = { "application.approve": "ok", "product.list": "ok", "application.reject": "stop", "product.discontinue": "stop", "application.open": "run" };

/** What happened, newest first; the other side's people stay unnamed. */
export function History({ lines }: { lines: readonly HistoryLine[] }) {
  const t = useTranslations("product");
  return (
    <Card title={t("card.history")} padded as="aside">
      {lines.length === 0 ? <p className="two">{t("empty.history")}</p> : null}
      <Timeline items={lines.map((line) => ({ key: line.key, at: line.at, title: t.has(`act.${line.act}`) ? t(`act.${line.act}`) : line.act, actor: line.actor || t("byPlatform"), tone: tones[line.act] ?? "plain" }))} />
    </Card>
  );
}
