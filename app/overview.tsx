import { getTranslations } from "next-intl/server";
import { BarSeries } from "@/components/chart/bar-series";
import { Funnel } from "@/components/chart/funnel";
import { AgendaCard } from "@/components/demand/agenda-card";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { Card } from "@/components/ui/card";
import { DateTime, Zone } from "@/components/ui/date-time";
import { Money } from "@/components/ui/money";
import { formatMoney } from "@/components/ui/money-format";
import { StatStrip } from "@/components/ui/stat-strip";
import { TodoList } from "@/components/ui/todo-list";
import type { DemandState } from "@/lib/states/demand";
import type { StatementState } from "@/lib/states/settlement";
import type { OrgKind } from "@/lib/states/org";
import { orgCtx } from "@/server/auth";
import { homeOf } from "@/lib/rooms";
import { type Overview, readOverview } from "./overview-read";

type OverviewProps = { wing: OrgKind; slug?: string };

/** The first page of a wing: what needs this person now, how things stand, and why. */
export async function OverviewPage({ wing, slug }: OverviewProps) {
  const ctx = await orgCtx(wing, slug);
  const t = await getTranslations("overview");
  const overview = await readOverview(ctx);
  const home = homeOf(ctx.org);
  return (
    <Page>
      <PageHeader
        title={t("title")}
        sub={
          <>
            <DateTime at={overview.now} precision="minute" /> <Zone />
          </>
        }
      />
      <Figures wing={wing} overview={overview} home={home} />
      <div className="grid items-start gap-[18px] lg:grid-cols-[1.15fr_1fr]">
        <div className="grid gap-[18px]">
          {overview.agenda ? <AgendaCard agenda={overview.agenda} home={home} /> : null}
          <Todo overview={overview} home={home} />
        </div>
        <div className="grid gap-[18px]">
          <Trade overview={overview} home={home} />
          <Way overview={overview} home={home} />
        </div>
      </div>
    </Page>
  );
}

const sumOf = (statements: NonNullable<Overview["statements"]>, states: readonly StatementState[]) =>
  states.reduce((sum, state) => ({ count: sum.count + (statements[state]?.count ?? 0), fen: sum.fen + BigInt(statements[state]?.payableFen ?? 0) }), { count: 0, fen: 0n });

async function Figures({ wing, overview, home }: { wing: OrgKind; overview: Overview; home: string }) {
  const t = await getTranslations("overview");
  const { statements, unbilled, demand, review, invoices } = overview;
  const items: Parameters<typeof StatStrip>[0]["items"][number][] = [];
  if (statements) {
    const signing = sumOf(statements, ["generated", "countersigning", "countersign_rejected"]);
    const paying = sumOf(statements, ["to_invoice", "invoice_review", "payable"]);
    items.push({ label: t("paying"), value: <Money fen={paying.fen} />, note: t("statements", { n: paying.count }), href: `${home}/statements` });
    items.push({ label: t("signing"), value: <Money fen={signing.fen} />, note: t("statements", { n: signing.count }), href: `${home}/statements?status=countersigning` });
  }
  if (unbilled) items.push({ label: t("unbilled"), value: <Money fen={unbilled.shareFen} />, note: t("lines", { n: unbilled.count }), href: `${home}/transactions?billed=no` });
  if (demand) items.push({ label: t("demand"), value: openDemand(demand.byState, wing), note: t("waiting", { n: demand.byState[wing === "operator" ? "submitted" : "pending"] ?? 0 }), href: `${home}/demands` });
  if (review !== null) items.push({ label: t("review"), value: review, href: `${home}/review` });
  if (invoices !== null) items.push({ label: t("invoices"), value: invoices, href: `${home}/invoices` });
  return <StatStrip items={items} />;
}

function openDemand(counts: Partial<Record<DemandState, number>>, wing: OrgKind): number {
  const open: DemandState[] = wing === "operator" ? ["submitted", "returned", "pending"] : ["pending", "converting", "offered", "stale"];
  return open.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
}

async function Todo({ overview, home }: { overview: Overview; home: string }) {
  const t = await getTranslations("overview");
  // What the agenda names already, with its clock, is not said twice.
  const named = new Set(overview.agenda?.items.map(({ demandId }) => demandId));
  const items = overview.todo.filter(({ href }) => !named.has(href.split("/").at(-1) ?? "")).slice(0, 8).map((entry, at) => ({
    key: entry.id,
    title: entry.title,
    note: entry.body,
    href: entry.href,
    urgency: at < 3 ? ("now" as const) : ("soon" as const),
    aside: <DateTime at={entry.createdAt} precision="day" />,
  }));
  return (
    <Card title={t("todo")} actions={<a className="link small" href={`${home}/inbox`}>{t("inbox")}</a>}>
      {items.length > 0 ? <TodoList items={items} /> : <p className="two px-4 py-6">{t("nothing")}</p>}
    </Card>
  );
}

async function Trade({ overview, home }: { overview: Overview; home: string }) {
  if (!overview.performance) return null;
  const t = await getTranslations("overview");
  const tenThousand = (fen: string) => Number(BigInt(fen) / 100n) / 10_000;
  const data = overview.performance.months.slice(-8).map((month) => ({
    key: month.period,
    label: `${month.period.slice(2, 4)}-${month.period.slice(4)}`,
    href: `${home}/orders?period=${month.period}`,
    values: { settled: tenThousand(month.settledFen), unbilled: tenThousand(month.unbilledFen) },
    exact: { settled: formatMoney(month.settledFen), unbilled: formatMoney(month.unbilledFen) },
  }));
  return (
    <Card>
      <BarSeries
        title={t("trade")}
        unit={t("unit")}
        asOf={<DateTime at={overview.performance.asOf} precision="minute" />}
        series={[
          { key: "settled", label: t("settled"), role: "ink" },
          { key: "unbilled", label: t("unbilledCash"), role: "seal" },
        ]}
        data={data}
        height={160}
      />
    </Card>
  );
}

const came: readonly { key: string; states: readonly DemandState[] }[] = [
  { key: "received", states: ["pending", "converting", "stale", "offered", "won", "closed_won_offline", "closed_lost", "rejected", "lapsed"] },
  { key: "accepted", states: ["converting", "stale", "offered", "won", "closed_won_offline", "closed_lost"] },
  { key: "offered", states: ["offered", "won"] },
  { key: "won", states: ["won"] },
];

async function Way({ overview, home }: { overview: Overview; home: string }) {
  if (!overview.demand) return null;
  const t = await getTranslations("overview");
  const { byState: counts } = overview.demand;
  const steps = came.map(({ key, states }) => ({
    key,
    label: t(`way.${key}`),
    count: states.reduce((sum, state) => sum + (counts[state] ?? 0), 0),
    href: `${home}/demands${key === "won" ? "?status=won" : ""}`,
    final: key === "won",
  }));
  return (
    <Card>
      <Funnel title={t("way.title")} steps={steps} />
    </Card>
  );
}
