import { useLocale, useTranslations } from "next-intl";
import { BarSeries } from "@/components/chart/bar-series";
import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterBar, FilterChip } from "@/components/ui/filter-bar";
import { hrefWith } from "@/components/ui/href";
import { LinkButton } from "@/components/ui/link-button";
import { Money } from "@/components/ui/money";
import { StatStrip } from "@/components/ui/stat-strip";
import type { Figures, MonthFigures, Performance, ProductFigures } from "@/server/modules/performance/contract";
import { drawn } from "./drawn";

type Search = Readonly<Record<string, string | undefined>>;
type PerformanceViewProps = { performance: Performance; /** Address of the wing's home. */ home: string; search: Search };

const spoken = (period: string) => `${period.slice(0, 4)}-${period.slice(4)}`;

/** Monthly sales with what is settled and what is not billed yet, as charts with their rows beneath. */
export function PerformanceView({ performance, home, search }: PerformanceViewProps) {
  const t = useTranslations("performance");
  const { total, products, withMoney } = performance;
  if (total.lines === 0 && !search["product"]) {
    return <EmptyState kind="nothing-yet" title={t("empty.title")} body={t("empty.body")} action={<LinkButton href={`${home}/orders`}>{t("empty.action")}</LinkButton>} />;
  }
  return (
    <div className="grid gap-4">
      <Filters performance={performance} path={`${home}/performance`} search={search} />
      <StatStrip
        items={[
          { label: t("sales"), value: <Money fen={total.salesFen} />, note: t("lines", { n: total.lines }) },
          { label: t("refunds"), value: <Money fen={total.refundFen} /> },
          ...(withMoney
            ? [
                { label: t("settled"), value: <Money fen={total.settledFen} />, href: `${home}/transactions?billed=yes` },
                { label: t("unbilled"), value: <Money fen={total.unbilledFen} />, href: `${home}/transactions?billed=no` },
                { label: t("earned"), value: <Money fen={total.earnedFen} />, note: t("earnedNote") },
              ]
            : []),
        ]}
      />
      <Card>
        <MonthChart performance={performance} home={home} />
      </Card>
      <MonthTable performance={performance} home={home} />
      {products.length > 1 ? (
        <Card>
          <ProductChart performance={performance} home={home} />
        </Card>
      ) : null}
      <ProductTable performance={performance} home={home} />
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

/** The rows behind a product: of its money where the reader sees that, else its orders. */
const behindProduct = (home: string, { withMoney }: Performance, { productId }: ProductFigures) => (withMoney ? `${home}/transactions?productId=${productId}` : `${home}/orders?product=${productId}`);

function MonthChart({ performance, home }: { performance: Performance; home: string }) {
  const t = useTranslations("performance");
  const data = performance.months.map((month) => ({ key: month.period, label: spoken(month.period), href: `${home}/orders?period=${month.period}`, ...drawn(month) }));
  return <BarSeries title={t("byMonth")} unit={t("unit")} asOf={<DateTime at={performance.asOf} precision="minute" />} series={useSeries(performance.withMoney)} data={data} height={220} />;
}

function ProductChart({ performance, home }: { performance: Performance; home: string }) {
  const t = useTranslations("performance");
  const named = useNamed();
  const data = performance.products.slice(0, 10).map((one) => ({ key: one.productId, label: named(one), href: behindProduct(home, performance, one), ...drawn(one) }));
  return <BarSeries title={t("byProduct")} unit={t("unit")} asOf={<DateTime at={performance.asOf} precision="minute" />} series={useSeries(performance.withMoney)} data={data} height={220} />;
}

function useMoneyColumns<Row extends Figures>({ total, withMoney }: Performance): Column<Row>[] {
  const t = useTranslations("performance");
  const money = (key: "salesFen" | "refundFen" | "settledFen" | "unbilledFen" | "earnedFen", header: string): Column<Row> => ({
    key,
    header,
    align: "end",
    cell: (row) => <Money fen={row[key]} />,
    total: <Money fen={total[key]} />,
  });
  return [
    { key: "lines", header: t("column.lines"), align: "end", cell: (row) => row.lines, total: total.lines },
    money("salesFen", t("sales")),
    money("refundFen", t("refunds")),
    ...(withMoney ? [money("settledFen", t("settled")), money("unbilledFen", t("unbilled")), money("earnedFen", t("earned"))] : []),
  ];
}

const nothing = (title: string, clearHref: string) => <EmptyState kind="no-match" clearHref={clearHref} title={title} />;

function MonthTable({ performance, home }: { performance: Performance; home: string }) {
  const t = useTranslations("performance");
  const columns: Column<MonthFigures>[] = [{ key: "month", header: t("column.month"), cell: (row) => spoken(row.period) }, ...useMoneyColumns<MonthFigures>(performance)];
  return (
    <DataTable
      caption={t("byMonth")}
      columns={columns}
      rows={performance.months.toReversed()}
      rowKey={(row) => row.period}
      rowHref={(row) => `${home}/orders?period=${row.period}`}
      totals={{ label: t("total") }}
      empty={nothing(t("empty.title"), `${home}/performance`)}
    />
  );
}

function ProductTable({ performance, home }: { performance: Performance; home: string }) {
  const t = useTranslations("performance");
  const named = useNamed();
  const columns: Column<ProductFigures>[] = [{ key: "product", header: t("column.product"), cell: named, wrap: true }, ...useMoneyColumns<ProductFigures>(performance)];
  return (
    <DataTable
      caption={t("byProduct")}
      columns={columns}
      rows={performance.products}
      rowKey={(row) => row.productId}
      rowHref={(row) => behindProduct(home, performance, row)}
      totals={{ label: t("total") }}
      empty={nothing(t("empty.title"), `${home}/performance`)}
    />
  );
}
