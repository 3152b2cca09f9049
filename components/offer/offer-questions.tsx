"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { attempt } from "@/components/demand/attempt";
import { TextareaField } from "@/components/form/fields";
import { Form } from "@/components/form/form";
import { api } from "@/components/trpc/client";
import { Card } from "@/components/ui/card";
import { answerInput, type OfferDetail } from "@/server/modules/offer/contract";
import { QuestionList } from "./question-list";
import { SubmitRow } from "./submit-row";

type OfferQuestionsProps = { org: string; offer: Pick<OfferDetail, "id" | "questions" | "acts" | "openQuestions"> };

/** What the buyer asked; whoever made the offer answers right below. */
export function OfferQuestions({ org, offer }: OfferQuestionsProps) {
  const t = useTranslations("offer");
  const { questions } = offer;
  if (questions.length === 0) return null;
  const boxes = offer.acts.answer === null ? new Map(questions.map(({ id }) => [id, <AnswerBox key={id} org={org} offerId={offer.id} questionId={id} />])) : undefined;
  return (
    <Card id="questions" title={t("card.questions")} note={offer.openQuestions > 0 ? t("questions.open", { n: offer.openQuestions }) : undefined} padded>
      <QuestionList questions={questions} asked={t("event.buyer")} answered="" waiting={t("questions.waiting")} boxes={boxes} />
    </Card>
  );
}

function AnswerBox({ org, offerId, questionId }: { org: string; offerId: string; questionId: string }) {
  const t = useTranslations("offer");
  const router = useRouter();
  return (
    <Form
      schema={answerInput}
      defaultValues={{ offerId, questionId, body: "" }}
      onSubmit={(values) => attempt(() => api(org).offer.answer.mutate(values))}
      onDone={() => router.refresh()}
      submitLabel={t("act.answer")}
      footer={<SubmitRow label={t("act.answer")} />}
      className="grid gap-2"
    >
      <TextareaField name="body" label={t("field.answer")} hint={t("hint.answer")} rows={2} required />
    </Form>
  );
}
