import { getTranslations } from "next-intl/server";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { DateTime, Zone } from "@/components/ui/date-time";
import { hrefWith } from "@/components/ui/href";
import { LinkButton } from "@/components/ui/link-button";
import { toBusinessDay } from "@/lib/dates";
import { ConversionView, type ConversionViewProps } from "./conversion-view";

/** Conversion tracking, the same for the three wings but for the sides they may group by. */
export async function ConversionPage(props: Omit<ConversionViewProps, "today">) {
  const t = await getTranslations("conversion");
  const { conversion, home, search } = props;
  return (
    <Page>
      <PageHeader
        title={t("title")}
        sub={
          <>
            {t("asOf")} <DateTime at={conversion.asOf} precision="minute" /> <Zone />
          </>
        }
        actions={
          <>
            {conversion.reasons.length > 0 ? (
              <LinkButton variant="quiet" href={hrefWith(`${home}/conversion/export`, search, { table: "reasons" })} download>
                {t("exportReasons")}
              </LinkButton>
            ) : null}
            <LinkButton href={hrefWith(`${home}/conversion/export`, search, {})} download>
              {t("export")}
            </LinkButton>
          </>
        }
      />
      <ConversionView {...props} today={toBusinessDay(new Date(conversion.asOf))} />
    </Page>
  );
}
