"use client";

import { useTranslations } from "next-intl";
import { useLive } from "@/components/demand/use-live";
import { SelectField, TextField } from "@/components/form/fields";
import { PercentField } from "@/components/form/money-fields";
import { api } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { chargingModes, periodTypes } from "@/lib/states/product";
import { type Draft, mostSpecs, type SpecDraft, stepDrafts } from "@/server/modules/product/contract";
import { StepForm } from "./step-form";
import type { StepProps } from "./type-form";

type Row = { [K in keyof SpecDraft]-?: string };
const emptyRow: Row = { name: "", nameEn: "", chargingMode: "", periodType: "", unitPrice: "" };

function SpecRows() {
  const t = useTranslations("product");
  const [rows, setRows] = useLive<Row[]>("specs");
  return (
    <div className="grid gap-3">
      {rows.map((_row, at) => (
        <fieldset key={at} className="grid items-start gap-3 rounded-md border border-hair p-3 sm:grid-cols-2">
          <legend className="px-1 font-[620]">{t("wizard.spec", { n: at + 1 })}</legend>
          <TextField name={`specs.${at}.name`} label={t("field.specName")} required />
          <TextField name={`specs.${at}.nameEn`} label={t("field.specNameEn")} optional />
          <SelectField name={`specs.${at}.chargingMode`} label={t("field.chargingMode")} placeholder={t("wizard.choose")} options={chargingModes.map((value) => ({ value, label: t(`charging.${value}`) }))} required />
          <SelectField name={`specs.${at}.periodType`} label={t("field.periodType")} placeholder={t("wizard.choose")} options={periodTypes.map((value) => ({ value, label: t(`period.${value}`) }))} required />
          <TextField name={`specs.${at}.unitPrice`} label={t("field.unitPrice")} hint={t("wizard.unitPriceHint")} inputMode="decimal" autoComplete="off" required />
          {rows.length > 1 ? (
            <div className="self-end">
              <Button variant="quiet" size="sm" onClick={() => setRows(rows.filter((_other, index) => index !== at))}>
                {t("wizard.removeSpec", { n: at + 1 })}
              </Button>
            </div>
          ) : null}
        </fieldset>
      ))}
      {rows.length < mostSpecs ? (
        <div>
          <Button onClick={() => setRows([...rows, emptyRow])}>{t("wizard.addSpec")}</Button>
        </div>
      ) : null}
    </div>
  );
}

/** What may be bought and for how much; for co-sell products also how far partners may go. */
export function PricingForm({ orgSlug, applicationId, start, shared, ...way }: StepProps & { start: Draft["pricing"]; shared: boolean }) {
  const t = useTranslations("product");
  const save = (values: Draft["pricing"]) => api(orgSlug).product.saveStep.mutate({ applicationId, step: "pricing", values });
  const specs = start.specs.map((spec) => ({ ...emptyRow, ...spec }));
  return (
    <StepForm schema={stepDrafts.pricing} start={{ ...start, specs: specs.length > 0 ? specs : [emptyRow] }} save={save} {...way}>
      <SpecRows />
      {shared ? (
        <fieldset className="grid gap-3 rounded-md border border-hair p-3 sm:grid-cols-2">
          <legend className="px-1 font-[620]">{t("wizard.coSellTerms")}</legend>
          <PercentField name="maxShareBp" label={t("field.maxShareBp")} hint={t("wizard.shareHint")} required />
          <PercentField name="floorRateBp" label={t("field.floorRateBp")} hint={t("wizard.floorHint")} required />
        </fieldset>
      ) : null}
    </StepForm>
  );
}
