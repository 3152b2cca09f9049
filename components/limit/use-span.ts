import { useTranslations } from "next-intl";
import type { TimeSpan } from "@/lib/limits";

/** Says a length of time in words: "3 working days". */
export function useSpan(): (span: TimeSpan) => string {
  const t = useTranslations("limit");
  return ({ days, unit }) => t("span", { days, unit });
}
