import { getTranslations } from "next-intl/server";
import { csvResponse } from "@/app/csv-response";
import { orNotFound } from "@/app/or-not-found";
import { NoRight } from "@/components/demand/no-right";
import { one, type SearchParams } from "@/components/demand/list-filters";
import { ImportListTable } from "@/components/demand-import/import-list";
import { ImportRowTable } from "@/components/demand-import/import-rows";
import { ImportRail, ImportStage } from "@/components/demand-import/import-view";
import { UploadForm } from "@/components/demand-import/upload-form";
import { Messages } from "@/components/layout/messages";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { Card } from "@/components/ui/card";
import { formatDate } from "@/components/ui/date-format";
import { LinkButton } from "@/components/ui/link-button";
import { StateTag } from "@/components/ui/state-tag";
import { LOCALES } from "@/lib/locale";
import { importLifecycle } from "@/lib/states/demand";
import { orgCtx } from "@/server/auth";
import { exportImportErrors, exportImportTemplate, type ImportDetail, importLimits, type ImportRowFilter, importRowFilters, importRows, listImports, readImport } from "@/server/modules/demand";

export type ImportPlace = { readonly wing: "partner" | "operator"; readonly slug?: string };
const homeOf = ({ wing, slug }: ImportPlace) => (wing === "operator" ? "/operator/demands" : `/partner/${slug ?? ""}/demands`);

/** Where files are sent in, and what became of former ones. */
export async function ImportStartPage({ search, ...place }: ImportPlace & { search: SearchParams }) {
  const ctx = await orgCtx(place.wing, place.slug);
  const t = await getTranslations("import");
  if (!ctx.permissions.has("demand:import")) return <NoRight title={t("title")} permission="demand:import" wing={place.wing} />;
  const base = homeOf(place);
  const path = `${base}/import`;
  const cursor = one(search, "cursor");
  const list = await orNotFound(listImports(ctx, { cursor }));
  return (
    <Page>
      <PageHeader back={{ href: base, label: t("back") }} title={t("title")} sub={t("sub", { rows: importLimits.rows.toLocaleString("en") })} />
      <div className="grid gap-5">
        <Card
          title={t("file.title")}
          padded
          actions={
            <span className="flex flex-wrap gap-2">
              <LinkButton size="sm" href={`${path}/template?locale=zh-CN`} download>
                {t("file.templateZh")}
              </LinkButton>
              <LinkButton size="sm" href={`${path}/template?locale=en`} download>
                {t("file.templateEn")}
              </LinkButton>
            </span>
          }
        >
          <div className="grid gap-3">
            <p className="two">{t("file.templateNote")}</p>
            <Messages namespaces={["import.file"]}>
              <UploadForm org={ctx.org.slug} base={path} disabledReason={ctx.permissions.has("file:upload") ? null : t("file.noRight")} />
            </Messages>
          </div>
        </Card>
        <ImportListTable list={list} path={path} cursor={cursor} />
      </div>
    </Page>
  );
}

/** The rows a person wants to see first: what was kept, what is wrong, else all. */
function shownFirst({ counts, status }: ImportDetail): ImportRowFilter {
  if (status === "undone") return (counts.kept ?? 0) > 0 ? "kept" : "all";
  return status === "checked" && (counts.bad ?? 0) > 0 ? "bad" : "all";
}

/** One import on its way. */
export async function ImportPage({ id, search, ...place }: ImportPlace & { id: string; search: SearchParams }) {
  const ctx = await orgCtx(place.wing, place.slug);
  const batch = await orNotFound(readImport(ctx, { batchId: id }));
  const t = await getTranslations("import");
  const base = homeOf(place);
  const path = `${base}/import/${batch.id}`;
  const show = importRowFilters.find((name) => name === one(search, "show")) ?? shownFirst(batch);
  const cursor = one(search, "cursor");
  const working = ["checking", "importing", "undoing"].includes(batch.status);
  const rows = working || (batch.counts.all ?? 0) === 0 ? null : await orNotFound(importRows(ctx, { batchId: batch.id, show, cursor }));
  const separator = batch.separator === ";" ? t("facts.semicolon") : batch.separator === "\t" ? t("facts.tab") : t("facts.comma");
  const facts = [batch.fileName, batch.encoding.toUpperCase(), separator, batch.createdByName, formatDate(batch.createdAt, ctx.locale)].join(" · ");
  return (
    <Page>
      <PageHeader back={{ href: `${base}/import`, label: t("backList") }} title={batch.number} tag={<StateTag lifecycle={importLifecycle} state={batch.status} locale={ctx.locale} />} sub={facts} />
      <div className="grid gap-4">
        <ImportRail status={batch.status} />
        <Messages namespaces={["import.field", "import.columns", "import.act", "import.progress", "import.cell"]}>
          <ImportStage batch={batch} org={ctx.org.slug} path={path} base={base} />
        </Messages>
        {rows ? <ImportRowTable batch={batch} rows={rows} show={show} cursor={cursor} path={path} base={base} /> : null}
      </div>
    </Page>
  );
}

/** The template as a file, in the language asked for, else the person's. */
export async function templateResponse({ url, ...place }: ImportPlace & { url: string }): Promise<Response> {
  const ctx = await orgCtx(place.wing, place.slug);
  const asked = new URL(url).searchParams.get("locale");
  const locale = LOCALES.find((known) => known === asked) ?? ctx.locale;
  return csvResponse(`demands-template-${locale}`, await orNotFound(exportImportTemplate(ctx, locale)));
}

/** The rows with errors as a file, streamed. */
export async function errorsResponse({ id, ...place }: ImportPlace & { id: string }): Promise<Response> {
  const ctx = await orgCtx(place.wing, place.slug);
  const { number, rowsRemoved } = await orNotFound(readImport(ctx, { batchId: id }));
  // The import's page says since when there is nothing to download any more.
  if (rowsRemoved) return new Response(null, { status: 303, headers: { location: `${homeOf(place)}/import/${id}` } });
  return csvResponse(`${number}-errors`, exportImportErrors(ctx, { batchId: id }));
}
