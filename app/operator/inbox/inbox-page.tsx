import { getTranslations } from "next-intl/server";
import { homeOf } from "@/lib/rooms";
import { orNotFound } from "@/app/or-not-found";
import { Messages } from "@/components/layout/messages";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { InboxList } from "@/components/notification/inbox-list";
import { MarkAll } from "@/components/notification/mark-all";
import { FilterBar, ToggleChip } from "@/components/ui/filter-bar";
import { hrefWith } from "@/components/ui/href";
import type { OrgKind } from "@/lib/states/org";
import { orgCtx } from "@/server/auth";
import { inboxFilters, inboxInput, listInbox } from "@/server/modules/notification";

type Search = Readonly<Record<string, string | string[] | undefined>>;
type InboxPageProps = { wing: OrgKind; slug?: string; search: Search };

/** The inbox in any wing. */
export async function InboxPage({ wing, slug, search }: InboxPageProps) {
  const ctx = await orgCtx(wing, slug);
  const t = await getTranslations("notification");
  const home = homeOf(ctx.org);
  const path = `${home}/inbox`;
  const filter = inboxInput.shape.filter.catch("all").parse(search["filter"]);
  const cursor = typeof search["cursor"] === "string" ? search["cursor"] : undefined;
  const { rows, next } = await orNotFound(listInbox(ctx, { filter, cursor }));
  const query = filter === "all" ? {} : { filter };
  return (
    <Messages namespaces={["notification"]}>
      <Page>
        <PageHeader title={t("title")} sub={t("sub")} actions={<MarkAll orgSlug={ctx.org.slug} />} />
        <FilterBar>
          {inboxFilters.map((name) => (
            <ToggleChip key={name} label={t(`filter.${name}`)} on={name === filter} href={hrefWith(path, {}, { filter: name === "all" ? null : name })} />
          ))}
        </FilterBar>
        <InboxList
          orgSlug={ctx.org.slug}
          rows={rows}
          home={home}
          path={path}
          filtered={filter !== "all"}
          prevHref={cursor ? hrefWith(path, query, {}) : null}
          nextHref={next ? hrefWith(path, query, { cursor: next }) : null}
        />
      </Page>
    </Messages>
  );
}
