import { useTranslations } from "next-intl";
import { DateTime } from "@/components/ui/date-time";
import { TextLink } from "@/components/ui/link-button";
import { DefinitionList } from "@/components/ui/definition-list";
import { Money } from "@/components/ui/money";
import type { OrderDetail } from "@/server/modules/order/contract";
import { amountField, Name } from "./words";

type FactsProps = { order: OrderDetail; ordersPath: string };

/** Who, when, how much. */
export function OrderFacts({ order, ordersPath }: FactsProps) {
  const t = useTranslations("order");
  const field = (key: string) => t(`field.${key}`);
  const whenSet = (term: string, at: string | null) => (at ? [{ term: field(term), value: <DateTime at={at} /> }] : []);
  const items = [
    { term: field("customer"), value: order.customerName, hint: order.customerAccount },
    { term: field("seller"), value: <Name zh={order.sellerName} en={order.sellerNameEn} /> },
    { term: field("partner"), value: order.partnerName ? <Name zh={order.partnerName} en={order.partnerNameEn} /> : t("direct") },
    { term: field("placed"), value: <DateTime at={order.placedAt} /> },
    ...whenSet("paid", order.paidAt),
    ...whenSet("creditConfirmed", order.creditConfirmedAt),
    ...whenSet("repaid", order.repaidAt),
    ...whenSet("creditCleared", order.creditClearedAt),
    ...whenSet("cancelled", order.cancelledAt),
    ...(order.paymentMethod ? [{ term: field("method"), value: t(`method.${order.paymentMethod}`) }] : []),
    { term: field("list"), value: <Money fen={order.listFen} currency={order.currency} /> },
    { term: field(amountField(order.status)), value: <Money fen={order.amountFen} currency={order.currency} /> },
    ...(order.refundedFen === "0" ? [] : [{ term: field("refunded"), value: <Money fen={order.refundedFen} currency={order.currency} /> }]),
    ...(order.original ? [{ term: field("original"), value: <TextLink href={`${ordersPath}/${order.original.id}`}>{order.original.number}</TextLink> }] : []),
  ];
  return <DefinitionList columns={2} items={items} />;
}

/** Refunds and renewals that refer to this order. */
export function RelatedOrders({ order, ordersPath }: FactsProps) {
  const t = useTranslations("order");
  return (
    <ul>
      {order.related.map((one) => (
        <li key={one.id} className="flex flex-wrap items-center justify-between gap-2 border-b border-hair py-2 last:border-0">
          <span>
            <TextLink href={`${ordersPath}/${one.id}`}>{one.number}</TextLink>
            <span className="small ml-2">{t(`type.${one.orderType}`)}</span>
          </span>
          <Money fen={one.amountFen} currency={order.currency} />
        </li>
      ))}
    </ul>
  );
}
