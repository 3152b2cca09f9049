import { getTranslations } from "next-intl/server";
import { one, type SearchParams } from "@/components/demand/list-filters";
import { NoRight } from "@/components/demand/no-right";
import { Messages } from "@/components/layout/messages";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { CalendarCard, MissingYear } from "@/components/limit/calendar-card";
import { LimitSheet } from "@/components/limit/limit-sheet";
import { LimitTables } from "@/components/limit/limit-tables";
import { Zone } from "@/components/ui/date-time";
import { toBusinessDay } from "@/lib/dates";
import { isLimitName } from "@/lib/limits";
import { orgCtx } from "@/server/auth";
import { listLimits, readLimit } from "@/server/modules/rule";

type Props = { searchParams: Promise<SearchParams> };

const path = "/operator/limits";

export async function generateMetadata() {
  return { title: (await getTranslations("limit"))("title") };
}

/** Every time limit there is, and the calendar its working days follow. */
export default async function Limits({ searchParams }: Props) {
  const ctx = await orgCtx("operator");
  const t = await getTranslations("limit");
  if (!ctx.permissions.has("limit:read")) return <NoRight title={t("title")} permission="limit:read" wing="operator" />;
  const asked = one(await searchParams, "open") ?? "";
  const name = isLimitName(asked) ? asked : null;
  const [{ rows, calendar, maySet, now }, history] = await Promise.all([listLimits(ctx), name ? readLimit(ctx, { name }) : null]);
  const row = rows.find((limit) => limit.name === name);
  const shared = { org: ctx.org.slug, today: toBusinessDay(new Date(now)), maySet };
  return (
    <Messages namespaces={["limit"]}>
      <Page wide>
        <PageHeader title={t("title")} count={rows.length} sub={<>{t("sub")} · <Zone alone /></>} />
        <MissingYear year={calendar.missingYear} />
        <div className="mt-4 grid grid-cols-[minmax(0,1fr)] items-start gap-4 2xl:grid-cols-[minmax(0,1fr)_280px]">
          <LimitTables {...shared} path={path} rows={rows} selected={name} />
          <CalendarCard calendar={calendar} />
        </div>
      </Page>
      {row && history ? <LimitSheet key={row.name} {...shared} row={row} history={history} closeHref={path} /> : null}
    </Messages>
  );
}
