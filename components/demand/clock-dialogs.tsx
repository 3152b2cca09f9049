"use client";

import { useTranslations } from "next-intl";
import { SelectField, TextareaField } from "@/components/form/fields";
import { Form } from "@/components/form/form";
import { api } from "@/components/trpc/client";
import { answerInput, askInput, type DemandDetail, extendInput, handOverInput } from "@/server/modules/demand/contract";
import { useRouter } from "next/navigation";
import { attempt } from "./attempt";
import { useBlocked } from "./blocked";
import { FormDialog } from "./form-dialog";

type Props = { org: string; demand: DemandDetail };

/** Asks the submitter something; the clock stands until it answers. */
export function AskDialog({ org, demand }: Props) {
  const t = useTranslations("demand.detail");
  const blocked = useBlocked(demand);
  return (
    <FormDialog trigger={{ label: t("act.ask"), disabledReason: blocked("ask") }} body={t("askBody")} schema={askInput} defaultValues={{ demandId: demand.id, question: "" }} send={(values) => api(org).demand.ask.mutate(values)}>
      <TextareaField name="question" label={t("question")} rows={3} required />
    </FormDialog>
  );
}

/** The one extension of an assignment. */
export function ExtendDialog({ org, demand }: Props) {
  const t = useTranslations("demand");
  const blocked = useBlocked(demand);
  return (
    <FormDialog trigger={{ label: t("detail.act.extend"), disabledReason: blocked("extend") }} body={t("detail.extendBody")} schema={extendInput} defaultValues={{ demandId: demand.id, note: "" }} send={(values) => api(org).demand.extend.mutate(values)}>
      <TextareaField name="note" label={t("detail.extendWhy")} rows={3} required />
    </FormDialog>
  );
}

/** Gives the demand to a colleague of the same company. */
export function HandOverDialog({ org, demand }: Props) {
  const t = useTranslations("demand");
  const blocked = useBlocked(demand);
  const others = demand.colleagues.filter(({ personId }) => personId !== demand.sellerPersonId);
  return (
    <FormDialog
      trigger={{ label: t("detail.act.hand_over"), disabledReason: blocked("hand_over") ?? (others.length === 0 ? t("detail.nobodyElse") : null) }}
      body={t("detail.handOverBody")}
      schema={handOverInput}
      defaultValues={{ demandIds: [demand.id], personId: "", note: "" }}
      send={async (values) => {
        const [done] = await api(org).demand.handOver.mutate(values);
        if (done?.error) return Promise.reject(Object.assign(new Error(done.error), { data: { what: t("detail.handOverFailed") } }));
      }}
    >
      <SelectField name="personId" label={t("detail.colleague")} placeholder={t("form.choose")} options={others.map(({ personId, name }) => ({ value: personId, label: name }))} required />
      <TextareaField name="note" label={t("field.note")} rows={2} optional />
    </FormDialog>
  );
}

/** The submitter's answer; the clock goes on from here. */
export function AnswerForm({ org, demand }: Props) {
  const t = useTranslations("demand.detail");
  const router = useRouter();
  return (
    <Form
      schema={answerInput}
      defaultValues={{ demandId: demand.id, answer: "" }}
      onSubmit={(values) => attempt(() => api(org).demand.answer.mutate(values))}
      onDone={() => router.refresh()}
      submitLabel={t("act.answer")}
      className="mt-2 grid max-w-[640px] gap-2"
    >
      <TextareaField name="answer" label={t("answer")} rows={3} required />
    </Form>
  );
}
