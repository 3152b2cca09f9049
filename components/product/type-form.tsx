"use client";

import { useTranslations } from "next-intl";
import { CheckboxField, RadioField, SelectField } from "@/components/form/fields";
import { api } from "@/components/trpc/client";
import { deliveryModes } from "@/lib/states/demand";
import { type Draft, type InterfaceChoice, offeredClasses, stepDrafts } from "@/server/modules/product/contract";
import { StepForm } from "./step-form";

export type StepProps = { orgSlug: string; applicationId: string; backHref: string | null; nextHref: string };

/** What kind of product it is: class, delivery, production interface, supervision. */
export function TypeForm({ orgSlug, applicationId, start, interfaces, ...way }: StepProps & { start: Draft["type"]; interfaces: readonly InterfaceChoice[] }) {
  const t = useTranslations("product");
  const save = (values: Draft["type"]) => api(orgSlug).product.saveStep.mutate({ applicationId, step: "type", values });
  return (
    <StepForm schema={stepDrafts.type} start={{ ...start, productClass: start.productClass ?? "", deliveryMode: start.deliveryMode ?? "", interfaceId: start.interfaceId ?? "" }} save={save} {...way}>
      <RadioField name="productClass" label={t("field.productClass")} options={offeredClasses.map((value) => ({ value, label: t(`class.${value}`), hint: t(`classHint.${value}`) }))} required />
      <SelectField name="deliveryMode" label={t("field.deliveryMode")} placeholder={t("wizard.choose")} options={deliveryModes.map((value) => ({ value, label: t(`deliveryMode.${value}`) }))} required />
      <SelectField
        name="interfaceId"
        label={t("field.interfaceId")}
        hint={t("wizard.interfaceHint")}
        placeholder={t("wizard.noInterface")}
        options={interfaces.map((one) => ({ value: one.id, label: `${one.name} · ${one.url}` }))}
      />
      <CheckboxField name="supervised" label={t("field.supervised")} hint={t("wizard.supervisedHint")} />
    </StepForm>
  );
}
