import { headers } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import { Page } from "@/components/layout/page";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import type { Locale } from "@/lib/locale";
import { anyOf } from "@/lib/names";
import { rolesHolding } from "@/lib/permissions";
import { permissionAt } from "@/lib/rooms";
import type { OrgKind } from "@/lib/states/org";

/** A room the person has no right to: names the permission and who can grant it. */
export async function NoRight({ wing }: { wing: OrgKind }) {
  const [t, org, locale] = await Promise.all([getTranslations("auth.noRight"), getTranslations("org"), getLocale() as Promise<Locale>]);
  const permission = permissionAt(wing, (await headers()).get("x-path") ?? "");
  const holders = permission ? rolesHolding(permission, wing).map((role) => org(`role.${wing}.${role}`)) : [];
  const name = permission ? org(`permission.${permission.replace(":", ".") as "demand.read"}`) : "";
  return (
    <Page>
      <EmptyState kind="no-right" permission={name} ask={org("holders", { roles: anyOf({ locale }, holders) })} action={<LinkButton href="/">{t("home")}</LinkButton>} />
    </Page>
  );
}
