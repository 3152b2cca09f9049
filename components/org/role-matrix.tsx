import { useTranslations } from "next-intl";
import { DataTable } from "@/components/data-table/data-table";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { allPermissions, type Permission, rolesHolding } from "@/lib/permissions";
import { type OrgKind, type Role, rolesByKind } from "@/lib/states/org";

const named = (permission: Permission, words: string) => (
  <>
    {words} <span className="small">{permission}</span>
  </>
);

/** Which role of a kind of company holds which permission. */
export function RoleMatrix({ kind }: { kind: OrgKind }) {
  const t = useTranslations("org");
  const roles: readonly Role[] = rolesByKind[kind];
  const rows = allPermissions.filter((permission) => rolesHolding(permission, kind).length > 0);
  const caption = t("matrix.caption", { kind: t(`kind.${kind}`) });
  const mark = (holds: boolean) => (
    <>
      <span aria-hidden className={holds ? "text-ok" : "text-ink-3"}>
        {holds ? "✓" : "–"}
      </span>
      <span className="sr-only">{t(holds ? "matrix.yes" : "matrix.no")}</span>
    </>
  );
  return (
    <Card title={t(`kind.${kind}`)} padded={false}>
      <DataTable
        caption={caption}
        rows={rows}
        rowKey={(permission) => permission}
        columns={[
          {
            key: "permission",
            header: t("matrix.permission"),
            cell: (permission) => named(permission, t(`permission.${permission.replace(":", ".")}`)),
          },
          ...roles.map((role) => ({ key: role, header: t(`role.${kind}.${role}`), cell: (permission: (typeof rows)[number]) => mark(rolesHolding(permission, kind).includes(role)) })),
        ]}
        empty={<EmptyState kind="nothing-yet" title={caption} body="" action={null} />}
      />
    </Card>
  );
}
