"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useTransition } from "react";
import { attemptWithReason } from "@/components/demand/attempt";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { api } from "@/components/trpc/client";
import { DateTime } from "@/components/ui/date-time";
import { LinkButton } from "@/components/ui/link-button";
import { formatMoney } from "@/components/ui/money-format";
import type { Locale } from "@/lib/locale";
import { formatRate } from "@/lib/money";
import { payableAt, rateOf } from "@/lib/offer-price";
import type { OfferDetail } from "@/server/modules/offer/contract";
import { WithdrawOffer } from "./offer-actions";
import { useOfferActs } from "./use-offer-acts";

type CounterBannerProps = { org: string; base: string; offer: Pick<OfferDetail, "id" | "acts" | "status" | "counter" | "lines" | "totalListFen" | "totalFen"> };

/** What the desk would approve instead, line by line, and the maker's three answers. */
export function CounterBanner({ org, base, offer }: CounterBannerProps) {
  const t = useTranslations("offer");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const [leaving, startLeaving] = useTransition();
  const { blocked, ours } = useOfferActs(offer);
  const { counter, lines } = offer;
  if (offer.status !== "countered" || !counter) return null;
  /** The rates agreed on are a version of their own: until its page is there, this one says that it is on the way. */
  const accept = async () => {
    const { id } = await api(org).offer.acceptCounter.mutate({ offerId: offer.id });
    startLeaving(() => router.push(`${base}/${id}`));
  };
  const rateAt = (at: number) => counter.rates[at] ?? lines[at]?.rateBp ?? 10_000;
  const total = lines.reduce((sum, line, at) => sum + payableAt(BigInt(line.listFen), rateAt(at)), 0n);
  const overall = formatRate(Math.min(10_000, rateOf(BigInt(offer.totalListFen), total)), locale);
  return (
    <section aria-labelledby="counter-title" aria-busy={leaving} className="mb-4 grid gap-3 rounded-lg border border-wait bg-wait-soft px-5 py-4">
      <div>
        <h2 id="counter-title" className="text-wait">
          {t("counter.title", { rate: overall })}
        </h2>
        <p className="wrap-anywhere whitespace-pre-line">{counter.note}</p>
        <p className="small">
          {counter.byName} · <DateTime at={counter.at} />
        </p>
      </div>
      <ul className="num grid gap-1">
        {lines.map((line, at) => (
          <li key={`${line.skuCode}-${at}`} className="flex flex-wrap justify-between gap-x-6 border-t border-hair-strong pt-1">
            <span>
              {line.productName} · {line.specName}
            </span>
            <span>
              {rateAt(at) === line.rateBp ? (
                formatRate(line.rateBp, locale)
              ) : (
                <>
                  <del className="text-ink-3">{formatRate(line.rateBp, locale)}</del> → <ins className="font-[620] no-underline">{formatRate(rateAt(at), locale)}</ins>
                </>
              )}
              <span className="ml-3 inline-block font-[560]">{formatMoney(payableAt(BigInt(line.listFen), rateAt(at)))}</span>
            </span>
          </li>
        ))}
        <li className="flex flex-wrap justify-between gap-x-6 border-t border-hair-strong pt-1 font-[620]">
          <span>{t("form.total")}</span>
          <span>
            <del className="font-normal text-ink-3">{formatMoney(offer.totalFen)}</del> → {formatMoney(total)}
          </span>
        </li>
      </ul>
      {leaving ? (
        <p role="status" className="font-[560]">
          {t("counter.accepted")}
        </p>
      ) : ours("acceptCounter") ? (
        <div className="no-print flex flex-wrap gap-2">
          <ConfirmDialog
            trigger={{ label: t("act.acceptCounter"), variant: "primary", disabledReason: blocked("acceptCounter") }}
            title={t("act.acceptCounter")}
            body={t("counter.acceptBody", { total: formatMoney(total), rate: overall })}
            confirmLabel={t("act.acceptCounter")}
            onConfirm={() => attemptWithReason(accept)}
          />
          <LinkButton href={`${base}/new?from=${offer.id}`} disabledReason={blocked("amend")}>
            {t("act.amend")}
          </LinkButton>
          <WithdrawOffer org={org} offer={offer} />
        </div>
      ) : (
        <p className="two">{t("counter.waiting")}</p>
      )}
    </section>
  );
}
