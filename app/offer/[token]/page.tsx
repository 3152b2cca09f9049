import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { changeLocale } from "@/app/actions";
import { AuthShell } from "@/components/layout/auth-shell";
import { Messages } from "@/components/layout/messages";
import { LocaleToggle } from "@/components/layout/preferences";
import { BuyerPage } from "@/components/offer/buyer-page";
import { BuyerQuestions } from "@/components/offer/buyer-questions";
import { BuyerWatch } from "@/components/offer/buyer-watch";
import { DeclineDialog } from "@/components/offer/decline-dialog";
import { OpenedReceipt } from "@/components/offer/opened-receipt";
import { PrintOffer } from "@/components/offer/print-offer";
import type { Locale } from "@/lib/locale";
import { traceOf } from "@/server/auth";
import { env } from "@/server/env";
import { toAppError } from "@/server/kernel/errors";
import { type BuyerOffer, readOfferByToken, tokenInput } from "@/server/modules/offer";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("offer");
  return { title: t("buyer.eyebrow"), robots: { index: false, follow: false }, referrer: "no-referrer" };
}

/** The offer behind the link; a mistyped, unknown or revoked one is all the same to whoever holds it. */
async function offerOf(token: string): Promise<BuyerOffer | "missing" | "busy"> {
  if (!tokenInput.safeParse({ token }).success) return "missing";
  const sent = await headers();
  const link = sent.get("x-link");
  if (link === "wait") return "busy";
  try {
    return await readOfferByToken({ ...traceOf(sent), counted: link !== null, locale: (await getLocale()) as Locale }, token);
  } catch (error) {
    const kind = toAppError(error)?.kind;
    if (kind === "not_found") return "missing";
    if (kind === "limited") return "busy";
    throw error;
  }
}

export default async function BuyerOfferPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const offer = await offerOf(token);
  if (offer === "missing") notFound();
  const t = await getTranslations("offer");
  if (offer === "busy") {
    return (
      <AuthShell title={t("buyer.busyTitle")}>
        <p>{t("buyer.busyBody")}</p>
      </AuthShell>
    );
  }
  const locale = (await getLocale()) as Locale;
  return (
    <Messages namespaces={["offer"]}>
      <BuyerPage
        offer={offer}
        link={`${env.AUTH_URL ?? ""}/offer/${token}`}
        language={<LocaleToggle locale={locale} setLocale={changeLocale} />}
        news={<BuyerWatch token={token} revision={offer.revision} status={offer.status} />}
        questions={<BuyerQuestions token={token} offer={offer} />}
        actions={
          <>
            {offer.status === "effective" ? <DeclineDialog key={offer.revision} token={token} revision={offer.revision} /> : null}
            <PrintOffer />
          </>
        }
      />
      {offer.status === "effective" || offer.status === "scheduled" ? <OpenedReceipt token={token} revision={offer.revision} /> : null}
    </Messages>
  );
}
