import { getTranslations } from "next-intl/server";
import { homeOf } from "@/lib/rooms";
import { orNotFound } from "@/app/or-not-found";
import { AuditFilters, type AuditQuery } from "@/components/audit/audit-filters";
import { AuditList } from "@/components/audit/audit-list";
import { AuditSheet } from "@/components/audit/audit-sheet";
import { NoRight } from "@/components/demand/no-right";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { hrefWith } from "@/components/ui/href";
import type { OrgKind } from "@/lib/states/org";
import { orgCtx } from "@/server/auth";
import { auditedNouns, auditListInput, listAudit } from "@/server/modules/audit";

type Search = Readonly<Record<string, string | string[] | undefined>>;
type AuditPageProps = { wing: OrgKind; slug?: string; search: Search };

const names = ["noun", "nounId", "from", "to"] as const;

/** What of the address makes sense as a filter; the rest is left out. */
function queryOf(search: Search): AuditQuery {
  const given = names.map((name) => [name, search[name]] as const);
  return Object.fromEntries(given.filter(([name, value]) => typeof value === "string" && value !== "" && auditListInput.shape[name].safeParse(value).success));
}

/** The audit log in any wing. */
export async function AuditPage({ wing, slug, search }: AuditPageProps) {
  const ctx = await orgCtx(wing, slug);
  const t = await getTranslations();
  if (!ctx.permissions.has("audit:read")) return <NoRight title={t("audit.title")} permission="audit:read" wing={wing} />;
  const home = homeOf(ctx.org);
  const path = `${home}/audit`;
  const query = queryOf(search);
  const cursor = typeof search["cursor"] === "string" ? search["cursor"] : undefined;
  const [{ rows, next }, nouns] = await Promise.all([orNotFound(listAudit(ctx, { ...query, cursor })), auditedNouns(ctx)]);
  const here = { ...query, cursor };
  const open = rows.find(({ seq }) => seq === search["open"]);
  const labelOf = (noun: string) => (t.has(`audit.record.${noun}` as "audit.noun") ? t(`audit.record.${noun}` as "audit.noun") : noun);
  return (
    <Page>
      <PageHeader title={t("audit.title")} sub={t("audit.sub")} />
      <AuditFilters path={path} query={query} nouns={nouns.map((value) => ({ value, label: labelOf(value) }))} />
      <AuditList
        rows={rows}
        home={home}
        path={path}
        filtered={Object.values(query).some(Boolean)}
        openHref={(seq) => hrefWith(path, here, { open: seq })}
        open={open?.seq ?? null}
        prevHref={cursor ? hrefWith(path, query, {}) : null}
        nextHref={next ? hrefWith(path, query, { cursor: next }) : null}
      />
      {open ? <AuditSheet line={open} home={home} closeHref={hrefWith(path, here, {})} nounHref={open.nounId ? hrefWith(path, {}, { noun: open.noun, nounId: open.nounId }) : null} /> : null}
    </Page>
  );
}
