"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { startTransition, useState } from "react";
import { ConfirmQuestion } from "@/components/feedback/confirm-question";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { toast } from "@/components/feedback/toaster";
import { useShortcut } from "@/components/layout/shortcuts";
import { api } from "@/components/trpc/client";
import { sentenceOf } from "@/components/trpc/errors";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { LinkButton } from "@/components/ui/link-button";
import type { CounterInput, OfferDetail } from "@/server/modules/offer/contract";
import { CounterDialog } from "./counter-dialog";
import { useOfferActs } from "./use-offer-acts";

export type Place = { previous: string | null; next: string | null; position: number | null; of: number };
type Verb = "approve" | "refuse" | "counter";
type Refusal = { error: string; fieldErrors: Readonly<Record<string, string>> };
type OfferDeskProps = { org: string; offer: Pick<OfferDetail, "id" | "version" | "status" | "acts" | "lines" | "totalListFen" | "totalFen">; place: Place };

/** Somebody was faster, or the maker changed it: what was read is not what would be decided on. */
const moved = new Set(["offer.errors.changedSinceOpened", "stateMoved"]);
const queue = "/operator/offers";

/** The desk's decision on one offer: approve, refuse or propose other rates; keys a, r, c, n, j and k. */
export function OfferDesk({ org, offer, place }: OfferDeskProps) {
  const t = useTranslations("offer");
  const router = useRouter();
  const { blocked } = useOfferActs(offer);
  const failed = useTranslations("ui")("form.failed");
  const [asking, setAsking] = useState<Verb | null>(null);
  const [trouble, setTrouble] = useState<string>();
  const { id: offerId, version } = offer;
  const go = (id: string | null) => router.push(id ? `${queue}/${id}` : queue);
  const open = (verb: Verb) => {
    if (!blocked(verb)) setAsking(verb);
  };
  /** Called within a transition: the question stays, at work, until the next offer has come. */
  const done = (verb: Verb) => {
    toast(t(`desk.done.${verb}`));
    setAsking(null);
    go(place.next ?? place.previous);
    router.refresh();
  };
  /** A refusal stays in the dialog, but for one: what has changed must be read again before it is decided on. */
  const attemptTo = async (work: () => Promise<unknown>): Promise<Refusal | void> => {
    try {
      await work();
    } catch (thrown) {
      const { what, why, todo, key, fieldErrors } = sentenceOf(thrown);
      const said = [what, why, todo].filter(Boolean).join(" ") || failed;
      if (moved.has(key)) {
        setTrouble(said);
        setAsking(null);
      }
      return { error: said, fieldErrors };
    }
  };
  const decide = (verb: "approve" | "refuse") => async (note: string) => {
    const refused = await attemptTo(() => api(org).offer[verb].mutate({ offerId, version, note }));
    if (refused) return refused;
    startTransition(() => done(verb));
  };
  const counter = async (values: CounterInput) => {
    const refused = await attemptTo(() => api(org).offer.counter.mutate(values));
    if (!refused) return;
    const { error, fieldErrors } = refused;
    return Object.keys(fieldErrors).length > 0 ? { fieldErrors } : { formError: error };
  };
  const reload = () => {
    setTrouble(undefined);
    router.refresh();
  };
  useShortcut("a", t("act.approve"), () => open("approve"));
  useShortcut("r", t("act.refuse"), () => open("refuse"));
  useShortcut("c", t("act.counter"), () => open("counter"));
  useShortcut("n", t("desk.next"), () => go(place.next));
  useShortcut("j", t("desk.next"), () => go(place.next));
  useShortcut("k", t("desk.previous"), () => go(place.previous));
  const reason = { label: t("dialog.decision"), required: true, maxLength: 500 };
  return (
    <>
      {trouble ? (
        <div className="mb-3">
          <InlineAlert tone="stop" title={trouble}>
            <Button size="sm" onClick={reload}>
              {t("desk.reload")}
            </Button>
          </InlineAlert>
        </div>
      ) : null}
      <div className="flex flex-wrap items-center gap-2">
        <Button variant="primary" disabledReason={blocked("approve")} aria-haspopup="dialog" onClick={() => open("approve")}>
          {t("desk.approve")} <Kbd>a</Kbd>
        </Button>
        <Button disabledReason={blocked("counter")} aria-haspopup="dialog" onClick={() => open("counter")}>
          {t("desk.counter")} <Kbd>c</Kbd>
        </Button>
        <Button disabledReason={blocked("refuse")} aria-haspopup="dialog" onClick={() => open("refuse")}>
          {t("desk.refuse")} <Kbd>r</Kbd>
        </Button>
        <span className="ml-auto">
          <LinkButton href={place.next ? `${queue}/${place.next}` : queue} variant="quiet" size="sm">
            {t("desk.nextShort")} <Kbd>n</Kbd>
          </LinkButton>
        </span>
      </div>
      {asking === "approve" ? <ConfirmQuestion title={t("act.approve")} body={t("dialog.approve")} confirmLabel={t("act.approve")} reason={reason} onConfirm={decide("approve")} onClose={() => setAsking(null)} /> : null}
      {asking === "refuse" ? <ConfirmQuestion title={t("act.refuse")} body={t("dialog.refuse")} confirmLabel={t("act.refuse")} danger reason={reason} onConfirm={decide("refuse")} onClose={() => setAsking(null)} /> : null}
      <CounterDialog key={version} offer={offer} open={asking === "counter"} onOpenChange={(next) => setAsking(next ? "counter" : null)} send={counter} onDone={() => done("counter")} />
    </>
  );
}
