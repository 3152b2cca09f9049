"use client";

import { useTranslations } from "next-intl";
import { startTransition, useId, useState, useTransition } from "react";
import { attemptWithReason } from "@/components/demand/attempt";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { api } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import type { SellerChoice } from "@/server/modules/demand/contract";
import type { AssignAnswer, AssignCaution, Seen } from "@/server/modules/demand/contract-dispatch";
import { OrderEditor } from "./order-editor";

type AssignDialogProps = {
  org: string;
  demands: readonly AssignCaution[];
  sellers: readonly SellerChoice[];
  start: readonly string[];
  seen: readonly Seen[];
  due: string;
  onClose: () => void;
  /** Called with how many were assigned, once all were or the answers were read. */
  onDone: (assigned: number) => void;
};

/** With a seller proposed, Enter is all that is left to press. */
const takeFocus = (button: HTMLButtonElement | null) => button?.focus();

/** Asks for the sellers in their order, says what speaks against it, and answers for every demand. */
export function AssignDialog({ org, demands, sellers, start, seen, due, onClose, onDone }: AssignDialogProps) {
  const t = useTranslations("demand");
  const cancel = useTranslations("ui")("cancel");
  const formId = useId();
  const [order, setOrder] = useState([...start]);
  const [note, setNote] = useState("");
  const [error, setError] = useState<string>();
  const [answers, setAnswers] = useState<AssignAnswer[]>();
  const [pending, run] = useTransition();
  const assigned = answers?.filter((one) => one.assigned).length ?? 0;
  const send = () => {
    if (order.length === 0) return setError(t("match.noSeller"));
    run(async () => {
      const refused = await attemptWithReason(async () => {
        const given = await api(org).demand.assignMany.mutate({ demandIds: demands.map(({ id }) => id), sellerOrgIds: order, note: note.trim() || undefined, seen: [...seen] });
        if (given.every((one) => one.assigned)) return startTransition(() => onDone(given.length));
        setAnswers(given);
      });
      setError(refused?.error);
    });
  };
  const finish = () => run(() => onDone(assigned));
  const [only] = demands;
  const single = demands.length === 1 && only;
  // Where something speaks against it, the key that opened the question must not answer it too.
  const ready = start.length > 0 && demands.every(({ near }) => near === null);
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : answers ? finish() : onClose())}
      size="lg"
      title={single ? t("desk.assignOne", { name: single.name || single.number, number: single.number }) : t("desk.assignMany", { n: demands.length })}
      description={t("dialog.assign", { due })}
      footer={
        answers ? (
          <Button variant="primary" pending={pending} onClick={finish}>
            {t("desk.understood")}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{cancel}</Button>
            <Button ref={ready ? takeFocus : undefined} type="submit" form={formId} variant="primary" pending={pending}>
              {t("act.assign")}
            </Button>
          </>
        )
      }
    >
      {answers ? (
        <Answers answers={answers} demands={demands} />
      ) : (
        <form
          id={formId}
          noValidate
          className="grid gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            send();
          }}
        >
          <Cautions demands={demands} />
          <OrderEditor sellers={sellers} order={order} onChange={setOrder} />
          <Field label={t("field.note")} hint={t("desk.noteHint")} optional>
            {(control) => <Textarea {...control} rows={2} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />}
          </Field>
          {error ? <InlineAlert tone="stop" title={error} /> : null}
        </form>
      )}
    </Dialog>
  );
}

/** What speaks against it: doubts of the verification, and demand there seems to be already. */
function Cautions({ demands }: { demands: readonly AssignCaution[] }) {
  const t = useTranslations("demand");
  const refuted = demands.filter((one) => one.refuted).length;
  const unchecked = demands.filter((one) => one.unchecked).length;
  const doubles = demands.filter((one) => one.near !== null);
  return (
    <>
      {doubles.length > 0 ? (
        <InlineAlert tone="wait" title={t("match.nearAsked", { n: doubles.length })}>
          <ul>
            {doubles.map(({ id, name, number, near }) => (
              <li key={id}>{t("match.nearOf", { name: name || number, near: near ?? "" })}</li>
            ))}
          </ul>
        </InlineAlert>
      ) : null}
      {refuted > 0 ? <InlineAlert tone="stop" title={t("check.refuted", { n: refuted })} /> : unchecked > 0 ? <InlineAlert tone="wait" title={t("check.unchecked", { n: unchecked })} /> : null}
    </>
  );
}

function Answers({ answers, demands }: { answers: readonly AssignAnswer[]; demands: readonly AssignCaution[] }) {
  const t = useTranslations("demand");
  const nameOf = new Map(demands.map(({ id, name }) => [id, name]));
  return (
    <div className="grid gap-3">
      <p>{t("desk.assignedOf", { n: answers.filter((one) => one.assigned).length, all: answers.length })}</p>
      <ul className="grid gap-2">
        {answers
          .filter((one) => one.trouble)
          .map((one) => (
            <li key={one.demandId}>
              <InlineAlert tone="stop" title={`${nameOf.get(one.demandId) ?? ""} ${one.number ?? ""}`}>
                {[one.trouble?.what, one.trouble?.why, one.trouble?.todo].filter(Boolean).join(" ")}
              </InlineAlert>
            </li>
          ))}
      </ul>
    </div>
  );
}
