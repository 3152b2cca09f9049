"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/checkbox";
import { type OrgKind, type Role, rolesByKind } from "@/lib/states/org";

type Props = { kind: OrgKind; chosen: readonly Role[]; onChange: (roles: Role[]) => void; error?: string };

/** The roles a seat in this kind of company may have. */
export function RoleChoices({ kind, chosen, onChange, error }: Props) {
  const t = useTranslations("org");
  const all: readonly Role[] = rolesByKind[kind];
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 font-[540]">{t("team.roles")}</legend>
      <div className="grid grid-cols-2 gap-x-4">
        {all.map((role) => (
          <Checkbox
            key={role}
            label={t(`role.${kind}.${role}`)}
            checked={chosen.includes(role)}
            onChange={(event) => onChange(all.filter((one) => (one === role ? event.target.checked : chosen.includes(one))))}
          />
        ))}
      </div>
      {error ? <p className="text-small text-stop">{error}</p> : null}
    </fieldset>
  );
}
