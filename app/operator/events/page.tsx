import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { orNotFound } from "@/app/or-not-found";
import { NoRight } from "@/components/demand/no-right";
import { Messages } from "@/components/layout/messages";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { EventList, RejectedList } from "@/components/system/event-list";
import { EventSheet } from "@/components/system/event-sheet";
import { FilterBar, SearchField, ToggleChip } from "@/components/ui/filter-bar";
import { hrefWith } from "@/components/ui/href";
import { orgCtx } from "@/server/auth";
import type { OrgCtx } from "@/server/kernel/authorize";
import { countEvents, eventListInput, eventStates, listEvents, listRejected, readEvent } from "@/server/modules/system";

type Search = Readonly<Record<string, string | string[] | undefined>>;
const path = "/operator/events";
const only = (value: string | string[] | undefined) => (typeof value === "string" && value !== "" ? value : undefined);

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("system.events"))("title") };
}

/** The marketplace's events and what became of them; with `view=rejected` the calls that were refused. */
export default async function EventsPage({ searchParams }: { searchParams: Promise<Search> }) {
  const ctx = await orgCtx("operator");
  const t = await getTranslations("system.events");
  if (!ctx.permissions.has("system:read")) return <NoRight title={t("title")} permission="system:read" wing="operator" />;
  const search = await searchParams;
  const rejected = search["view"] === "rejected";
  const state = eventListInput.shape.state.catch(undefined).parse(search["state"]);
  const counts = await countEvents(ctx);
  return (
    <Messages namespaces={["system.events"]}>
      <Page>
        <PageHeader title={t("title")} sub={t("sub")} />
        <FilterBar>
          <ToggleChip label={t("filter.all")} href={path} on={!state && !rejected} />
          {eventStates.map((one) => (
            <ToggleChip key={one} label={t(`state.${one}`)} count={counts[one]} href={hrefWith(path, {}, { state: one })} on={one === state} />
          ))}
          <ToggleChip label={t("filter.rejected")} href={hrefWith(path, {}, { view: "rejected" })} on={rejected} />
          {rejected ? null : <SearchField action={path} label={t("filter.search")} defaultValue={only(search["q"])} keep={{ state }} />}
        </FilterBar>
        {rejected ? <RejectedList rows={await listRejected(ctx)} /> : <Events ctx={ctx} search={search} />}
      </Page>
    </Messages>
  );
}

async function Events({ ctx, search }: { ctx: OrgCtx; search: Search }) {
  const state = eventListInput.shape.state.catch(undefined).parse(search["state"]);
  const [q, cursor, openId] = [only(search["q"])?.slice(0, 200), only(search["cursor"]), only(search["open"])];
  const { rows, next } = await orNotFound(listEvents(ctx, { state, webhookId: q, cursor }));
  const query = { state, q };
  const here = { ...query, cursor };
  const open = rows.some(({ id }) => id === openId) && openId ? await orNotFound(readEvent(ctx, { eventId: openId })) : null;
  return (
    <>
      <EventList
        rows={rows}
        path={path}
        filtered={Boolean(state ?? q)}
        openHref={(id) => hrefWith(path, here, { open: id })}
        open={open?.id ?? null}
        prevHref={cursor ? hrefWith(path, query, {}) : null}
        nextHref={next ? hrefWith(path, query, { cursor: next }) : null}
      />
      {open ? <EventSheet event={open} closeHref={hrefWith(path, here, {})} orgSlug={ctx.org.slug} mayOperate={ctx.permissions.has("system:operate")} /> : null}
    </>
  );
}
