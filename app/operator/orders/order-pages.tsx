import { getTranslations } from "next-intl/server";
import { orNotFound } from "@/app/or-not-found";
import { homeOf } from "@/lib/rooms";
import { DealChain } from "@/components/deal/deal-chain";
import { CallPanel } from "@/components/fulfilment/call-panel";
import { Messages } from "@/components/layout/messages";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { OrderFilters, type OrderQuery } from "@/components/order/order-filters";
import { OrderList } from "@/components/order/order-list";
import { OrderView } from "@/components/order/order-view";
import { Zone } from "@/components/ui/date-time";
import { hrefWith } from "@/components/ui/href";
import { LinkButton } from "@/components/ui/link-button";
import type { OrgKind } from "@/lib/states/org";
import { orgCtx } from "@/server/auth";
import { readDeal } from "@/server/modules/demand";
import { messagesOfOrder } from "@/server/modules/fulfilment";
import { listOrders, orderChoices, orderDetail, type OrderListInput, orderListInput, orderTotals } from "@/server/modules/order";

export type OrderSearch = Readonly<Record<string, string | string[] | undefined>>;
type ListProps = { wing: OrgKind; slug?: string; search: OrderSearch };

const only = (value: string | string[] | undefined) => (typeof value === "string" && value !== "" ? value : undefined);

/** Address parameters as a filter; a part that makes no sense is left out rather than refused. */
function filterOf(search: OrderSearch): { query: OrderQuery; input: OrderListInput } {
  const given = { status: only(search.status), type: only(search.type), productId: only(search.product), period: only(search.period), text: only(search.q), cursor: only(search.cursor) };
  const sound = Object.entries(given).filter(([key, value]) => value && orderListInput.safeParse({ [key]: value }).success);
  const input = Object.fromEntries(sound) as OrderListInput;
  return { input, query: { status: input.status, type: input.type, product: input.productId, period: input.period, q: input.text } };
}

/** The list of orders in any wing. */
export async function OrderListPage({ wing, slug, search }: ListProps) {
  const ctx = await orgCtx(wing, slug);
  const t = await getTranslations("order");
  const home = homeOf(ctx.org);
  const path = `${home}/orders`;
  const { query, input } = filterOf(search);
  const [{ rows, next }, totals, choices] = await Promise.all([orNotFound(listOrders(ctx, input)), orderTotals(ctx, input), orderChoices(ctx)]);
  return (
    <Page>
      <PageHeader
        title={t("title")}
        count={totals.count}
        sub={<Zone alone />}
        actions={wing === "partner" && ctx.permissions.has("claim:read") ? <LinkButton href={`${home}/claims`}>{t("missing")}</LinkButton> : null}
      />
      <OrderFilters path={path} query={query} products={choices.products} periods={choices.periods} />
      <OrderList
        wing={wing}
        path={path}
        rows={rows}
        totals={totals}
        filtered={Object.values(query).some(Boolean)}
        firstHref={input.cursor ? hrefWith(path, query, { cursor: null }) : null}
        nextHref={next ? hrefWith(path, query, { cursor: next }) : null}
        emptyHref={wing === "operator" ? "/operator/events" : `${home}/offers`}
      />
    </Page>
  );
}

/** One order in any wing; sellers and operators see the calls of the production interface with it. */
export async function OrderDetailPage({ wing, slug, id }: { wing: OrgKind; slug?: string; id: string }) {
  const ctx = await orgCtx(wing, slug);
  const order = await orNotFound(orderDetail(ctx, id));
  const [calls, deal] = await Promise.all([messagesOfOrder(ctx, id), readDeal(ctx, { orderId: id })]);
  const mayRestart = ctx.permissions.has("fulfilment:restart");
  return (
    <Messages namespaces={["fulfilment.restart", "order.buyer"]}>
      <OrderView
        order={order}
        org={ctx.org.slug}
        home={homeOf(ctx.org)}
        deal={<DealChain deal={deal} home={homeOf(ctx.org)} here={id} />}
        calls={calls.length > 0 ? calls.map((call) => <CallPanel key={call.id} message={call} orgSlug={ctx.org.slug} mayRestart={mayRestart} />) : null}
      />
    </Messages>
  );
}
