import { useLocale, useTranslations } from "next-intl";
import type { Locale } from "@/lib/locale";
import type { AuditLine } from "@/server/modules/audit/contract";
import { type Fact, factsOf } from "./facts";

type Words = {
  readonly actOf: (line: Pick<AuditLine, "act">) => string;
  /** The kind of record, by its noun. */
  readonly kindOf: (noun: string) => string;
  /** Who acted. Of machines the kind alone, with their own name only on the sheet. */
  readonly actorOf: (line: Pick<AuditLine, "actorKind" | "actorName">, whole?: boolean) => string;
  readonly factsOf: (line: AuditLine) => Fact[];
};

const machines: readonly string[] = ["system", "marketplace"];

/** A recorded act in words; what has no words yet shows itself. */
export function useWords(): Words {
  const t = useTranslations();
  const locale = useLocale() as Locale;
  // Acts and facts arrive as data, so their keys are not known beforehand.
  const textOf = (key: string) => (t.has(key as "audit.title") ? t(key as "audit.title") : null);
  return {
    actOf: ({ act }) => textOf(`audit.act.${act}`) ?? act,
    kindOf: (noun) => textOf(`audit.record.${noun}`) ?? noun,
    actorOf: ({ actorKind, actorName }, whole = false) => {
      const kind = actorKind === "person" ? null : textOf(`audit.actor.${actorKind}`);
      if (!kind) return actorName;
      return whole || !machines.includes(actorKind) ? `${kind} · ${actorName}` : kind;
    },
    factsOf: (line) => factsOf({ locale, textOf }, line),
  };
}
