import { getTranslations } from "next-intl/server";
import { orNotFound } from "@/app/or-not-found";
import { DemandCustomerCard } from "@/components/demand/demand-facts";
import { DeskTabs } from "@/components/demand/desk-tabs";
import { one, type SearchParams } from "@/components/demand/list-filters";
import { NoRight } from "@/components/demand/no-right";
import { Desk, type OpenDemand } from "@/components/dispatch/desk";
import { DeskFacts } from "@/components/dispatch/desk-facts";
import { MergedHistories, PastChoices, RecordLine } from "@/components/dispatch/past";
import { Messages } from "@/components/layout/messages";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { Zone } from "@/components/ui/date-time";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterBar, ToggleChip } from "@/components/ui/filter-bar";
import { hrefWith } from "@/components/ui/href";
import { LinkButton, TextLink } from "@/components/ui/link-button";
import { Pagination } from "@/components/ui/pagination";
import { orgCtx } from "@/server/auth";
import type { OrgCtx } from "@/server/kernel/authorize";
import { dispatchDesk, dispatchQueue, dispatchQueueInput, type QueueKind, queueKinds, readDemand, readDuplicates, readMatches, readMatchRecord } from "@/server/modules/demand";
import { countOffers } from "@/server/modules/offer";

type Props = { searchParams: Promise<SearchParams> };
const home = "/operator/demands/desk";

export async function generateMetadata() {
  return { title: (await getTranslations("demand"))("desk.dispatch") };
}

async function openDemand(ctx: OrgCtx, id: string): Promise<OpenDemand> {
  const [demand, matches, duplicates] = await orNotFound(Promise.all([readDemand(ctx, id), readMatches(ctx, id), readDuplicates(ctx, id)]));
  const t = await getTranslations("demand");
  const facts = (
    <>
      <h2 className="text-lead break-words">
        {demand.name || demand.number}{" "}
        <span className="small">
          <TextLink href={`/operator/demands/${id}`}>{t("desk.opens")}</TextLink>
        </span>
      </h2>
      <DeskFacts demand={demand} />
      <DemandCustomerCard org={ctx.org.slug} demand={demand} />
    </>
  );
  const past = (
    <>
      <PastChoices matches={matches} />
      <MergedHistories merged={duplicates.merged} />
    </>
  );
  return { demand, matches, duplicates, facts, past };
}

function Kinds({ params, counts, kind, label }: { params: SearchParams; counts: Record<QueueKind, number>; kind: QueueKind | undefined; label: (kind: QueueKind) => string }) {
  return (
    <FilterBar clearHref={kind ? home : null}>
      {queueKinds.map((name) => (
        <ToggleChip key={name} label={label(name)} on={kind === name} count={counts[name]} href={hrefWith(home, params, { kind: kind === name ? null : name, open: null })} />
      ))}
    </FilterBar>
  );
}

export default async function DispatchDeskPage({ searchParams }: Props) {
  const ctx = await orgCtx("operator");
  const [params, t] = [await searchParams, await getTranslations("demand")];
  if (!ctx.permissions.has("demand:dispatch")) return <NoRight title={t("desk.dispatch")} permission="demand:dispatch" wing="operator" />;
  const { kind, cursor } = dispatchQueueInput.shape;
  const shown = { kind: kind.catch(undefined).parse(one(params, "kind")), cursor: cursor.catch(undefined).parse(one(params, "cursor")) };
  const [queue, record, waiting] = await Promise.all([orNotFound(dispatchQueue(ctx, shown)), readMatchRecord(ctx), countOffers(ctx, { status: "review" })]);
  const asked = one(params, "open");
  const id = asked ?? queue.rows[0]?.id;
  const open = id ? await openDemand(ctx, id) : null;
  const choices = id ? await dispatchDesk(ctx, id) : { sellers: [], acceptBy: queue.now };
  const path = hrefWith(home, params, { open: null, cursor: shown.cursor ?? null });
  return (
    <Page wide>
      <PageHeader title={t("dispatchTitle")} sub={<Zone alone />} actions={<>{ctx.permissions.has("system:read") ? <LinkButton variant="quiet" href="/operator/demands/programs">{t("program.title")}</LinkButton> : null}<LinkButton href="/operator/demands/new">{t("new")}</LinkButton></>} />
      <DeskTabs current="desk" waits={queueKinds.reduce((sum, name) => sum + queue.counts[name], 0)} review={waiting.byState.review ?? 0} />
      <Kinds params={params} counts={queue.counts} kind={shown.kind} label={(name) => t(`desk.kind.${name}`)} />
      <RecordLine record={record} />
      {asked ? (
        <p className="mb-3 lg:hidden">
          <TextLink href={path}>← {t("desk.back")}</TextLink>
        </p>
      ) : null}
      {queue.rows.length === 0 && !open ? (
        shown.kind ? <EmptyState kind="no-match" clearHref={home} /> : <EmptyState kind="nothing-yet" title={t("desk.emptyTitle")} body={t("desk.emptyBody")} action={<LinkButton href="/operator/demands">{t("back")}</LinkButton>} />
      ) : (
        <Messages namespaces={["demand"]}>
          <Desk org={ctx.org.slug} path={path} queue={queue} choices={choices} open={open} asked={Boolean(asked)} pages={<Pagination prevHref={shown.cursor ? hrefWith(home, params, { cursor: null, open: null }) : null} nextHref={queue.next ? hrefWith(home, params, { cursor: queue.next, open: null }) : null} />} />
        </Messages>
      )}
    </Page>
  );
}
