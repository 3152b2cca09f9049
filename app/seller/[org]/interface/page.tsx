import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { homeOf } from "@/lib/rooms";
import { orNotFound } from "@/app/or-not-found";
import { CallList } from "@/components/fulfilment/call-list";
import { CallSheet } from "@/components/fulfilment/call-sheet";
import { InterfaceSettings } from "@/components/fulfilment/interface-settings";
import { Messages } from "@/components/layout/messages";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterBar, FilterChip } from "@/components/ui/filter-bar";
import { hrefWith } from "@/components/ui/href";
import { messageLifecycle, type MessageState } from "@/lib/states/order";
import { orgCtx } from "@/server/auth";
import { countMessages, interfaceSettings, listMessages, messageDetail, messageListInput } from "@/server/modules/fulfilment";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("fulfilment"))("title") };
}

type Search = Readonly<Record<string, string | string[] | undefined>>;
type Query = { readonly status: MessageState | undefined; readonly cursor: string | undefined; readonly open: string | undefined };

function queryOf(search: Search): Query {
  const word = (key: string) => (typeof search[key] === "string" && search[key] !== "" ? search[key] : undefined);
  const status = messageListInput.safeParse({ status: word("status") });
  return { status: status.success ? status.data.status : undefined, cursor: word("cursor"), open: word("open") };
}

export default async function InterfacePage({ params, searchParams }: { params: Promise<{ org: string }>; searchParams: Promise<Search> }) {
  const ctx = await orgCtx("seller", (await params).org);
  const t = await getTranslations("fulfilment");
  if (!ctx.permissions.has("fulfilment:read")) {
    return (
      <Page>
        <PageHeader title={t("title")} />
        <EmptyState kind="no-right" permission={t("noRight.permission")} ask={t("noRight.ask")} />
      </Page>
    );
  }
  const query = queryOf(await searchParams);
  const home = homeOf(ctx.org);
  const path = `${home}/interface`;
  const mayRestart = ctx.permissions.has("fulfilment:restart");
  const [{ rows, next }, settings, opened] = await Promise.all([
    orNotFound(listMessages(ctx, { status: query.status, cursor: query.cursor })),
    interfaceSettings(ctx),
    query.open ? orNotFound(messageDetail(ctx, query.open)) : null,
  ]);
  const hrefTo = (patch: Record<string, string | null>) => hrefWith(path, query, patch);
  return (
    <Messages namespaces={["fulfilment.restart", "fulfilment.setting", "fulfilment.apiKey"]}>
      <Page>
        <PageHeader title={t("title")} sub={t("sub")} />
        <InterfaceSettings {...settings} orgSlug={ctx.org.slug} mayChange={mayRestart} />
        <StatusFilter query={query} path={path} counts={await countMessages(ctx)} />
        <CallList
          rows={rows}
          orgSlug={ctx.org.slug}
          mayRestart={mayRestart}
          open={query.open ?? null}
          hrefOf={(row) => hrefTo({ open: row.id })}
          filtered={query.status !== undefined}
          path={path}
          home={home}
          firstHref={query.cursor ? hrefTo({ cursor: null }) : null}
          nextHref={next ? hrefTo({ cursor: next }) : null}
        />
        {opened ? <CallSheet message={opened} orgSlug={ctx.org.slug} mayRestart={mayRestart} closeHref={hrefTo({ open: null })} home={home} /> : null}
      </Page>
    </Messages>
  );
}

async function StatusFilter({ query, path, counts }: { query: Query; path: string; counts: Partial<Record<MessageState, number>> }) {
  const t = await getTranslations("fulfilment");
  const english = (await getLocale()) === "en";
  const options = (Object.keys(messageLifecycle.states) as MessageState[])
    .filter((state) => counts[state])
    .map((state) => ({
      label: english ? messageLifecycle.states[state].en : messageLifecycle.states[state].zh,
      href: hrefWith(path, {}, { status: state }),
      current: query.status === state,
      count: counts[state],
    }));
  return (
    <FilterBar clearHref={query.status ? path : null}>
      <FilterChip label={t("filter.status")} value={options.find(({ current }) => current)?.label} options={options} clearHref={path} />
    </FilterBar>
  );
}
