"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { FormDialog } from "@/components/demand/form-dialog";
import { useLive } from "@/components/demand/use-live";
import { TextareaField } from "@/components/form/fields";
import { api } from "@/components/trpc/client";
import { Card } from "@/components/ui/card";
import { askInput, type BuyerOffer } from "@/server/modules/offer/contract";
import { useBuyerAct } from "./buyer-watch";
import { QuestionList } from "./question-list";

/** What the buyer asked and what was answered; while the offer is open it may ask more. */
export function BuyerQuestions({ token, offer }: { token: string; offer: Pick<BuyerOffer, "questions" | "mayAsk" | "sellerName" | "revision"> }) {
  const t = useTranslations("offer");
  const act = useBuyerAct();
  const [body, setBody] = useState("");
  const { revision } = offer;
  const send = async (values: { token: string; revision: number; body: string }) => {
    await act(() => api("").offer.ask.mutate(values));
    setBody("");
  };
  // A new version closes the question with what it was about; what was typed waits for it to be opened again.
  const ask = offer.mayAsk ? (
    <span className="no-print">
      <FormDialog key={revision} trigger={{ label: t("act.ask"), size: "sm" }} body={t("buyer.askBody")} schema={askInput} defaultValues={{ token, revision, body }} send={send}>
        <TextareaField name="body" label={t("field.question")} rows={4} required />
        <Kept onChange={setBody} />
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

/** Tells what is being typed, so that it outlives its dialog. */
function Kept({ onChange }: { onChange: (body: string) => void }) {
  const [body] = useLive<string>("body");
  useEffect(() => onChange(body), [body, onChange]);
  return null;
}
