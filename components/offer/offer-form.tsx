"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { attempt } from "@/components/demand/attempt";
import { DateField, TextareaField, TextField } from "@/components/form/fields";
import { Form } from "@/components/form/form";
import { api } from "@/components/trpc/client";
import { Card } from "@/components/ui/card";
import { makeInput, type MakeInput, type OfferStart, type QuotableSpec } from "@/server/modules/offer/contract";
import { OfferLines, type Row } from "./offer-lines";

type OfferFormProps = {
  org: string;
  /** The list's path: `/seller/<slug>/offers`. */
  base: string;
  specs: readonly QuotableSpec[];
  start: OfferStart | null;
  /** The first and the suggested last business day. */
  today: string;
  lastDay: string;
  asksShare: boolean;
};

const emptyRow = { productSpecId: "", quantity: 1, periodNumber: 1, rateBp: 10_000 };

/** The lines a demand's solution brings along, or one empty line. */
function rowsOf(start: OfferStart | null): Row[] {
  if (!start || start.lines.length === 0) return [emptyRow];
  return start.lines.map((line) => ({ ...emptyRow, ...line }));
}

/** An exclusive offer from buyer to terms; prices and what goes beyond one's authority are reckoned while typing. */
export function OfferForm({ org, base, specs, start, today, lastDay, asksShare }: OfferFormProps) {
  const t = useTranslations("offer");
  const router = useRouter();
  const [made, setMade] = useState<string>();
  const product = specs.find((spec) => spec.id === start?.lines[0]?.productSpecId)?.productName;
  const send = (values: MakeInput) =>
    attempt(async () => {
      const { id } = await api(org).offer.make.mutate(values);
      setMade(id);
      router.push(`${base}/${id}`);
      router.refresh();
    });
  return (
    <Form
      schema={makeInput}
      defaultValues={{
        demandId: start?.demandId,
        name: start ? `${start.demandName}`.slice(0, 80) : product ? t("form.suggested", { product }) : "",
        buyerAccount: start?.buyerAccount ?? "",
        buyerName: start?.buyerName ?? "",
        startsOn: today,
        endsOn: lastDay,
        terms: "",
        lines: rowsOf(start),
      }}
      onSubmit={send}
      submitLabel={t("form.submit")}
      submitDisabledReason={made ? t("form.submit") : null}
      className="grid max-w-[980px] gap-4"
    >
      <Card title={t("part.buyer")} padded>
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField name="name" label={t("field.name")} hint={t("hint.name")} required />
          <TextField name="buyerName" label={t("field.buyerName")} optional />
          <TextField name="buyerAccount" label={t("field.buyerAccount")} hint={t("hint.account")} required />
          <div className="grid grid-cols-2 gap-4">
            <DateField name="startsOn" label={t("field.startsOn")} hint={t("hint.startsLater")} min={today} required />
            <DateField name="endsOn" label={t("field.endsOn")} hint={t("hint.endsOn")} min={today} required />
          </div>
        </div>
      </Card>
      <Card title={t("part.lines")} padded>
        <OfferLines specs={specs} shares={start?.shares ?? null} asksShare={asksShare} emptyRow={emptyRow} />
      </Card>
      <Card title={t("part.terms")} padded>
        <TextareaField name="terms" label={t("field.terms")} rows={4} optional />
      </Card>
    </Form>
  );
}
