import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { Card } from "@/components/ui/card";
import { Zone } from "@/components/ui/date-time";
import type { OrderDetail } from "@/server/modules/order/contract";
import { BuyerCard } from "./buyer-card";
import { OrderFacts, RelatedOrders } from "./order-facts";
import { OrderLine } from "./order-lines";
import { OrderRail, OrderTimeline } from "./order-progress";
import { OrderStatus } from "./words";

type OrderViewProps = {
  order: OrderDetail;
  /** The reader's company, by its name in addresses. */
  org: string;
  /** The wing's home. */
  home: string;
  /** What the seller's program was asked and answered. */
  calls?: ReactNode;
  /** The deal it belongs to, from demand to share. */
  deal?: ReactNode;
};

/** One order: how it stands, what blocks it, what happened. */
export function OrderView({ order, org, home, calls, deal }: OrderViewProps) {
  const t = useTranslations("order");
  const ordersPath = `${home}/orders`;
  const hasRail = order.orderType !== "refund" && order.status !== "cancelled";
  return (
    <Page>
      <PageHeader
        back={{ href: ordersPath, label: t("back") }}
        title={order.number}
        tag={<OrderStatus state={order.status} />}
        sub={
          <>
            {t(`type.${order.orderType}`)} · <Zone alone />
          </>
        }
      />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_320px]">
        <div className="grid min-w-0 gap-4">
          <Card title={t("card.facts")}>
            <div className="px-4 pb-3">
              <OrderFacts order={order} ordersPath={ordersPath} />
            </div>
            {hasRail ? <OrderRail order={order} /> : null}
          </Card>
          {calls}
          {order.lines.map((line) => (
            <OrderLine key={line.id} line={line} status={order.status} currency={order.currency} home={home} />
          ))}
          {deal}
        </div>
        <div className="grid min-w-0 gap-4">
          {order.related.length > 0 ? (
            <Card title={t("card.related")} padded>
              <RelatedOrders order={order} ordersPath={ordersPath} />
            </Card>
          ) : null}
          {order.buyer && Object.keys(order.buyer).length > 0 ? (
            <BuyerCard org={org} orderId={order.id} buyer={order.buyer} masked={order.buyerMasked} mayReveal={order.mayReveal} />
          ) : null}
          <Card title={t("card.timeline")} padded>
            <OrderTimeline moments={order.timeline} />
          </Card>
        </div>
      </div>
    </Page>
  );
}
