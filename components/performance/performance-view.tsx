import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { BarSeries } from "@/components/chart/bar-series";
import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterBar, FilterChip } from "@/components/ui/filter-bar";
import { hrefWith } from "@/components/ui/href";
import { Link } from "@/components/ui/link";
import { LinkButton } from "@/components/ui/link-button";
import { Money } from "@/components/ui/money";
import { StatStrip } from "@/components/ui/stat-strip";
import type { Figures, MonthFigures, Performance, ProductFigures } from "@/server/modules/performance/contract";
import { transactionsBehind } from "./behind";
import { drawn } from "./drawn";

type Search = Readonly<Record<string, string | undefined>>;
type PerformanceViewProps = { performance: Performance; /** Address of the wing's home. */ home: string; search: Search };

const spoken = (period: string) => `${period.slice(0, 4)}-${period.slice(4)}`;

/** Monthly sales with what is settled and what is not billed yet, as charts with their rows beneath. */
export function PerformanceView({ performance, home, search }: PerformanceViewProps) {
  const t = useTranslations("performance");
  const { total, products, withMoney } = performance;
  const behind = linesBehind({ performance, home, search }, {});
  if (total.lines === 0 && !search["product"]) {
    return <EmptyState kind="nothing-yet" title={t("empty.title")} body={t("empty.body")} action={<LinkButton href={`${home}/orders`}>{t("empty.action")}</LinkButton>} />;
  }
  return (
    <div className="grid gap-4">
      <Filters performance={performance} path={`${home}/performance`} search={search} />
      <StatStrip
        items={[
          { label: t("sales"), value: <Money fen={total.salesFen} />, note: t("lines", { n: total.lines }), href: behind("salesFen") },
          { label: t("refunds"), value: <Money fen={total.refundFen} />, href: behind("refundFen") },
          ...(withMoney
            ? [
                { label: t("settled"), value: <Money fen={total.settledFen} />, href: behind("settledFen") },
                { label: t("unbilled"), value: <Money fen={total.unbilledFen} />, href: behind("unbilledFen") },
                { label: t("earned"), value: <Money fen={total.earnedFen} />, note: t("earnedNote"), href: behind("earnedFen") },
              ]
            : []),
        ]}
      />
      <Card>
        <MonthChart performance={performance} home={home} search={search} />
      </Card>
      <MonthTable performance={performance} home={home} search={search} />
      {products.length > 1 ? (
        <Card>
          <ProductChart performance={performance} home={home} search={search} />
        </Card>
      ) : null}
      <ProductTable performance={performance} home={home} search={search} />
      <p className="small">{t(withMoney ? "definition" : "salesDefinition")}</p>
    </div>
  );
}

function Filters({ performance, path, search }: { performance: Performance; path: string; search: Search }) {
  const t = useTranslations("performance");
  const named = useNamed();
  const months = search["months"] ?? "12";
  const product = performance.products.find(({ productId }) => productId === search["product"]);
  return (
    <FilterBar clearHref={search["product"] || search["months"] ? path : undefined}>
      <FilterChip
        label={t("filter.span")}
        value={t("filter.months", { n: Number(months) })}
        options={["6", "12", "24"].map((n) => ({ href: hrefWith(path, search, { months: n }), label: t("filter.months", { n: Number(n) }), current: n === months }))}
      />
      <FilterChip
        label={t("filter.product")}
        value={product ? named(product) : undefined}
        options={performance.products.map((one) => ({ href: hrefWith(path, search, { product: one.productId }), label: named(one), current: one === product }))}
        clearHref={hrefWith(path, search, { product: null })}
      />
    </FilterBar>
  );
}

function useNamed() {
  const english = useLocale() === "en";
  return ({ product, productEn }: { product: string; productEn: string }) => (english && productEn ? productEn : product);
}

function useSeries(withMoney: boolean) {
  const t = useTranslations("performance");
  if (!withMoney) return [{ key: "sales", label: t("sales"), role: "ink" as const }];
  return [
    { key: "settled", label: t("settled"), role: "ink" as const },
    { key: "unbilled", label: t("unbilled"), role: "seal" as const },
  ];
}

type Key = "lines" | "salesFen" | "refundFen" | "settledFen" | "unbilledFen" | "earnedFen";
const narrowing = { lines: {}, salesFen: { type: "sale" }, refundFen: { type: "refund" }, settledFen: { billed: "yes" }, unbilledFen: { billed: "no" }, earnedFen: {} } as const;

