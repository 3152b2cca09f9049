"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useBlocked } from "@/components/demand/blocked";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { toast } from "@/components/feedback/toaster";
import { useShortcut } from "@/components/layout/shortcuts";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { formatDate } from "@/components/ui/date-format";
import { Kbd } from "@/components/ui/kbd";
import type { Locale } from "@/lib/locale";
import { listed } from "@/lib/names";
import { checkQuestions, type DemandChecks } from "@/lib/states/demand";
import type { DemandDetail, DispatchDesk } from "@/server/modules/demand/contract";
import type { AssignCaution, DemandDuplicates, DemandMatches, DispatchQueue } from "@/server/modules/demand/contract-dispatch";
import { AssignDialog } from "./assign-dialog";
import { Checklist, checklistId } from "./checklist";
import { MergeDialog, ReturnDialog } from "./desk-dialogs";
import { NearList } from "./near-list";
import { Queue } from "./queue";
import { Ranking } from "./ranking";

/** The demand lying open, with everything that helps to decide on it. */
export type OpenDemand = { readonly demand: DemandDetail; readonly matches: DemandMatches; readonly duplicates: DemandDuplicates; readonly facts: ReactNode; readonly past: ReactNode };
type DeskProps = {
  org: string;
  /** The desk's address with its filter, without the demand lying open. */
  path: string;
  queue: DispatchQueue;
  choices: DispatchDesk;
  open: OpenDemand | null;
  /** The demand was asked for by name: on a narrow page it stands alone. */
  asked: boolean;
  pages: ReactNode;
};
type Asking = "assign" | "many" | "return" | "merge" | null;

/** Below this score nobody is proposed: words met by chance. */
const worthAsking = 0.3;
const unanswered = (checks: DemandChecks) => checkQuestions.some((question) => checks[question] === undefined);
const refuted = (checks: DemandChecks) => checkQuestions.some((question) => checks[question] === "no");

/** Left what waits, right the demand lying open; keys j, k, n, a, r, d and c do the whole of it. */
export function Desk({ org, path, queue, choices, open, asked, pages }: DeskProps) {
  const t = useTranslations("demand");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState<Asking>(null);
  const at = queue.rows.findIndex((row) => row.id === open?.demand.id);
  const hrefOf = (id: string) => `${path}${path.includes("?") ? "&" : "?"}open=${id}`;
  const go = (id: string | undefined) => router.push(id ? hrefOf(id) : path, { scroll: false });
  const next = queue.rows[at + 1]?.id ?? (at > 0 ? queue.rows[0]?.id : undefined);
  const done = (sentence: string) => {
    setAsking(null);
    setChosen(new Set());
    toast(sentence);
    go(next === open?.demand.id ? undefined : next);
    router.refresh();
  };
  useShortcut("j", t("desk.key.next"), () => (queue.rows[at + 1] ? go(queue.rows[at + 1]?.id) : undefined));
  useShortcut("k", t("desk.key.previous"), () => (at > 0 ? go(queue.rows[at - 1]?.id) : undefined));
  useShortcut("n", t("desk.key.skip"), () => go(next));
  const many = queue.rows.filter((row) => chosen.has(row.id));
  const due = formatDate(choices.acceptBy, locale);
  const choose = (id: string, on: boolean) => setChosen(new Set(on ? [...chosen, id] : [...chosen].filter((one) => one !== id)));
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[352px_minmax(0,1fr)]">
      <div className={`grid min-w-0 gap-3 ${asked ? "max-lg:hidden" : ""}`}>
        {many.length > 0 ? (
          <div className="flex flex-wrap items-center gap-2 rounded-md border border-hair-strong bg-sheet px-3 py-2">
            <span className="mr-auto">{t("desk.chosen", { n: many.length })}</span>
            <Button size="sm" onClick={() => setChosen(new Set())}>
              {t("desk.chooseNone")}
            </Button>
            <Button size="sm" variant="primary" aria-haspopup="dialog" onClick={() => setAsking("many")}>
              {t("act.assign")}
            </Button>
          </div>
        ) : null}
        <Queue rows={queue.rows} now={queue.now} openId={open?.demand.id ?? null} hrefOf={hrefOf} chosen={chosen} onChoose={choose} />
        {pages}
      </div>
      {open ? <Panel key={open.demand.id} org={org} open={open} now={queue.now} choices={choices} due={due} asking={asking} onAsk={setAsking} onDone={done} onNext={() => go(next)} /> : null}
      {asking === "many" ? (
        <AssignDialog
          org={org}
          demands={many.map((row): AssignCaution => ({ id: row.id, number: row.number, name: row.name, near: row.near, unchecked: unanswered(row.checks), refuted: refuted(row.checks) }))}
          sellers={choices.sellers}
          start={[]}
          seen={many.map((row) => ({ demandId: row.id, version: row.version, at: queue.now }))}
          due={due}
          onClose={() => setAsking(null)}
          onDone={(n) => done(t("desk.assigned", { n }))}
        />
      ) : null}
    </div>
  );
}

type PanelProps = { org: string; open: OpenDemand; now: string; choices: DispatchDesk; due: string; asking: Asking; onAsk: (asking: Asking) => void; onDone: (sentence: string) => void; onNext: () => void };

