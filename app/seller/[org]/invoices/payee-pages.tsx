import { getTranslations } from "next-intl/server";
import { homeOf } from "@/lib/rooms";
import { orNotFound } from "@/app/or-not-found";
import { InvoiceList } from "@/components/invoice/invoice-list";
import { InvoiceNoRight } from "@/components/invoice/no-right";
import { RequisitionList } from "@/components/invoice/requisition-list";
import { RequisitionView } from "@/components/invoice/requisition-view";
import { Messages } from "@/components/layout/messages";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { Zone } from "@/components/ui/date-time";
import { hrefWith } from "@/components/ui/href";
import { LinkTabs } from "@/components/ui/link-tabs";
import { isUuid } from "@/lib/ids";
import { requisitionStates, type RequisitionState } from "@/lib/states/settlement";
import { orgCtx } from "@/server/auth";
import type { OrgCtx } from "@/server/kernel/authorize";
import { listInvoices, listRequisitions, previewInvoice, readRequisition, requisitionListInput } from "@/server/modules/invoice";

export type PayeeSearch = Readonly<Record<string, string | string[] | undefined>>;
type Wing = "seller" | "partner";

const only = (value: string | string[] | undefined) => (typeof value === "string" && value !== "" ? value : undefined);
const total = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((sum, n) => sum + n, 0);
const views = [...(Object.keys(requisitionStates) as RequisitionState[]), "all", "invoices"] as const;

async function Requisitions({ ctx, path, view, cursor }: { ctx: OrgCtx; path: string; view: RequisitionState | "all"; cursor?: string }) {
  const t = await getTranslations("invoice");
  const { rows, next, counts, asOf } = await orNotFound(listRequisitions(ctx, { status: view === "all" ? undefined : view, cursor }));
  const all = total(counts);
  return (
    <RequisitionList
      rows={rows}
      asOf={asOf}
      count={view === "all" ? all : (counts[view] ?? 0)}
      hrefOf={(row) => `${path}/${row.id}`}
      page={{ prevHref: cursor ? hrefWith(path, { view }, {}) : null, nextHref: next ? hrefWith(path, { view }, { cursor: next }) : null }}
      empty={all > 0 ? { clearHref: hrefWith(path, {}, { view: "all" }) } : { actionHref: `${homeOf(ctx.org)}/statements`, action: t("empty.statements") }}
    />
  );
}

async function Invoices({ ctx, path, cursor }: { ctx: OrgCtx; path: string; cursor?: string }) {
  const t = await getTranslations("invoice");
  const { rows, next, counts, asOf } = await orNotFound(listInvoices(ctx, { cursor }));
  return (
    <InvoiceList
      rows={rows}
      asOf={asOf}
      count={total(counts)}
      hrefOf={(row) => `${path}/${row.requisitionId}`}
      page={{ prevHref: cursor ? hrefWith(path, {}, { view: "invoices" }) : null, nextHref: next ? hrefWith(path, { view: "invoices" }, { cursor: next }) : null }}
      empty={{ actionHref: path, action: t("requisitions") }}
    />
  );
}

/** The payee's room: requisitions by how they stand, and every invoice handed in. */
export async function PayeeInvoicesPage({ wing, slug, search }: { wing: Wing; slug: string; search: PayeeSearch }) {
  const ctx = await orgCtx(wing, slug);
  if (!ctx.permissions.has("invoice:read")) return <InvoiceNoRight />;
  const t = await getTranslations("invoice");
  const path = `${homeOf(ctx.org)}/invoices`;
  const [{ counts }, handed] = await Promise.all([listRequisitions(ctx, {}), listInvoices(ctx, {})]);
  const view = views.find((one) => one === only(search.view)) ?? ((counts.to_invoice ?? 0) > 0 ? "to_invoice" : "all");
  const given = requisitionListInput.safeParse({ cursor: only(search.cursor) });
  const cursor = given.success ? given.data.cursor : undefined;
  const countOf = (one: (typeof views)[number]) => (one === "invoices" ? total(handed.counts) : one === "all" ? total(counts) : (counts[one] ?? 0));
  const label = (one: (typeof views)[number]) => (one === "all" || one === "invoices" ? t(`view.${one}`) : requisitionStates[one][ctx.locale === "en" ? "en" : "zh"]);
  return (
    <Page>
      <PageHeader title={t("title")} sub={<>{t("payeeSub")} <Zone /></>} />
      <div className="mb-3">
        <LinkTabs label={t("views")} items={views.map((one) => ({ href: hrefWith(path, {}, { view: one }), label: label(one), count: countOf(one), current: one === view }))} />
      </div>
      {view === "invoices" ? <Invoices ctx={ctx} path={path} cursor={cursor} /> : <Requisitions ctx={ctx} path={path} view={view} cursor={cursor} />}
    </Page>
  );
}

/** One requisition: its issue list, the upload, and what was read from a file named in the address. */
export async function PayeeRequisitionPage({ wing, slug, id, search }: { wing: Wing; slug: string; id: string; search: PayeeSearch }) {
  const ctx = await orgCtx(wing, slug);
  if (!ctx.permissions.has("invoice:read")) return <InvoiceNoRight />;
  const paper = await orNotFound(readRequisition(ctx, id));
  const fileId = only(search.file);
  const wanted = fileId && isUuid(fileId) && ctx.permissions.has("invoice:submit");
  const preview = wanted ? await orNotFound(previewInvoice(ctx, { requisitionId: id, fileId, part: search.part === "1" })) : null;
  return (
    <Messages namespaces={["invoice.act", "invoice.upload"]}>
      <RequisitionView paper={paper} preview={preview} orgSlug={ctx.org.slug} home={homeOf(ctx.org)} />
    </Messages>
  );
}