/** The address of the lines behind each figure of a month, a product or the whole span; nowhere for readers who do not see the company's money. */
function linesBehind({ performance, home, search }: PerformanceViewProps, at: { period?: string; product?: string }): (key: Key) => string | undefined {
  const [first = "", last = ""] = [performance.months[0]?.period, performance.months.at(-1)?.period];
  const placed = at.period ? ([at.period, at.period] as const) : ([first, last] as const);
  return (key) => (performance.withMoney ? transactionsBehind(home, { placed, product: at.product ?? search["product"], ...narrowing[key] }) : undefined);
}

/** The rows behind a month or a product: of its money where the reader sees that, else its orders. */
const rowsOf = (props: PerformanceViewProps, at: { period?: string; product?: string }) => linesBehind(props, at)("lines") ?? hrefWith(`${props.home}/orders`, {}, at);

const linked = (href: string | undefined, shown: ReactNode): ReactNode => (href ? <Link className="link" href={href}>{shown}</Link> : shown);

function MonthChart(props: PerformanceViewProps) {
  const { performance } = props;
  const t = useTranslations("performance");
  const data = performance.months.map((month) => ({ key: month.period, label: spoken(month.period), href: rowsOf(props, { period: month.period }), ...drawn(month) }));
  return <BarSeries title={t("byMonth")} unit={t("unit")} asOf={<DateTime at={performance.asOf} precision="minute" />} series={useSeries(performance.withMoney)} data={data} height={220} />;
}

function ProductChart(props: PerformanceViewProps) {
  const { performance } = props;
  const t = useTranslations("performance");
  const named = useNamed();
  const data = performance.products.slice(0, 10).map((one) => ({ key: one.productId, label: named(one), href: rowsOf(props, { product: one.productId }), ...drawn(one) }));
  return <BarSeries title={t("byProduct")} unit={t("unit")} asOf={<DateTime at={performance.asOf} precision="minute" />} series={useSeries(performance.withMoney)} data={data} height={220} />;
}

function useMoneyColumns<Row extends Figures>(props: PerformanceViewProps, at: (row: Row) => { period?: string; product?: string }): Column<Row>[] {
  const t = useTranslations("performance");
  const { total, withMoney } = props.performance;
  const opened = (key: Key, shown: ReactNode, where: { period?: string; product?: string }, empty: boolean) => linked(empty ? undefined : linesBehind(props, where)(key), shown);
  const money = (key: "salesFen" | "refundFen" | "settledFen" | "unbilledFen" | "earnedFen", header: string): Column<Row> => ({
    key,
    header,
    align: "end",
    cell: (row) => opened(key, <Money fen={row[key]} />, at(row), row[key] === "0"),
    total: opened(key, <Money fen={total[key]} />, {}, total[key] === "0"),
  });
  return [
    { key: "lines", header: t("column.lines"), align: "end", cell: (row) => opened("lines", row.lines, at(row), row.lines === 0), total: opened("lines", total.lines, {}, total.lines === 0) },
    money("salesFen", t("sales")),
    money("refundFen", t("refunds")),
    ...(withMoney ? [money("settledFen", t("settled")), money("unbilledFen", t("unbilled")), money("earnedFen", t("earned"))] : []),
  ];
}

const nothing = (title: string, clearHref: string) => <EmptyState kind="no-match" clearHref={clearHref} title={title} />;

function MonthTable(props: PerformanceViewProps) {
  const { performance, home } = props;
  const t = useTranslations("performance");
  const at = ({ period }: MonthFigures) => ({ period });
  const columns: Column<MonthFigures>[] = [{ key: "month", header: t("column.month"), cell: (row) => linked(rowsOf(props, at(row)), spoken(row.period)) }, ...useMoneyColumns<MonthFigures>(props, at)];
  return (
    <DataTable
      caption={t("byMonth")}
      columns={columns}
      rows={performance.months.toReversed()}
      rowKey={(row) => row.period}
      totals={{ label: t("total") }}
      empty={nothing(t("empty.title"), `${home}/performance`)}
    />
  );
}

function ProductTable(props: PerformanceViewProps) {
  const { performance, home } = props;
  const t = useTranslations("performance");
  const named = useNamed();
  const at = ({ productId }: ProductFigures) => ({ product: productId });
  const columns: Column<ProductFigures>[] = [{ key: "product", header: t("column.product"), cell: (row) => linked(rowsOf(props, at(row)), named(row)), wrap: true }, ...useMoneyColumns<ProductFigures>(props, at)];
  return (
    <DataTable
      caption={t("byProduct")}
      columns={columns}
      rows={performance.products}
      rowKey={(row) => row.productId}
      totals={{ label: t("total") }}
      empty={nothing(t("empty.title"), `${home}/performance`)}
    />
  );
}
