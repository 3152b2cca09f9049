"use client";

import { useTranslations } from "next-intl";
import { FormDialog } from "@/components/demand/form-dialog";
import { RadioField } from "@/components/form/fields";
import { api } from "@/components/trpc/client";
import { incentives } from "@/lib/states/product";
import { type CatalogueRow, incentiveInput } from "@/server/modules/product/contract-catalogue";

/** Decides what a product's sales count for. */
export function IncentiveDialog({ orgSlug, row, disabledReason }: { orgSlug: string; row: Pick<CatalogueRow, "id" | "incentive" | "name">; disabledReason: string | null }) {
  const t = useTranslations("product");
  return (
    <FormDialog
      trigger={{ label: t("setIncentive"), size: "sm", disabledReason }}
      body={row.name}
      schema={incentiveInput}
      defaultValues={{ productId: row.id, incentive: row.incentive }}
      send={(values) => api(orgSlug).product.setIncentive.mutate(values)}
    >
      <RadioField name="incentive" label={t("field.incentive")} options={incentives.map((value) => ({ value, label: t(`incentive.${value}`), hint: t(`incentiveHint.${value}`) }))} />
    </FormDialog>
  );
}
