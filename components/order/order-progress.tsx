import { useLocale, useTranslations } from "next-intl";
import { DateTime } from "@/components/ui/date-time";
import { StatusRail } from "@/components/timeline/status-rail";
import { Timeline } from "@/components/timeline/timeline";
import type { Locale } from "@/lib/locale";
import { told } from "@/lib/told";
import type { OrderDetail, OrderMoment } from "@/server/modules/order/contract";

/** Ordered, paid, delivered, completed: where the order stands. */
export function OrderRail({ order }: { order: OrderDetail }) {
  const t = useTranslations("order.step");
  const delivered = order.lines.every((line) => line.effectiveAt);
  const paidAt = order.paidAt ?? order.creditConfirmedAt;
  const deliveredAt = delivered ? order.lines.map((line) => line.effectiveAt ?? "").toSorted().at(-1) : null;
  const done = [true, Boolean(paidAt), Boolean(paidAt) && delivered, ["completed", "refunded"].includes(order.status)];
  const at = [order.placedAt, paidAt, done[2] ? deliveredAt : null, order.timeline.find(({ act }) => act === "complete")?.at];
  const current = done.indexOf(false);
  const steps = (["ordered", "paid", "delivered", "completed"] as const).map((key, index) => ({
    key,
    label: t(key),
    at: done[index] && at[index] ? <DateTime at={at[index] ?? null} /> : null,
    state: done[index] ? ("done" as const) : index === current ? ("current" as const) : ("todo" as const),
  }));
  return <StatusRail label={t("label")} steps={steps} />;
}

const loud = new Set(["interface_failed", "interface_stopped", "interface_missing", "provision_refused", "supervision_appealing", "offer_unusable"]);
const good = new Set(["complete", "provision", "pay", "supervision_completed"]);

/** All that happened to the order, newest first. */
export function OrderTimeline({ moments }: { moments: readonly OrderMoment[] }) {
  const t = useTranslations("order.event");
  const reason = useTranslations("fulfilment.failure");
  const locale = useLocale() as Locale;
  return (
    <Timeline
      items={moments.map(({ id, act, at, detail }) => ({
        key: id,
        at,
        title: t.has(act) ? t(act, told({ locale }, detail)) : act,
        body: detail.code && reason.has(detail.code) ? reason(detail.code) : undefined,
        tone: loud.has(act) ? ("stop" as const) : good.has(act) ? ("ok" as const) : ("plain" as const),
      }))}
    />
  );
}