function Panel({ org, open, now, choices, due, asking, onAsk, onDone, onNext }: PanelProps) {
  const t = useTranslations("demand");
  const locale = useLocale() as Locale;
  const { demand, matches, duplicates } = open;
  const blocked = useBlocked(demand);
  const refused = new Set(matches.candidates.filter(({ state }) => state === "refused" || state === "lapsed").map(({ sellerOrgId }) => sellerOrgId));
  if (demand.sellerOrgId && demand.status !== "submitted") refused.add(demand.sellerOrgId);
  const best = matches.ranking.find(({ sellerOrgId }) => !refused.has(sellerOrgId));
  const [order, setOrder] = useState<string[]>(best && best.score >= worthAsking ? [best.sellerOrgId] : []);
  const [ofNumber, setOfNumber] = useState(duplicates.near[0]?.number ?? "");
  // One's own check is no news: the version it made counts as seen before the page has it.
  const [checked, setChecked] = useState(0);
  const seen = { demandId: demand.id, version: Math.max(matches.version, checked), at: now };
  const [assign, giveBack, merge] = [blocked("assign"), blocked("return"), blocked("mark_duplicate")];
  const mergeInto = (number: string) => {
    setOfNumber(number);
    onAsk("merge");
  };
  useShortcut("a", t("desk.key.assign"), () => (assign ? undefined : onAsk("assign")));
  useShortcut("r", t("desk.key.return"), () => (giveBack ? undefined : onAsk("return")));
  useShortcut("d", t("desk.key.duplicate"), () => (merge ? undefined : onAsk("merge")));
  useShortcut("c", t("desk.key.check"), () => document.querySelector<HTMLElement>(`#${checklistId} input`)?.focus());
  const toAssign: AssignCaution = { id: demand.id, number: demand.number, name: demand.name, near: duplicates.near[0]?.number ?? null, unchecked: unanswered(demand.checks), refuted: refuted(demand.checks) };
  const no = checkQuestions.filter((question) => demand.checks[question] === "no").map((question) => t(`detail.check.${question}`));
  const questions = listed({ locale }, no);
  // Above what it decides on: whatever it covers while scrolling has been read.
  const bar = (
    <div className="sticky top-0 z-10 grid min-w-0 gap-2 rounded-lg border border-hair-strong bg-sheet px-4 py-2.5 xl:col-span-2">
      {no.length > 0 && !giveBack ? <InlineAlert tone="wait" title={t("check.suggestReturn", { questions })} /> : null}
      <div className="flex flex-wrap items-center gap-2">
        <Button size="sm" variant="primary" disabledReason={assign} aria-haspopup="dialog" onClick={() => onAsk("assign")}>
          {t("act.assign")} <Kbd>a</Kbd>
        </Button>
        <Button size="sm" disabledReason={giveBack} aria-haspopup="dialog" onClick={() => onAsk("return")}>
          {t("act.return")} <Kbd>r</Kbd>
        </Button>
        <Button size="sm" disabledReason={merge} aria-haspopup="dialog" onClick={() => onAsk("merge")}>
          {t("act.mark_duplicate")} <Kbd>d</Kbd>
        </Button>
        <Button size="sm" variant="quiet" className="ml-auto" onClick={onNext}>
          {t("desk.next")} <Kbd>n</Kbd>
        </Button>
      </div>
    </div>
  );
  return (
    <div className="grid min-w-0 items-start gap-4 xl:grid-cols-[minmax(0,1fr)_minmax(360px,0.8fr)]">
      {bar}
      <div className="grid min-w-0 gap-4">
        {open.facts}
        {duplicates.near.length > 0 ? (
          <Card title={t("match.nearTitle")} note={String(duplicates.near.length)} padded>
            <NearList near={duplicates.near} base="/operator/demands" closed={merge} onMerge={mergeInto} />
          </Card>
        ) : null}
        {open.past}
      </div>
      <div className="grid min-w-0 gap-4">
        <Card title={t("detail.checks")} padded>
          <Checklist key={matches.version} org={org} demandId={demand.id} answers={demand.checks} seen={seen} closed={assign} onSaved={setChecked} />
        </Card>
        <Card title={t("match.title")} note={t("match.note")}>
          <Ranking ranking={matches.ranking} order={order} closed={assign} onAdd={(id) => setOrder([...order, id])} />
        </Card>
      </div>
      {asking === "assign" ? <AssignDialog org={org} demands={[toAssign]} sellers={choices.sellers} start={order} seen={[seen]} due={due} onClose={() => onAsk(null)} onDone={(n) => onDone(t("desk.assigned", { n }))} /> : null}
      {asking === "return" ? <ReturnDialog org={org} demandId={demand.id} suggestion={no.length > 0 ? t("check.returnNote", { questions }) : ""} onClose={() => onAsk(null)} onDone={() => onDone(t("desk.returned"))} /> : null}
      {asking === "merge" ? <MergeDialog org={org} demandId={demand.id} ofNumber={ofNumber} onClose={() => onAsk(null)} onDone={() => onDone(t("desk.merged"))} /> : null}
    </div>
  );
}
