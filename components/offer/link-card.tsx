import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { DateTime } from "@/components/ui/date-time";
import { TextLink } from "@/components/ui/link-button";
import type { OfferDetail } from "@/server/modules/offer/contract";
import { QrCode } from "./qr-code";

type LinkCardProps = { offer: Pick<OfferDetail, "openedAt" | "openedCount">; link: string | null; maker: boolean };

/** The buyer's link to copy or to scan, and whether it was opened. */
export function LinkCard({ offer, link, maker }: LinkCardProps) {
  const t = useTranslations("offer");
  return (
    <Card title={t("card.link")} padded>
      {link ? (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
          <div className="flex items-start gap-3">
            <span className="flex-none">
              <QrCode value={link} label={t("link.qr")} size={104} />
            </span>
            <p className="small min-w-0">{t("link.note")}</p>
          </div>
          <p className="flex items-center gap-1.5 rounded-md bg-sunk px-2.5 py-1">
            <span className="min-w-0 truncate">
              <TextLink href={link} external>
                {link}
              </TextLink>
            </span>
            <CopyButton value={link} label={t("link.copy")} />
          </p>
        </div>
      ) : (
        <p className="two">{t(maker ? "link.none" : "link.others")}</p>
      )}
      <p className="small mt-2">
        {offer.openedAt ? (
          <>
            {t("openedTimes", { n: offer.openedCount })} · <DateTime at={offer.openedAt} />
          </>
        ) : (
          t("neverOpened")
        )}
      </p>
    </Card>
  );
}
