"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { attemptWithReason } from "@/components/demand/attempt";
import { FormDialog } from "@/components/demand/form-dialog";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { FileField } from "@/components/file/file-field";
import { SelectField, TextField } from "@/components/form/fields";
import { api } from "@/components/trpc/client";
import { Card } from "@/components/ui/card";
import { materialKinds } from "@/lib/states/product";
import { addMaterialInput, type MaterialRow } from "@/server/modules/product/contract-catalogue";

type CardProps = { orgSlug: string; productId: string; rows: readonly MaterialRow[]; disabledReason: string | null };

function RemoveButton({ orgSlug, id, disabledReason }: { orgSlug: string; id: string; disabledReason: string | null }) {
  const t = useTranslations("product.material");
  const router = useRouter();
  const send = async () => {
    const refused = await attemptWithReason(() => api(orgSlug).product.removeMaterial.mutate({ materialId: id }));
    if (!refused) router.refresh();
    return refused;
  };
  return <ConfirmDialog trigger={{ label: t("remove"), size: "sm", variant: "quiet", disabledReason }} title={t("remove")} body={t("removeBody")} confirmLabel={t("remove")} danger onConfirm={send} />;
}

/** What partners are given to sell the product with; its seller adds and removes. */
export function MaterialCard({ orgSlug, productId, rows, disabledReason }: CardProps) {
  const t = useTranslations("product");
  const add = (
    <FormDialog
      trigger={{ label: t("material.add"), size: "sm", disabledReason }}
      schema={addMaterialInput}
      defaultValues={{ productId, kind: "brochure", title: "", fileId: "" }}
      send={(values) => api(orgSlug).product.addMaterial.mutate(values)}
    >
      <SelectField name="kind" label={t("field.kind")} options={materialKinds.map((value) => ({ value, label: t(`material.kind.${value}`) }))} required />
      <TextField name="title" label={t("field.title")} required />
      <FileField org={orgSlug} purpose="material" name="fileId" label={t("field.file")} hint={t("material.hint")} required />
    </FormDialog>
  );
  return (
    <Card title={t("material.card")} actions={add} padded>
      {rows.length === 0 ? <p className="two">{t("material.empty")}</p> : null}
      <ul>
        {rows.map((row) => (
          <li key={row.id} className="flex items-center justify-between gap-2 border-b border-hair py-2 last:border-0">
            <span className="min-w-0">
              {row.title}
              <span className="small block">
                {t(`material.kind.${row.kind}`)} · {row.fileName}
              </span>
            </span>
            <RemoveButton orgSlug={orgSlug} id={row.id} disabledReason={disabledReason} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
