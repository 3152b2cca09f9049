import { useLocale, useTranslations } from "next-intl";
import { Tag } from "@/components/ui/tag";
import type { StateEntry } from "@/lib/states/lifecycle";
import { orderLifecycle, type OrderState, supervisionStates, type SupervisionState } from "@/lib/states/order";

function Word({ entry }: { entry: StateEntry }) {
  const english = useLocale() === "en";
  return <Tag tone={entry.tone}>{english ? entry.en : entry.zh}</Tag>;
}

/** How an order stands. */
export function OrderStatus({ state }: { state: OrderState }) {
  return <Word entry={orderLifecycle.states[state]} />;
}

/** How delivery and acceptance of a line stand. */
export function SupervisionStatus({ state }: { state: SupervisionState }) {
  return <Word entry={supervisionStates[state]} />;
}

/** A name in the reader's language; the Chinese one where there is no other. */
export function Name({ zh, en }: { zh: string | null; en: string | null }) {
  const english = useLocale() === "en";
  return <>{(english && en ? en : zh) ?? ""}</>;
}

/** "1 year", by the specification's unit. */
export function Term({ type, number }: { type: string; number: number }) {
  const t = useTranslations("order.term");
  const known = ["YEAR", "MONTH", "DAY"].includes(type) && number > 0;
  return <>{known ? t(type, { n: number }) : t("NONE")}</>;
}

/** What the sum of an order is called, a key under `order.field`: paid, still owed, or never to be paid. */
export function amountField(state: OrderState): "amount" | "amountDue" | "amountNever" {
  if (state === "cancelled") return "amountNever";
  return state === "ordered" ? "amountDue" : "amount";
}
