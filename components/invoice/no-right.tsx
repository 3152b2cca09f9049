import { useTranslations } from "next-intl";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { EmptyState } from "@/components/ui/empty-state";

/** The room for those who may not read invoices: whom to ask. */
export function InvoiceNoRight() {
  const t = useTranslations("invoice");
  return (
    <Page>
      <PageHeader title={t("title")} />
      <EmptyState kind="no-right" permission={t("right.read")} ask={t("right.ask")} />
    </Page>
  );
}
