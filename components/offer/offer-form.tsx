"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { attempt } from "@/components/demand/attempt";
import { DateField, TextareaField, TextField } from "@/components/form/fields";
import { Form } from "@/components/form/form";
import { KeptNote, KeptWatch, useKept } from "@/components/form/kept-input";
import { api } from "@/components/trpc/client";
import { Card } from "@/components/ui/card";
import { makeInput, type MakeInput, type QuotableSpec } from "@/server/modules/offer/contract";
import { FormAside } from "./form-aside";
import { formProblems } from "./form-problems";
import type { FormStart } from "./form-start";
import { OfferLines } from "./offer-lines";
import { SpecialReason } from "./special-reason";
import { QuoteOfForm } from "./use-quote";

type OfferFormProps = {
  org: string;
  /** Who fills it in: unsent input is kept for this person alone. */
  person: string;
  /** What the offer is made from, for keeping the unsent input of each apart. */
  subject: string;
  /** The list's path: `/seller/<slug>/offers`. */
  base: string;
  specs: readonly QuotableSpec[];
  start: FormStart;
  /** The first business day the offer may begin on. */
  today: string;
  /** Partners ask for their share themselves. */
  asksShare: boolean;
};

/** An exclusive offer from buyer to terms; while it is written the page says what it costs whom and who must agree. */
export function OfferForm({ org, person, subject, base, specs, start, today, asksShare }: OfferFormProps) {
  const t = useTranslations("offer");
  const router = useRouter();
  const [made, setMade] = useState<string>();
  const [desk, setDesk] = useState(false);
  const kept = useKept(person, `offer:${org}:${subject}`);
  const { amends } = start;
  const send = (values: MakeInput) => {
    return attempt(async () => {
      const { id } = await (amends ? api(org).offer.amend.mutate({ ...values, offerId: amends.id }) : api(org).offer.make.mutate(values));
      setMade(id);
      kept.keeping.end();
      router.push(`${base}/${id}`);
      router.refresh();
    });
  };
  const label = t(amends ? "form.submitVersion" : "form.submit", { n: (amends?.revision ?? 0) + 1 });
  return (
    <Form
      schema={makeInput}
      further={(values) => formProblems(values, { today, needsReason: desk, account: start.values.demandId ? start.values.buyerAccount || null : null })}
      defaultValues={start.values}
      onSubmit={send}
      submitLabel={label}
      className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_320px]"
      footer={<span hidden />}
    >
      <QuoteOfForm org={org} specs={specs} demandId={start.values.demandId} offerId={amends?.id} onOutcome={(outcome) => setDesk(outcome === "manual")}>
        <KeptNote kept={kept} />
        <div className="grid min-w-0 gap-4">
          <Card title={t("part.buyer")} padded>
            <div className="grid gap-4 sm:grid-cols-2">
              <TextField name="name" label={t("field.name")} hint={t("hint.name")} maxLength={80} required />
              <TextField name="buyerName" label={t("field.buyerName")} maxLength={100} optional />
              <TextField name="buyerAccount" label={t("field.buyerAccount")} hint={t("hint.account")} maxLength={64} required />
              <div className="grid grid-cols-2 gap-4">
                <DateField name="startsOn" label={t("field.startsOn")} hint={t("hint.startsLater")} min={today} required />
                <DateField name="endsOn" label={t("field.endsOn")} hint={t("hint.endsOn")} min={today} required />
              </div>
            </div>
          </Card>
          <Card title={t("part.lines")} padded>
            <OfferLines specs={specs} productIds={start.productIds} shares={start.shares} asksShare={asksShare} />
          </Card>
          {desk ? <SpecialReason /> : null}
          <Card title={t("part.terms")} padded>
            <TextareaField name="terms" label={t("field.terms")} rows={4} optional />
          </Card>
        </div>
        <FormAside label={label} sent={made !== undefined} />
        <KeptWatch kept={kept} />
      </QuoteOfForm>
    </Form>
  );
}
