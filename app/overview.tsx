import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { BarSeries } from "@/components/chart/bar-series";
import { AgendaCard } from "@/components/demand/agenda-card";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { transactionsBehind } from "@/components/performance/behind";
import { drawn } from "@/components/performance/drawn";
import { ConversionSteps } from "@/components/performance/conversion-steps";
import { Card } from "@/components/ui/card";
import { DateTime, Zone } from "@/components/ui/date-time";
import { Money } from "@/components/ui/money";
import { StatStrip } from "@/components/ui/stat-strip";
import { TodoList } from "@/components/ui/todo-list";
import type { DemandState } from "@/lib/states/demand";
import type { StatementState } from "@/lib/states/settlement";
import type { OrgKind } from "@/lib/states/org";
import { orgCtx } from "@/server/auth";
import { homeOf } from "@/lib/rooms";
import type { OrgCtx } from "@/server/kernel/authorize";
import { waitingShown } from "@/server/modules/demand/contract-agenda";
import { demandConversion } from "@/server/modules/performance";
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
          <Suspense fallback={<div aria-busy className="h-60 rounded-lg bg-sunk" />}>
            <Way ctx={ctx} home={home} />
          </Suspense>
        </div>
      </div>
    </Page>
  );
}

const signingStates = ["generated", "countersigning", "countersign_rejected"] as const;
const payingStates = ["to_invoice", "invoice_review", "payable"] as const;

const sumOf = (statements: NonNullable<Overview["statements"]>, states: readonly StatementState[]) =>
  states.reduce((sum, state) => ({ count: sum.count + (statements[state]?.count ?? 0), fen: sum.fen + BigInt(statements[state]?.payableFen ?? 0) }), { count: 0, fen: 0n });

/** The statements behind a sum: the list of its states. */
const statementsBehind = (home: string, states: readonly StatementState[]) => `${home}/statements?status=${states.join(",")}`;

type Figure = Parameters<typeof StatStrip>[0]["items"][number];

async function Figures({ wing, overview, home }: { wing: OrgKind; overview: Overview; home: string }) {
  const t = await getTranslations("overview");
  const { statements, unbilled, demand, review, invoices } = overview;
  const items: Figure[] = [];
  if (statements) {
    const [signing, paying] = [sumOf(statements, signingStates), sumOf(statements, payingStates)];
    items.push({ label: t("paying"), value: <Money fen={paying.fen} />, note: t("statements", { n: paying.count }), href: statementsBehind(home, payingStates) });
    items.push({ label: t("signing"), value: <Money fen={signing.fen} />, note: t("statements", { n: signing.count }), href: statementsBehind(home, signingStates) });
  }
  if (unbilled) items.push({ label: t("unbilled"), value: <Money fen={unbilled.shareFen} />, note: t("lines", { n: unbilled.count }), href: `${home}/transactions?billed=no` });
  if (demand) items.push(demandFigure(t, wing, overview, home));
  if (review !== null) items.push({ label: t("review"), value: review, href: `${home}/review` });
  if (invoices !== null) items.push({ label: t("invoices"), value: invoices, href: `${home}/invoices` });
  return <StatStrip items={items} />;
}

const inHand: Readonly<Record<OrgKind, readonly DemandState[]>> = {
  seller: ["pending", "converting", "offered", "stale"],
  partner: ["submitted", "returned", "pending", "converting", "offered", "stale"],
  operator: ["submitted", "returned", "pending", "converting", "offered", "stale"],
};

/** What waits for those who can do something about it, what is in hand for the others; either opens its rows. */
function demandFigure(t: Awaited<ReturnType<typeof getTranslations<"overview">>>, wing: OrgKind, { demand, agenda }: Overview, home: string): Figure {
  const states = inHand[wing];
  const open = states.reduce((sum, state) => sum + (demand?.byState[state] ?? 0), 0);
  const rows = `${home}/demands?status=${states.join(",")}`;
  if (!agenda || agenda.waiting === null) return { label: t("demand"), value: open, href: rows };
  return { label: t("waiting"), value: waitingShown(agenda), note: t("inHand", { n: open }), href: `${home}/demands?due=waiting` };
}

async function Todo({ overview, home }: { overview: Overview; home: string }) {
  const t = await getTranslations("overview");
  // Beside demand that waits, "nothing to do" would be wrong.
  if (overview.todo.length === 0 && overview.agenda?.items.length) return null;
  const items = overview.todo.slice(0, 8).map((entry, at) => ({
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
  const { scope, withMoney } = overview.performance;
  const data = overview.performance.months.slice(-8).map((month) => ({
    key: month.period,
    label: `${month.period.slice(2, 4)}-${month.period.slice(4)}`,
    href: withMoney ? transactionsBehind(home, { placed: [month.period, month.period] }) : `${home}/orders?period=${month.period}`,
    ...drawn(month),
  }));
  return (
    <Card>
      <BarSeries
        title={t(withMoney ? "trade" : `sales.${scope}`)}
        unit={t("unit")}
        asOf={<DateTime at={overview.performance.asOf} precision="minute" />}
        series={
          withMoney
            ? [
                { key: "settled", label: t("settled"), role: "ink" },
                { key: "unbilled", label: t("unbilledCash"), role: "seal" },
              ]
            : [{ key: "sales", label: t(`sales.${scope}`), role: "ink" }]
        }
        data={data}
        height={160}
      />
    </Card>
  );
}

/** The conversion page's own figures; read apart, for they look at a whole year of demand. */
async function Way({ ctx, home }: { ctx: OrgCtx; home: string }) {
  if (!ctx.permissions.has("demand:read")) return null;
  const [t, conversion] = await Promise.all([getTranslations("overview"), demandConversion(ctx)]);
  return (
    <Card>
      <ConversionSteps conversion={conversion} home={home} search={{}} title={t("way.title")} />
      <p className="px-[18px] pb-3.5">
        <a className="link small" href={`${home}/conversion`}>
          {t("way.all")}
        </a>
      </p>
    </Card>
  );
}
