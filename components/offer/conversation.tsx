"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { attempt } from "@/components/demand/attempt";
import { CheckboxField, TextareaField } from "@/components/form/fields";
import { Form } from "@/components/form/form";
import { api } from "@/components/trpc/client";
import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import { Tag } from "@/components/ui/tag";
import { commentInput, type OfferDetail } from "@/server/modules/offer/contract";
import { SubmitRow } from "./submit-row";

type ConversationProps = {
  org: string;
  offer: Pick<OfferDetail, "id" | "comments" | "acts">;
  /** Operators may write what only operators read. */
  desk: boolean;
};

/** What the maker and the desk say to each other about the offer; the buyer never sees it. */
export function Conversation({ org, offer, desk }: ConversationProps) {
  const t = useTranslations("offer");
  const router = useRouter();
  const [written, setWritten] = useState(0);
  const may = offer.acts.comment === null;
  const said = offer.comments.filter(({ kind }) => kind === "comment");
  if (said.length === 0 && !may) return null;
  const done = () => {
    setWritten(written + 1);
    router.refresh();
  };
  return (
    <Card title={t("card.comments")} note={t("comments.note")} padded>
      <ul className="grid gap-3">
        {said.map((comment) => (
          <li key={comment.id} className={`rounded-md px-3 py-2 ${comment.internal ? "bg-wait-soft" : comment.ours ? "bg-sunk" : "border border-hair"}`}>
            <p className="wrap-anywhere whitespace-pre-line">{comment.body}</p>
            <p className="small flex flex-wrap items-center gap-x-1.5">
              {comment.authorName} · <DateTime at={comment.at} />
              {comment.internal ? <Tag tone="wait">{t("comments.internal")}</Tag> : null}
            </p>
          </li>
        ))}
      </ul>
      {may ? (
        <Form
          key={written}
          schema={commentInput}
          defaultValues={{ offerId: offer.id, body: "", internal: false }}
          onSubmit={(values) => attempt(() => api(org).offer.comment.mutate(values))}
          onDone={done}
          submitLabel={t("act.comment")}
      footer={<SubmitRow label={t("act.comment")} />}
          className={`grid gap-2 ${said.length > 0 ? "mt-3 border-t border-hair pt-3" : ""}`}
        >
          <TextareaField name="body" label={t("field.comment")} rows={2} required />
          {desk ? <CheckboxField name="internal" label={t("comments.internalOnly")} hint={t("comments.internalHint")} /> : null}
        </Form>
      ) : null}
    </Card>
  );
}
