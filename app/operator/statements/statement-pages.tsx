import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { homeOf } from "@/lib/rooms";
import { orNotFound } from "@/app/or-not-found";
import { Messages } from "@/components/layout/messages";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { CountersignDesk } from "@/components/settlement/countersign-desk";
import { PayoutForm } from "@/components/settlement/payout-form";
import { RecomputeButton } from "@/components/settlement/recompute-button";
import { StatementList, type StatementQuery } from "@/components/settlement/statement-list";
import { LineTable, ProductTable, RateTable } from "@/components/settlement/statement-tables";
import { type StatementTab, statementTabs, StatementView } from "@/components/settlement/statement-view";
import { formatDate } from "@/components/ui/date-format";
import { LinkButton } from "@/components/ui/link-button";
import { formatMoney } from "@/components/ui/money-format";
import { toBusinessDay } from "@/lib/dates";
import type { OrgKind } from "@/lib/states/org";
import { countersignDesks } from "@/lib/states/settlement";
import { orgCtx } from "@/server/auth";
import type { OrgCtx } from "@/server/kernel/authorize";
import { businessTime, listStatements, type StatementDetail, statementDetail, statementLines, statementListInput, statementProducts, type StatementListInput } from "@/server/modules/settlement";

export type Search = Readonly<Record<string, string | string[] | undefined>>;
const only = (value: string | string[] | undefined) => (typeof value === "string" && value !== "" ? value : undefined);

/** Address parameters as a filter; a part that makes no sense is left out rather than refused. */
function filterOf(search: Search): { query: StatementQuery; input: StatementListInput } {
  const given = { status: only(search.status)?.split(","), period: only(search.period), productClass: only(search.class), side: only(search.side), cursor: only(search.cursor) };
  const sound = Object.entries(given).filter(([key, value]) => value && statementListInput.safeParse({ [key]: value }).success);
  const input = Object.fromEntries(sound) as StatementListInput;
  return { input, query: { status: [input.status ?? []].flat().join(",") || undefined, class: input.productClass, side: input.side, period: input.period } };
}

/** The list of statements in any wing. */
export async function StatementListPage({ wing, slug, search }: { wing: OrgKind; slug?: string; search: Search }) {
  const ctx = await orgCtx(wing, slug);
  const t = await getTranslations("settlement.list");
  const { query, input } = filterOf(search);
  const list = await orNotFound(listStatements(ctx, input));
  const home = homeOf(ctx.org);
  return (
    <Page>
      <PageHeader title={t("title")} sub={t("sub", { at: formatDate(list.asOf, ctx.locale) })} />
      <StatementList wing={wing} path={`${home}/statements`} home={home} query={query} list={list} cursor={input.cursor ?? null} />
    </Page>
  );
}

type DetailProps = { wing: OrgKind; slug?: string; id: string; search: Search };

/** One statement in any wing; operators have the countersign desk and the payment beside it. */
export async function StatementDetailPage({ wing, slug, id, search }: DetailProps) {
  const ctx = await orgCtx(wing, slug);
  const statement = await orNotFound(statementDetail(ctx, id));
  const now = await businessTime(ctx);
  const listPath = `${homeOf(ctx.org)}/statements`;
  const asked = only(search.tab) as StatementTab | undefined;
  const tab = asked && statementTabs.includes(asked) ? asked : "products";
  const mine = wing !== "operator";
  return (
    <Messages namespaces={["settlement"]}>
      <StatementView
        statement={statement}
        path={`${listPath}/${id}`}
        listPath={listPath}
        tab={tab}
        now={now}
        mine={mine}
        whyHref={mine ? `${homeOf(ctx.org)}/transactions?billed=no` : undefined}
        actions={await actionsOf(ctx, statement, now)}
        recompute={<RecomputeButton orgSlug={ctx.org.slug} statementId={id} />}
        desk={mine ? undefined : deskOf(ctx, statement)}
      >
        {await tableOf(ctx, statement, { tab, cursor: only(search.cursor) })}
      </StatementView>
    </Messages>
  );
}

async function tableOf(ctx: OrgCtx, statement: StatementDetail, { tab, cursor }: { tab: StatementTab; cursor: string | undefined }): Promise<ReactNode> {
  const home = homeOf(ctx.org);
  const path = `${home}/statements/${statement.id}`;
  const t = await getTranslations("settlement.statement.tabs");
  if (tab === "rates") return <RateTable statement={statement} />;
  if (tab === "products") {
    const lineHref = (productId: string) => (ctx.org.kind === "operator" ? `${path}?tab=lines` : `${home}/transactions?statement=${statement.id}&product=${productId}`);
    return <ProductTable statement={statement} rows={await statementProducts(ctx, statement.id)} lineHref={lineHref} />;
  }
  const lines = await orNotFound(statementLines(ctx, { statementId: statement.id, cursor, only: tab === "refunds" ? "refund" : undefined }));
  const here = `${path}?tab=${tab}`;
  return <LineTable statement={statement} rows={lines.rows} ordersPath={`${home}/orders`} caption={t(tab)} page={{ prevHref: cursor ? here : null, nextHref: lines.next ? `${here}&cursor=${lines.next}` : null }} />;
}

async function actionsOf(ctx: OrgCtx, statement: StatementDetail, now: string): Promise<ReactNode> {
  const t = await getTranslations("settlement");
  const { requisition } = statement;
  if (!requisition) return null;
  const papers = `${homeOf(ctx.org)}/invoices/${requisition.id}`;
  if (ctx.org.kind !== "operator") {
    const due = requisition.status === "to_invoice";
    return requisition.invoiceNeeded ? <LinkButton href={papers} variant={due ? "primary" : "plain"}>{t(due ? "statement.invoice" : "statement.toInvoices")}</LinkButton> : null;
  }
  const body = t("pay.body", { amount: formatMoney(requisition.totalFen, statement.currency), company: statement.orgName, number: requisition.number });
  return (
    <>
      {requisition.invoiceNeeded ? <LinkButton href={papers}>{t("statement.toInvoices")}</LinkButton> : null}
      {requisition.status === "paid" ? null : <PayoutForm orgSlug={ctx.org.slug} requisitionId={requisition.id} body={body} today={toBusinessDay(new Date(now))} disabledReason={statement.mayPay} />}
    </>
  );
}

function deskOf(ctx: OrgCtx, statement: StatementDetail): ReactNode {
  const rejected = statement.status === "countersign_rejected";
  const round = rejected ? statement.round - 1 : statement.round;
  const desks = countersignDesks.map((desk) => {
    const signature = statement.signatures.find((one) => one.desk === desk && one.round === round);
    return { desk, decision: signature?.decision ?? null, personName: signature?.personName ?? "", note: signature?.note ?? "", why: statement.mayCountersign[desk] };
  });
  const reopenReason = ctx.permissions.has("settlement:countersign_operations") ? null : "noPermission";
  return <CountersignDesk orgSlug={ctx.org.slug} statementId={statement.id} number={statement.number} desks={desks} rejected={rejected} reopenReason={reopenReason} />;
}
