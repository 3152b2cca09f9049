"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { DateField, SelectField, TextareaField, TextField } from "@/components/form/fields";
import { Form } from "@/components/form/form";
import { MoneyField } from "@/components/form/money-fields";
import { api } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { deliveryModes, demandTypes } from "@/lib/states/demand";
import { type DraftInput, draftInput, type InterestProduct } from "@/server/modules/demand/contract";
import { attempt } from "./attempt";
import { ProductPicker } from "./product-picker";

type DemandFormProps = {
  org: string;
  /** Where the demand's page lives: `/partner/<slug>/demands`. */
  base: string;
  products: readonly InterestProduct[];
  start: DraftInput;
};

/** The entry form in its parts: the demand, the customer kept from the seller, and the products with their share. */
export function DemandForm({ org, base, products, start }: DemandFormProps) {
  const t = useTranslations("demand");
  const router = useRouter();
  const wanted = useRef<"save" | "submit">("save");
  const [saved, setSaved] = useState(start.demandId);
  const [kept, setKept] = useState(false);
  const send = async (values: DraftInput) => {
    setKept(false);
    return attempt(async () => {
      const { id } = await api(org).demand.saveDraft.mutate({ ...values, demandId: saved });
      setSaved(id);
      if (wanted.current === "save") return setKept(true);
      await api(org).demand.submit.mutate({ demandId: id });
      router.push(`${base}/${id}`);
      router.refresh();
    });
  };
  const footer = (
    <div className="flex flex-wrap items-center gap-2">
      <Button type="submit" variant="primary" onClick={() => (wanted.current = "submit")}>
        {t("act.submit")}
      </Button>
      <Button type="submit" onClick={() => (wanted.current = "save")}>
        {t("act.saveDraft")}
      </Button>
      <span role="status" className="small">
        {kept ? t("form.saved") : t("form.submitHint")}
      </span>
    </div>
  );
  return (
    <Form schema={draftInput} defaultValues={start} onSubmit={send} submitLabel={t("act.submit")} footer={footer} className="grid max-w-[860px] gap-4">
      <Card title={t("part.demand")} note={t("hint.partOne")} padded>
        <DemandPart />
      </Card>
      <Card title={t("part.customer")} note={t("hint.partTwo")} padded>
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField name="customer.name" label={t("field.customerName")} required />
          <TextField name="customer.account" label={t("field.customerAccount")} hint={t("hint.account")} optional />
          <TextField name="customer.contactName" label={t("field.contactName")} optional />
          <TextField name="customer.contactDetails" label={t("field.contactDetails")} optional />
        </div>
      </Card>
      <Card title={t("part.products")} padded>
        <ProductPicker products={products} />
      </Card>
    </Form>
  );
}

function DemandPart() {
  const t = useTranslations("demand");
  return (
    <div className="grid gap-4">
      <TextField name="name" label={t("field.name")} hint={t("hint.name")} required />
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField name="deliveryMode" label={t("field.deliveryMode")} options={deliveryModes.map((value) => ({ value, label: t(`deliveryMode.${value}`) }))} required />
        <SelectField name="demandType" label={t("field.demandType")} options={demandTypes.map((value) => ({ value, label: t(`demandType.${value}`) }))} required />
        <MoneyField name="budgetFen" label={t("field.budget")} hint={t("hint.budget")} optional />
        <DateField name="expectedSigningDate" label={t("field.signing")} optional />
      </div>
      <TextareaField name="mainAsk" label={t("field.mainAsk")} rows={2} required />
      <TextareaField name="description" label={t("field.description")} rows={4} optional />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField name="salesContact" label={t("field.salesContact")} required />
        <TextField name="salesContactDetails" label={t("field.salesContactDetails")} required />
      </div>
    </div>
  );
}
