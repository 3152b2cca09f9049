import { getTranslations } from "next-intl/server";
import { homeOf } from "@/lib/rooms";
import { csvResponse } from "@/app/csv-response";
import { orNotFound } from "@/app/or-not-found";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { TransactionFilters, type TransactionQuery } from "@/components/transaction/transaction-filters";
import { TransactionList } from "@/components/transaction/transaction-list";
import { WhySheet } from "@/components/transaction/why-sheet";
import { formatDate } from "@/components/ui/date-format";
import { Zone } from "@/components/ui/date-time";
import { hrefWith } from "@/components/ui/href";
import { LinkButton } from "@/components/ui/link-button";
import { orgCtx } from "@/server/auth";
import { exportTransactions, listTransactions, transactionChoices, transactionListInput, type TransactionListInput, whyTransaction } from "@/server/modules/settlement";

export type Search = Readonly<Record<string, string | string[] | undefined>>;
type Wing = "seller" | "partner";
const only = (value: string | string[] | undefined) => (typeof value === "string" && value !== "" ? value : undefined);

/** Address parameters as a filter; a part that makes no sense is left out rather than refused. */
function filterOf(search: Search): { query: TransactionQuery; input: TransactionListInput } {
  const given = {
    billed: only(search.billed),
    reason: only(search.reason),
    period: only(search.period),
    placed: only(search.placed),
    productId: only(search.product),
    supervision: only(search.supervision),
    repayment: only(search.repayment),
    orderType: only(search.type),
    statementId: only(search.statement),
    cursor: only(search.cursor),
  };
  const sound = Object.entries(given).filter(([key, value]) => value && transactionListInput.safeParse({ [key]: value }).success);
  const input = Object.fromEntries(sound) as TransactionListInput;
  const { billed, reason, period, placed, supervision, repayment } = input;
  return { input, query: { billed, reason, period, placed, supervision, repayment, product: input.productId, type: input.orderType, statement: input.statementId } };
}

/** The transactions of a seller or a partner, with "why" beside them when a line is open. */
export async function TransactionListPage({ wing, slug, search }: { wing: Wing; slug: string; search: Search }) {
  const ctx = await orgCtx(wing, slug);
  const t = await getTranslations("transaction");
  const home = homeOf(ctx.org);
  const path = `${home}/transactions`;
  const { query, input } = filterOf(search);
  const openId = only(search.open) ?? null;
  const [page, options, detail] = await Promise.all([orNotFound(listTransactions(ctx, input)), transactionChoices(ctx), openId ? orNotFound(whyTransaction(ctx, openId)) : null]);
  const cursor = input.cursor ?? null;
  return (
    <Page>
      <PageHeader
        title={t("title")}
        count={page.totals.count}
        sub={
          <>
            {t("sub", { at: formatDate(page.asOf, ctx.locale, "second") })} <Zone />
          </>
        }
        actions={
          <LinkButton href={hrefWith(`${path}/export`, query, {})} download>
            {t("export")}
          </LinkButton>
        }
      />
      <TransactionFilters path={path} query={query} options={options} />
      <TransactionList path={path} ordersPath={`${home}/orders`} query={query} page={page} openId={openId} cursor={cursor} />
      {detail ? <WhySheet detail={detail} home={home} closeHref={hrefWith(path, { ...query, cursor: cursor ?? undefined }, { open: null })} /> : null}
    </Page>
  );
}

/** The same transactions as a CSV file, streamed. */
export async function exportResponse({ wing, slug, search }: { wing: Wing; slug: string; search: URLSearchParams }): Promise<Response> {
  const ctx = await orgCtx(wing, slug);
  const { input } = filterOf(Object.fromEntries(search));
  return csvResponse(`transactions-${slug}`, exportTransactions(ctx, input));
}
