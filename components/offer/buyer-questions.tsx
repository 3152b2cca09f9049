"use client";

import { useTranslations } from "next-intl";
import { FormDialog } from "@/components/demand/form-dialog";
import { TextareaField } from "@/components/form/fields";
import { api } from "@/components/trpc/client";
import { Card } from "@/components/ui/card";
import { askInput, type BuyerOffer } from "@/server/modules/offer/contract";
import { QuestionList } from "./question-list";

/** What the buyer asked and what was answered; while the offer is open it may ask more. */
export function BuyerQuestions({ token, offer }: { token: string; offer: Pick<BuyerOffer, "questions" | "mayAsk" | "sellerName"> }) {
  const t = useTranslations("offer");
  const ask = offer.mayAsk ? (
    <span className="no-print">
      <FormDialog trigger={{ label: t("act.ask"), size: "sm" }} body={t("buyer.askBody")} schema={askInput} defaultValues={{ token, body: "" }} send={(values) => api("").offer.ask.mutate(values)}>
        <TextareaField name="body" label={t("field.question")} rows={4} required />
      </FormDialog>
    </span>
  ) : null;
  if (offer.questions.length === 0 && !offer.mayAsk) return null;
  return (
    <Card title={t("buyer.questions")} actions={ask} padded>
      {offer.questions.length === 0 ? (
        <p className="two">{t("buyer.noQuestions")}</p>
      ) : (
        <QuestionList questions={offer.questions} asked={t("buyer.you")} answered={offer.sellerName} waiting={t("buyer.waiting")} />
      )}
    </Card>
  );
}
