import { useLocale, useTranslations } from "next-intl";
import { Page } from "@/components/layout/page";
import { PageHeader } from "@/components/layout/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import type { Locale } from "@/lib/locale";
import { anyOf } from "@/lib/names";
import { type Permission, rolesHolding } from "@/lib/permissions";
import type { OrgKind } from "@/lib/states/org";

/** A room closed to the reader's roles: which permission it takes, and who in the company has it. */
export function NoRight({ title, permission, wing }: { title: string; permission: Permission; wing: OrgKind }) {
  const t = useTranslations("org");
  const locale = useLocale() as Locale;
  const named = permission.replace(":", ".") as "demand.read";
  const ask = rolesHolding(permission, wing).map((role) => t(`role.${wing}.${role}` as "role.seller.owner"));
  return (
    <Page>
      <PageHeader title={title} />
      <EmptyState kind="no-right" permission={t(`permission.${named}`)} ask={t("holders", { roles: anyOf({ locale }, ask) })} />
    </Page>
  );
}
