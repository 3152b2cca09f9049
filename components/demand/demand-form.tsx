"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useRef } from "react";
import { NearWarning } from "@/components/dispatch/near-warning";
import { asDraft, formSchema, problemsOf } from "@/components/dispatch/form-schema";
import { type DraftState, useAutosave, useDraft } from "@/components/dispatch/use-draft";
import { SignInBeside } from "@/components/feedback/sign-in-beside";
import { DateField, SelectField, TextareaField, TextField } from "@/components/form/fields";
import { Form } from "@/components/form/form";
import { useFormParts } from "@/components/form/form-context";
import { KeptNote, KeptWatch, useKept } from "@/components/form/kept-input";
import { MoneyField } from "@/components/form/money-fields";
import { api } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { formatDate } from "@/components/ui/date-format";
import type { Locale } from "@/lib/locale";
import { deliveryModes, demandTypes } from "@/lib/states/demand";
import type { DraftInput, InterestProduct } from "@/server/modules/demand/contract";
import { attempt } from "./attempt";
import { ProductPicker } from "./product-picker";

type DemandFormProps = {
  org: string;
  /** Who fills it in: input the server does not hold yet is kept for this person alone. */
  person: string;
  /** Where the demand's page lives: `/partner/<slug>/demands`. */
  base: string;
  products: readonly InterestProduct[];
  start: DraftInput;
  /** Today by the business clock. */
  today: string;
  /** The operators' own entry: may go on to the dispatch desk at once. */
  operator?: boolean;
};
type Wanted = "save" | "submit" | "assign";

/** The entry form in its parts: the demand, the customer kept from the seller, and the products with their share. */
export function DemandForm({ org, person, base, products, start, today, operator = false }: DemandFormProps) {
  const t = useTranslations("demand");
  const router = useRouter();
  const wanted = useRef<Wanted>("save");
  const draft = useDraft(org, start.demandId);
  const kept = useKept(person, `demand:${org}:${draft.demandId ?? "new"}`);
  const send = async (values: DraftInput) => {
    const sends = wanted.current !== "save";
    if (sends) draft.pause(true);
    const refused = await attempt(async () => {
      const demandId = await draft.keep(asDraft(values));
      if (!sends) return;
      await api(org).demand.submit.mutate({ demandId });
      kept.keeping.end();
      router.push(wanted.current === "assign" ? `${base}/desk?open=${demandId}` : `${base}/${demandId}`);
      router.refresh();
    });
    if (refused) draft.pause(false);
    return refused;
  };
  const further = (values: DraftInput) => (wanted.current === "save" ? {} : problemsOf(values, products, today, (key, blanks) => t(`form.${key}`, blanks)));
  const footer = (
    <div className="flex flex-wrap items-center gap-2">
      <Button type="submit" variant="primary" onClick={() => (wanted.current = "submit")}>
        {t("act.submit")}
      </Button>
      {operator ? (
        <Button type="submit" onClick={() => (wanted.current = "assign")}>
          {t("form.submitAndAssign")}
        </Button>
      ) : null}
      <Button type="submit" onClick={() => (wanted.current = "save")}>
        {t("act.saveDraft")}
      </Button>
      <SaveState state={draft.state} />
    </div>
  );
  return (
    <Form schema={formSchema} further={further} defaultValues={start} onSubmit={send} submitLabel={t("act.submit")} footer={footer} className="grid max-w-[860px] gap-4">
      <Autosave draft={draft} />
      <KeptNote kept={kept} />
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
      <NearWarning org={org} base={base} demandId={draft.demandId} operator={operator} />
      <Card title={t("part.products")} padded>
        <ProductPicker products={products} />
      </Card>
      <KeptWatch kept={kept} settled={draft.state.kind === "saved" ? draft.state.values : undefined} />
    </Form>
  );
}

function Autosave({ draft }: { draft: ReturnType<typeof useDraft> }) {
  const { form } = useFormParts();
  useAutosave(form, draft);
  return null;
}

/** Whether what is on the page is on the server too. */
function SaveState({ state }: { state: DraftState }) {
  const t = useTranslations("demand.form");
  const locale = useLocale() as Locale;
  const said = state.kind === "saved" ? t("autosaved", { at: formatDate(state.at, locale, "second") }) : t(state.kind === "untouched" ? "submitHint" : state.kind === "failed" ? "saveFailed" : "unsaved");
  return (
    <span role="status" className={`small ${state.kind === "failed" ? "text-stop" : ""}`}>
      {said} {state.kind === "failed" ? <SignInBeside /> : null}
    </span>
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
        <TextField name="region" label={t("detail.region")} hint={t("form.regionHint")} optional />
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
