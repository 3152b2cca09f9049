import { useLocale, useTranslations } from "next-intl";
import { Messages } from "@/components/layout/messages";
import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import { Money } from "@/components/ui/money";
import { stateLabel } from "@/components/ui/state-tag";
import { Timeline } from "@/components/timeline/timeline";
import type { Tone } from "@/components/ui/tone";
import type { Locale } from "@/lib/locale";
import { offerLifecycle } from "@/lib/states/offer";
import type { Deal, DealMoment, DealStage, DealStageName } from "@/server/modules/demand/contract-deal";
import { DealShares } from "./deal-shares";
import { DealViews } from "./deal-views";
import { useMomentWords } from "./moment-words";
import { standingVersion, thingsIn } from "./offer-versions";

type DealChainProps = {
  deal: Deal;
  /** The wing's home, to which the links lead. */
  home: string;
  /** The object whose page this is; it is not linked to itself. */
  here: string;
};

const rooms = { demand: "demands", offer: "offers", order: "orders", statement: "statements" } as const;
const good = new Set(["win", "close_won", "accept", "approve", "pay", "complete", "provision", "paid_out", "countersign"]);
const bad = new Set(["reject", "lapse", "stall", "refuse", "decline", "revoke", "cancel", "refund", "refunded_in_full", "offer_unusable", "interface_stopped", "supervision_appealing"]);
/** What the title says the customer did. */
const byCustomer = new Set(["opened", "decline"]);
const toneOf = (act: string): Tone | "plain" => (good.has(act) ? "ok" : bad.has(act) ? "stop" : "plain");

/** The deal as one chain: demand, progress, offers, orders, delivery, refunds, share. The last stage reached lies open. */
export function DealChain({ deal, home, here }: DealChainProps) {
  const t = useTranslations("demand.deal");
  const itemOf = useItem(home, here);
  const latest = deal.stages.reduce<DealStageName | null>((last, { stage, moments }) => (moments.length > 0 ? stage : last), null);
  return (
    <Card title={t("title")} note={t("note")} id="deal">
      <Messages namespaces={["demand.deal"]}>
        <DealViews
          byStage={
            <ol className="border-t border-hair">
              {deal.stages.map((stage) => (
                <Stage key={stage.stage} {...stage} open={stage.stage === latest} itemOf={itemOf} />
              ))}
            </ol>
          }
          moments={deal.stages
            .flatMap(({ moments }) => moments)
            .toSorted((a, b) => b.at.localeCompare(a.at))
            .map((moment) => ({ ...itemOf(moment), stage: moment.stage }))}
        />
        <DealShares shares={deal.shares} />
      </Messages>
    </Card>
  );
}

/** One moment as the timeline shows it. */
function useItem(home: string, here: string) {
  const words = useMomentWords();
  return (moment: DealMoment) => ({
    key: `${moment.stage} ${moment.key}`,
    at: moment.at,
    title: words.title(moment),
    body: words.body(moment),
    actor: byCustomer.has(moment.act) ? undefined : <Aside moment={moment} />,
    tone: toneOf(moment.act),
    href: moment.nounId === here ? undefined : `${home}/${rooms[moment.noun]}/${moment.nounId}`,
  });
}

type StageProps = DealStage & { open: boolean; itemOf: ReturnType<typeof useItem> };

