"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState, useTransition } from "react";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { toast } from "@/components/feedback/toaster";
import { useShortcut } from "@/components/layout/shortcuts";
import { api } from "@/components/trpc/client";
import { sentenceOf } from "@/components/trpc/errors";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Kbd } from "@/components/ui/kbd";
import { LinkButton } from "@/components/ui/link-button";
import { Textarea } from "@/components/ui/textarea";
import { type Clause, clauses, policyVersion, type ReviewDetail } from "@/server/modules/review/contract";
import { RefuseDialog } from "./refuse-dialog";

type DeskProps = { orgSlug: string; review: Pick<ReviewDetail, "id" | "round" | "clauses" | "checklist" | "internalNote" | "noteOwed" | "place" | "acts"> };
type Trouble = { text: string; otherRound: boolean };
const queue = "/operator/review";

/** Checklist, internal note and decision of one application; keys a, r, n, j and k. */
export function Desk({ orgSlug, review }: DeskProps) {
  const t = useTranslations("review");
  const failed = useTranslations("ui")("form.failed");
  const router = useRouter();
  const [checklist, setChecklist] = useState(review.checklist);
  const [internalNote, setNote] = useState(review.internalNote);
  const [trouble, setTrouble] = useState<Trouble>();
  const [refusing, setRefusing] = useState(false);
  const [pending, start] = useTransition();
  useOpening(orgSlug, review);
  const closed = review.acts.decide;
  const desk = { applicationId: review.id, round: review.round, checklist, internalNote };
  const missing = review.clauses.filter((clause) => checklist[clause] !== true).length;
  const go = (id: string | null) => router.push(id ? `${queue}/${id}` : queue);
  const tell = (thrown: unknown) => {
    const { what, why, todo, key } = sentenceOf(thrown);
    setTrouble({ text: [what, why, todo].filter(Boolean).join(" ") || failed, otherRound: key === "review.errors.otherRound" || key === "stateMoved" });
  };
  const keep = (next: Partial<typeof desk>) => {
    if (closed) return;
    // A decision taken meanwhile says so itself.
    const unlessDecided = (thrown: unknown) => (sentenceOf(thrown).key === "review.errors.decided" ? undefined : tell(thrown));
    void api(orgSlug).review.saveNotes.mutate({ ...desk, ...next }).catch(unlessDecided);
  };
  const tick = (clause: Clause, on: boolean) => {
    const next = { ...checklist, [clause]: on };
    setChecklist(next);
    keep({ checklist: next });
  };
  const done = (sentence: string) => {
    toast(sentence);
    go(review.place.next ?? review.place.previous);
    router.refresh();
  };
  const approve = () => {
    if (closed || pending) return;
    if (missing > 0) return setTrouble({ text: t("approve.missing", { n: missing }), otherRound: false });
    start(async () => {
      try {
        await api(orgSlug).review.approve.mutate(desk);
        done(t("approve.done"));
      } catch (thrown) {
        tell(thrown);
      }
    });
  };
  useShortcut("a", t("keys.approve"), approve);
  useShortcut("r", t("keys.refuse"), () => (closed ? undefined : setRefusing(true)));
  useShortcut("n", t("keys.next"), () => go(review.place.next));
  useShortcut("j", t("keys.next"), () => go(review.place.next));
  useShortcut("k", t("keys.previous"), () => go(review.place.previous));
  return (
    <div className="rounded-lg border border-hair bg-sheet">
      <div className="px-4 pt-3">
        <h2>
          {t("card.checklist")} <span className="small font-normal">{t("policy", { version: policyVersion })}</span>
        </h2>
        <ul>
          {review.clauses.map((clause) => (
            <li key={clause} className="border-b border-hair py-2 last:border-b-0">
              <Checkbox
                label={
                  <>
                    {t(`clause.${clause}`)} <span className="small num">{clauses[clause]}</span>
                  </>
                }
                disabled={closed !== null}
                checked={checklist[clause] === true}
                onChange={(event) => tick(clause, event.target.checked)}
              />
            </li>
          ))}
        </ul>
      </div>
      <div className="px-4 py-3">
        <Field label={t("note")} hint={review.noteOwed ? t("noteOwed") : undefined}>
          {(control) => (
            <Textarea {...control} rows={3} maxLength={2000} placeholder={t("notePlaceholder")} readOnly={closed !== null} value={internalNote} onChange={(event) => setNote(event.target.value)} onBlur={() => (internalNote === review.internalNote ? undefined : keep({}))} />
          )}
        </Field>
        {trouble ? (
          <div className="mt-3">
            <InlineAlert tone="stop" title={trouble.text}>
              {trouble.otherRound ? <Button size="sm" onClick={() => { setTrouble(undefined); router.refresh(); }}>{t("reload")}</Button> : null}
            </InlineAlert>
          </div>
        ) : null}
      </div>
      <div className="sticky bottom-0 flex flex-wrap items-center gap-2 rounded-b-lg border-t border-hair-strong bg-sheet px-4 py-3">
        <Button variant="primary" pending={pending} disabledReason={closed ? t(`blocked.${closed}`) : null} onClick={approve}>
          {t("approve.button")} <Kbd>a</Kbd>
        </Button>
        <Button disabledReason={closed ? t(`blocked.${closed}`) : null} aria-haspopup="dialog" onClick={() => setRefusing(true)}>
          {t("refuse.button")} <Kbd>r</Kbd>
        </Button>
        <span className="ml-auto">
          <LinkButton href={review.place.next ? `${queue}/${review.place.next}` : queue} variant="quiet">
            {t("next")} <Kbd>n</Kbd>
          </LinkButton>
        </span>
      </div>
      <RefuseDialog open={refusing} onOpenChange={setRefusing} send={(reasons, note) => api(orgSlug).review.refuse.mutate({ ...desk, reasons, note })} onDone={() => done(t("refuse.done"))} />
    </div>
  );
}

/** Takes a waiting application on the desk once it is looked at. */
function useOpening(orgSlug: string, review: DeskProps["review"]): void {
  const router = useRouter();
  const asked = useRef<string>(undefined);
  const wanted = review.acts.open === null && review.acts.decide === null;
  useEffect(() => {
    if (!wanted || asked.current === review.id) return;
    asked.current = review.id;
    // When it does not succeed the application merely stays in the state it was in.
    void api(orgSlug).review.open.mutate({ applicationId: review.id }).then(() => router.refresh(), () => undefined);
  }, [orgSlug, review.id, wanted, router]);
}
