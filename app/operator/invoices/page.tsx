import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { orNotFound } from "@/app/or-not-found";
import { InvoiceList } from "@/components/invoice/invoice-list";
import { InvoiceNoRight } from "@/components/invoice/no-right";
import { PayoutSheet } from "@/components/invoice/payout-sheet";
import { RequisitionList } from "@/components/invoice/requisition-list";
import { Messages } from "@/components/layout/messages";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { Zone } from "@/components/ui/date-time";
import { hrefWith } from "@/components/ui/href";
import { LinkTabs } from "@/components/ui/link-tabs";
import { toBusinessDay } from "@/lib/dates";
import { orgCtx } from "@/server/auth";
import type { OrgCtx } from "@/server/kernel/authorize";
import { listInvoices, listRequisitions, readRequisition, requisitionListInput } from "@/server/modules/invoice";

type Search = Readonly<Record<string, string | string[] | undefined>>;
type View = InvoiceView | RequisitionView;
const invoiceViews = ["submitted", "verified", "rejected"] as const;
type InvoiceView = (typeof invoiceViews)[number];
const requisitionViews = ["payable", "paid", "to_invoice"] as const;
type RequisitionView = (typeof requisitionViews)[number];

const path = "/operator/invoices";
const only = (value: string | string[] | undefined) => (typeof value === "string" && value !== "" ? value : undefined);
const isInvoiceView = (view: View): view is InvoiceView => invoiceViews.some((one) => one === view);
const pagesOf = (view: View, cursor: string | undefined, next: string | null) => ({ prevHref: cursor ? hrefWith(path, {}, { view }) : null, nextHref: next ? hrefWith(path, { view }, { cursor: next }) : null });

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("invoice"))("title") };
}

async function Queue({ ctx, view, cursor }: { ctx: OrgCtx; view: InvoiceView; cursor?: string }) {
  const t = await getTranslations("invoice");
  const { rows, next, counts, asOf } = await orNotFound(listInvoices(ctx, { status: view, cursor }));
  return <InvoiceList rows={rows} asOf={asOf} count={counts[view] ?? 0} withCompany hrefOf={(row) => `${path}/${row.id}`} page={pagesOf(view, cursor, next)} empty={{ actionHref: hrefWith(path, {}, { view: "payable" }), action: t("view.payable") }} />;
}

async function Payments({ ctx, view, cursor, open }: { ctx: OrgCtx; view: RequisitionView; cursor?: string; open?: string }) {
  const t = await getTranslations("invoice");
  const { rows, next, counts, asOf } = await orNotFound(listRequisitions(ctx, { status: view, cursor }));
  const address = { view, cursor };
  return (
    <RequisitionList
      rows={rows}
      asOf={asOf}
      count={counts[view] ?? 0}
      withCompany
      hrefOf={(row) => hrefWith(path, address, { open: row.id })}
      selectedKey={open}
      page={pagesOf(view, cursor, next)}
      empty={{ actionHref: "/operator/statements", action: t("empty.statements") }}
    />
  );
}

/** The finance desk: invoices that wait for the seal, and requisitions that wait for their payment. */
export default async function DeskPage({ searchParams }: { searchParams: Promise<Search> }) {
  const ctx = await orgCtx("operator");
  if (!ctx.permissions.has("invoice:read")) return <InvoiceNoRight />;
  const search = await searchParams;
  const t = await getTranslations("invoice");
  const [invoices, requisitions] = await Promise.all([listInvoices(ctx, { status: "submitted" }), listRequisitions(ctx, { status: "payable" })]);
  const views: readonly View[] = [...invoiceViews, ...requisitionViews];
  const view = views.find((one) => one === only(search.view)) ?? "submitted";
  const given = requisitionListInput.safeParse({ cursor: only(search.cursor) });
  const cursor = given.success ? given.data.cursor : undefined;
  const open = only(search.open);
  const paper = open ? await orNotFound(readRequisition(ctx, open)) : null;
  const countOf = (one: View) => (isInvoiceView(one) ? invoices.counts[one] : requisitions.counts[one]) ?? 0;
  return (
    <Page>
      <PageHeader title={t("title")} sub={<>{t("deskSub")} <Zone /></>} />
      <div className="mb-3">
        <LinkTabs label={t("views")} items={views.map((one) => ({ href: hrefWith(path, {}, { view: one }), label: t(`view.${one}`), count: countOf(one), current: one === view }))} />
      </div>
      {isInvoiceView(view) ? <Queue ctx={ctx} view={view} cursor={cursor} /> : <Payments ctx={ctx} view={view} cursor={cursor} open={open} />}
      {paper ? (
        <Messages namespaces={["invoice.pay"]}>
          <PayoutSheet key={paper.id} paper={paper} today={toBusinessDay(new Date(paper.asOf))} orgSlug={ctx.org.slug} closeHref={hrefWith(path, { view, cursor }, { open: null })} />
        </Messages>
      ) : null}
    </Page>
  );
}
