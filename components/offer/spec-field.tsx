"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { fenOf } from "@/components/demand/fen-of";
import { SelectField } from "@/components/form/fields";
import { useFormParts } from "@/components/form/form-context";
import { Field } from "@/components/ui/field";
import { formatMoney } from "@/components/ui/money-format";
import { NativeSelect } from "@/components/ui/native-select";
import type { QuotableSpec } from "@/server/modules/offer/contract";

type SpecFieldProps = {
  name: string;
  specs: readonly QuotableSpec[];
  spec: QuotableSpec | undefined;
  /** The product chosen beforehand. */
  startProductId: string | null;
  /** The seller the offer is bound to by its other lines; null while there is none. */
  sellerOrgId: string | null;
  /** Partners quote for many sellers and see whose a product is. */
  withSeller: boolean;
};

/** The product and then its specification, with how it is billed and what it costs. */
export function SpecField({ name, specs, spec, startProductId, sellerOrgId, withSeller }: SpecFieldProps) {
  const t = useTranslations("offer");
  const { form } = useFormParts();
  const [chosen, setChosen] = useState(startProductId ?? "");
  const productId = spec?.productId ?? chosen;
  const products = [...new Map(specs.map((one) => [one.productId, one])).values()];
  const ofProduct = specs.filter((one) => one.productId === productId);
  const choose = (id: string) => {
    const found = specs.filter((one) => one.productId === id);
    setChosen(id);
    form.setValue(name, found.length === 1 ? (found[0]?.id ?? "") : "", { shouldDirty: true });
  };
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label={t("field.product")} required>
        {(control) => (
          <NativeSelect
            {...control}
            placeholder={t("form.chooseProduct")}
            value={productId}
            onChange={(event) => choose(event.target.value)}
            options={products.map((one) => ({
              value: one.productId,
              label: withSeller ? `${one.productName} · ${one.sellerName}` : one.productName,
              disabled: sellerOrgId !== null && one.sellerOrgId !== sellerOrgId,
            }))}
          />
        )}
      </Field>
      <SelectField
        name={name}
        label={t("field.spec")}
        placeholder={t("form.choose")}
        required
        options={ofProduct.map((one) => ({
          value: one.id,
          label: t("form.specOption", { spec: one.name, mode: t(`charging.${one.chargingMode}` as "charging.PERIOD"), price: formatMoney(fenOf(one.unitPrice)), period: t(`period.${one.periodType}` as "period.YEAR") }),
        }))}
      />
    </div>
  );
}
