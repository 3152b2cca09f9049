import { useTranslations } from "next-intl";
import { LinkButton } from "@/components/ui/link-button";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "./page";

/** A page inside a wing that is not there, or not for this company. */
export function PageMissing({ home }: { home: string }) {
  const t = useTranslations("auth.notFound");
  return (
    <Page>
      <EmptyState kind="nothing-yet" title={t("title")} body={t("body")} action={<LinkButton href={home}>{t("home")}</LinkButton>} />
    </Page>
  );
}
