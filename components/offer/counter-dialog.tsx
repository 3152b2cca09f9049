"use client";

import { useLocale, useTranslations } from "next-intl";
import { useLive } from "@/components/demand/use-live";
import { TextareaField } from "@/components/form/fields";
import { Form, type FormResult } from "@/components/form/form";
import { Button } from "@/components/ui/button";
import { DefinitionList } from "@/components/ui/definition-list";
import { Dialog } from "@/components/ui/dialog";
import { Money } from "@/components/ui/money";
import { formatMoney } from "@/components/ui/money-format";
import type { Locale } from "@/lib/locale";
import { formatRate } from "@/lib/money";
import { counterProblems, payableAt, rateOf } from "@/lib/offer-price";
import { type CounterInput, counterInput, type OfferDetail } from "@/server/modules/offer/contract";
import { RateField } from "./rate-field";

type Offer = Pick<OfferDetail, "id" | "version" | "lines" | "totalListFen" | "totalFen">;
type CounterDialogProps = { offer: Offer; open: boolean; onOpenChange: (open: boolean) => void; send: (values: CounterInput) => Promise<FormResult>; onDone: () => void };

/** What each line's maker may grant alone, where the line goes beyond it: the least the desk can ask for. */
const suggested = ({ lines }: Offer) => lines.map((line) => Math.max(line.rateBp, line.authority?.rateBp ?? line.rateBp));

/** The desk names the rates it would approve; what they come to is reckoned while typing. */
export function CounterDialog({ offer, open, onOpenChange, send, onDone }: CounterDialogProps) {
  const t = useTranslations("offer");
  const cancel = useTranslations("ui")("cancel");
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t("act.counter")} description={t("counter.body")} size="lg">
      <Form
        schema={counterInput}
        defaultValues={{ offerId: offer.id, version: offer.version, rates: suggested(offer), note: "" }}
        further={({ rates }) => counterProblems(offer.lines, rates.map(Number))}
        onSubmit={send}
        onDone={onDone}
        submitLabel={t("act.counter")}
        cancel={<Button onClick={() => onOpenChange(false)}>{cancel}</Button>}
        className="grid gap-4"
      >
        <CounterLines offer={offer} />
        <TextareaField name="note" label={t("counter.note")} hint={t("counter.noteHint")} rows={3} required />
      </Form>
    </Dialog>
  );
}

function CounterLines({ offer }: { offer: Offer }) {
  const t = useTranslations("offer");
  const locale = useLocale() as Locale;
  const [rates] = useLive<number[]>("rates");
  const amounts = offer.lines.map((line, at) => {
    const bp = rates[at];
    return typeof bp === "number" && Number.isInteger(bp) && bp > 0 && bp <= 10_000 ? payableAt(BigInt(line.listFen), bp) : null;
  });
  const whole = amounts.every((one) => one !== null) ? amounts.reduce((sum: bigint, one) => sum + (one ?? 0n), 0n) : null;
  // Only a proposal above what was asked is one.
  const more = whole !== null && offer.lines.every((line, at) => (rates[at] ?? 0) >= line.rateBp) ? whole - BigInt(offer.totalFen) : null;
  return (
    <>
      {offer.lines.map((line, at) => (
        <div key={`${line.skuCode}-${at}`} className="flex flex-wrap items-start justify-between gap-3 border-b border-hair pb-3">
          <div className="min-w-48 flex-1">
            <p className="font-[560]">
              {line.productName} · {line.specName}
            </p>
            <p className="small num">
              {t("counter.asked", { rate: formatRate(line.rateBp, locale) })}
              {line.authority ? ` · ${t("counter.authority", { rate: formatRate(line.authority.rateBp, locale) })}` : ""}
            </p>
          </div>
          <RateField name={`rates.${at}`} label={t("counter.rate", { n: at + 1 })} required />
          <p className="num w-32 pt-6 text-right font-[560]">{amounts[at] === null ? "–" : formatMoney(amounts[at] ?? 0n)}</p>
        </div>
      ))}
      <div role="status">
        <DefinitionList
          money
          items={[
            { term: t("counter.askedTotal"), value: <Money fen={offer.totalFen} /> },
            { term: t("counter.more"), value: more === null ? "–" : <Money fen={more} /> },
            { term: t("counter.total"), hint: whole === null ? undefined : formatRate(Math.min(10_000, rateOf(BigInt(offer.totalListFen), whole)), locale), value: whole === null ? "–" : <Money fen={whole} /> },
          ]}
        />
      </div>
    </>
  );
}
