import { useTranslations } from "next-intl";
import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { Deadline } from "@/components/ui/date-time";
import { EmptyState } from "@/components/ui/empty-state";
import { hrefWith } from "@/components/ui/href";
import { LinkButton, TextLink } from "@/components/ui/link-button";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Money } from "@/components/ui/money";
import { Percent } from "@/components/ui/rate";
import { Tag } from "@/components/ui/tag";
import type { Tone } from "@/components/ui/tone";
import type { OrgKind } from "@/lib/states/org";
import type { RenewalList as Data, RenewalListInput, RenewalRow, RenewalRule } from "@/server/modules/order/contract-renewal";

type ListProps = { wing: OrgKind; home: string; asked: RenewalListInput; data: Data; mayOffer: boolean };
type Words = ReturnType<typeof useTranslations<"renewal">>;

const tones: Readonly<Record<RenewalRule, Tone>> = { inherits: "ok", association: "run", nobody: "mute", other: "stop" };

function columnsOf(t: Words, { wing, home, data, asked }: ListProps): Column<RenewalRow>[] {
  const total = data.totals.find((one) => one.within === (asked.within ?? "90"));
  return [
    {
      key: "product",
      header: t("field.product"),
      wrap: true,
      cell: (row) => (
        <>
          {row.productName}
          <span className="small block">{[row.specName, wing === "seller" ? "" : row.sellerName].filter(Boolean).join(" · ")}</span>
        </>
      ),
    },
    {
      key: "customer",
      header: t("field.customer"),
      wrap: true,
      cell: (row) => (
        <>
          {row.customerName}
          <span className="small block">
            <TextLink href={`${home}/orders/${row.orderId}`}>{row.orderNumber}</TextLink>
          </span>
        </>
      ),
    },
    { key: "expires", header: t("field.expires"), cell: (row) => <Deadline due={row.expiresAt} now={data.now} />, underName: true },
    { key: "amount", header: t("field.amount"), align: "end", cell: (row) => <Money fen={row.amountFen} currency={row.currency} />, underName: true, total: total ? <><Money fen={total.amountFen} />{total.more ? "+" : null}</> : null },
    {
      key: "credited",
      header: t("field.credited"),
      wrap: true,
      underName: true,
      cell: (row) => (
        <>
          <Tag tone={tones[row.rule]}>{t(`rule.${row.rule}`)}</Tag> {row.creditedName}
          <span className="small block">{t(`reason.${row.reason}`)}</span>
        </>
      ),
    },
    { key: "share", header: t("field.share"), align: "end", cell: (row) => (row.shareBp === null ? "–" : <Percent bp={row.shareBp} />), underName: true },
  ];
}

/** The renewals radar of a wing. */
export function RenewalList(props: ListProps) {
  const { home, asked, data, mayOffer } = props;
  const t = useTranslations("renewal");
  const path = `${home}/renewals`;
  const span = asked.within ?? "90";
  const total = data.totals.find((one) => one.within === span);
  const any = data.totals.some(({ count }) => count > 0);
  const offerLink = (row: RenewalRow) => (
    <LinkButton size="sm" href={`${home}/offers/new?renew=${row.id}`}>
      {t("makeOffer")}
    </LinkButton>
  );
  const none = any ? (
    <EmptyState kind="nothing-yet" title={t("empty.spanTitle")} body={t("empty.body")} action={<LinkButton href={path}>{t("empty.all")}</LinkButton>} />
  ) : (
    <EmptyState kind="nothing-yet" title={t("empty.title")} body={t("empty.body")} action={<LinkButton href={`${home}/orders`}>{t("empty.action")}</LinkButton>} />
  );
  return (
    <>
      <div className="mb-3">
        <LinkTabs label={t("spans")} items={data.totals.map(({ within, count, more }) => ({ href: hrefWith(path, {}, { within }), label: t("span", { days: within }), count: more ? `${count}+` : count, current: within === span }))} />
      </div>
      <DataTable
        caption={t("caption")}
        columns={columnsOf(t, props)}
        rows={data.rows}
        rowKey={(row) => row.id}
        rowActions={mayOffer ? offerLink : undefined}
        totals={{ label: t("totals") }}
        count={total?.more ? undefined : total?.count}
        empty={none}
        page={{ prevHref: asked.cursor ? hrefWith(path, { within: asked.within }, { cursor: null }) : null, nextHref: data.next ? hrefWith(path, { within: asked.within }, { cursor: data.next }) : null }}
      />
    </>
  );
}
