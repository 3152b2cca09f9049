import { useLocale, useTranslations } from "next-intl";
import { Tag } from "@/components/ui/tag";
import type { Tone } from "@/components/ui/tone";
import { supervisionStates, type SupervisionState } from "@/lib/states/order";
import type { BlockReason } from "@/lib/states/settlement";

const tones: Readonly<Partial<Record<BlockReason, Tone>>> = { RUN_DATE_NOT_REACHED: "run", APPEAL_FROZEN: "stop", CERT_MISSING: "stop", CERT_CHANGED: "stop", NO_AGREEMENT: "stop", TRIAL: "mute", CANCELLED: "mute", REFUNDED: "mute" };

/** Whether a line stands in a statement, and if not, what it waits for. */
export function Standing({ blockedBy }: { blockedBy: readonly BlockReason[] }) {
  const t = useTranslations();
  const [first] = blockedBy;
  if (!first) return <Tag tone="ok">{t("transaction.filter.yes")}</Tag>;
  return <Tag tone={tones[first] ?? "wait"}>{t(`settlement.reason.${first}.short`)}</Tag>;
}

/** Delivery and acceptance of a line. */
export function Supervised({ state }: { state: SupervisionState }) {
  const english = useLocale() === "en";
  const { tone, en, zh } = supervisionStates[state];
  return <Tag tone={tone}>{english ? en : zh}</Tag>;
}

/** A name in the reader's language; the Chinese one where there is no other. */
export function Named({ zh, en }: { zh: string; en: string }) {
  const english = useLocale() === "en";
  return <>{english && en ? en : zh}</>;
}
