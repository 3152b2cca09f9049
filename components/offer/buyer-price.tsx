import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DefinitionList } from "@/components/ui/definition-list";
import { Money } from "@/components/ui/money";
import { Rate } from "@/components/ui/rate";
import { rateOf } from "@/lib/offer-price";
import type { BuyerOffer } from "@/server/modules/offer/contract";
import { Countdown } from "./countdown";
import { QrCode } from "./qr-code";

/** The price, what is saved, the time left, and the way on: on a phone by the QR code, or no thanks. */
export function BuyerPrice({ offer, link, open, actions }: { offer: BuyerOffer; link: string; open: boolean; actions: ReactNode }) {
  const t = useTranslations("offer.buyer");
  const saved = BigInt(offer.totalListFen) - BigInt(offer.totalFen);
  const scheduled = offer.status === "scheduled";
  return (
    <aside aria-label={t("total")} className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4 rounded-lg border border-hair bg-sheet px-5 py-5 lg:sticky lg:top-4 print:static">
      <div>
        <p className="small">{t("total")}</p>
        <p className="num text-net leading-tight font-[640] tracking-[-0.01em]">
          <Money fen={offer.totalFen} />
        </p>
        <p className="small">
          <Rate payable={rateOf(BigInt(offer.totalListFen), BigInt(offer.totalFen))} />
        </p>
      </div>
      <DefinitionList
        money
        items={[
          { term: t("listTotal"), value: <Money fen={offer.totalListFen} /> },
          { term: t("saved"), value: <Money fen={saved} /> },
        ]}
      />
      {open ? (
        <div>
          <p className="small">{t(scheduled ? "startsIn" : "validFor")}</p>
          <p className="text-lead font-[620]">
            <Countdown key={offer.now} until={scheduled ? offer.startsAt : offer.endsAt} now={offer.now} />
          </p>
        </div>
      ) : null}
      {open ? (
        <div className="flex items-center gap-3 max-sm:hidden print:flex">
          <QrCode value={link} label={t("qrLabel")} size={96} />
          <p className="small">{t("qr")}</p>
        </div>
      ) : null}
      <div className="no-print flex flex-wrap gap-2">{actions}</div>
    </aside>
  );
}