function Stage({ stage, moments, withheld, elsewhere, open, itemOf }: StageProps) {
  const t = useTranslations("demand.deal");
  const words = useMomentWords();
  const last = moments.at(-1);
  if (!last) {
    return (
      <li className="grid grid-cols-[9px_minmax(0,1fr)] items-baseline gap-x-3 border-b border-hair px-4 py-2 text-ink-3 md:grid-cols-[9px_5rem_minmax(0,1fr)]">
        <Dot reached={false} />
        <span>{t(`stage.${stage}`)}</span>
        <span className="small col-start-2 md:col-start-3">{t(withheld ? "withheld" : elsewhere ? "elsewhere" : `none.${stage}`)}</span>
      </li>
    );
  }
  return (
    <li className="border-b border-hair">
      <details open={open} className="group">
        <summary className="grid min-h-10 cursor-pointer list-none grid-cols-[9px_minmax(0,1fr)_auto_8px] items-baseline gap-x-3 gap-y-0.5 px-4 py-2 hover:bg-sunk md:grid-cols-[9px_5rem_minmax(0,1fr)_auto_7.5rem_8px] [&::-webkit-details-marker]:hidden">
          <Dot reached />
          <span className="font-[560]">{t(`stage.${stage}`)}</span>
          <span className="col-start-2 row-start-2 min-w-0 text-ink-2 md:col-start-3 md:row-start-1">
            {headline(t, words.title, stage, moments)}
            {stage === "offers" ? <Standing moments={moments} /> : null}
          </span>
          <span className="col-start-3 row-start-2 justify-self-end md:col-start-4 md:row-start-1">
            <Figure stage={stage} moments={moments} />
          </span>
          <span className="small col-start-3 row-start-1 justify-self-end md:col-start-5">
            <DateTime at={last.at} precision="day" />
          </span>
          <span aria-hidden className="col-start-4 row-start-1 text-ink-3 transition-transform group-open:rotate-90 motion-reduce:transition-none md:col-start-6">
            ›
          </span>
        </summary>
        <div className="px-5 pt-2 pb-1 md:pl-12">
          <Timeline items={moments.map(itemOf)} />
          {withheld ? <p className="small pb-2">{t("partWithheld")}</p> : null}
        </div>
      </details>
    </li>
  );
}

const Dot = ({ reached }: { reached: boolean }) => <span aria-hidden className={`size-[9px] shrink-0 self-center rounded-full border-[1.5px] ${reached ? "border-ink bg-ink" : "border-hair-strong bg-sheet"}`} />;

/** Which version of the offer stands, and how. */
function Standing({ moments }: { moments: readonly DealMoment[] }) {
  const t = useTranslations("demand.deal");
  const locale = useLocale() as Locale;
  const version = standingVersion(moments);
  return version ? ` · ${t("version", { n: version.revision, state: stateLabel(offerLifecycle, version.status, locale) })}` : null;
}

/** Who did it, and the amount it is about. */
function Aside({ moment }: { moment: DealMoment }) {
  const t = useTranslations("demand.event");
  const { act, actorName, orgName, amountFen, currency } = moment;
  const named = [actorName, orgName].filter(Boolean).join(" · ");
  const who = act === "attribute" ? orgName : named || t("system");
  return (
    <>
      {who}
      {amountFen === null ? null : (
        <>
          {" · "}
          <Money fen={amountFen} currency={currency} />
        </>
      )}
    </>
  );
}

type Translate = ReturnType<typeof useTranslations<"demand.deal">>;

/** What one stage comes to in a line. */
function headline(t: Translate, title: (moment: DealMoment) => string, stage: DealStageName, moments: readonly DealMoment[]): string {
  const last = moments.at(-1);
  const things = thingsIn(moments);
  const said = last ? title(last) : "";
  if (stage === "progress") return t("entries", { n: moments.length });
  return (stage === "offers" || stage === "orders") && things > 1 ? `${t(`count.${stage}`, { n: things })} · ${said}` : said;
}

/** What the stage is about in money: the last offer's total, the orders' sum, what went back. */
function Figure({ stage, moments }: { stage: DealStageName; moments: readonly DealMoment[] }) {
  const t = useTranslations("demand.deal");
  const acts = { offers: ["submit"], orders: ["create", "renew"], refunds: ["refund"] } as const;
  if (stage !== "offers" && stage !== "orders" && stage !== "refunds") return null;
  const amounts = moments.filter(({ act, amountFen }) => amountFen !== null && (acts[stage] as readonly string[]).includes(act));
  const counted = stage === "offers" ? amounts.slice(-1) : amounts;
  const [first] = counted;
  if (!first) return null;
  const fen = counted.reduce((sum, { amountFen }) => sum + BigInt(amountFen ?? 0), 0n);
  return <Money fen={fen} currency={first.currency} reason={stage === "refunds" ? t("wentBack") : undefined} />;
}
