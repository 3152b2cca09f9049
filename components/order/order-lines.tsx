import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { DateTime, Until } from "@/components/ui/date-time";
import { DefinitionList } from "@/components/ui/definition-list";
import { GateList } from "@/components/ui/gate-list";
import { TextLink } from "@/components/ui/link-button";
import { Money } from "@/components/ui/money";
import { Percent } from "@/components/ui/rate";
import type { OrderState } from "@/lib/states/order";
import type { AttributionDetail, OrderLineDetail } from "@/server/modules/order/contract";
import { amountField, Name, SupervisionStatus, Term } from "./words";

type LineProps = { line: OrderLineDetail; status: OrderState; currency: string; home: string };

/** One line: what was bought, which gates are open, who is credited. */
export function OrderLine({ line, status, currency, home }: LineProps) {
  const t = useTranslations("order");
  const cancelled = status === "cancelled";
  return (
    <Card title={<Name zh={line.product} en={line.productEn} />} note={line.number} padded>
      <div className="grid gap-x-8 gap-y-5 lg:grid-cols-2">
        <DefinitionList items={useFacts({ line, status, currency })} />
        <div className="grid content-start gap-5">
          <div>
            <h3 className="mb-1">
              {t("card.gates")}
              {cancelled ? null : <span className="small ml-2 font-normal">{t("gatesNote")}</span>}
            </h3>
            {cancelled ? <p className="two">{t("gatesCancelled")}</p> : <Gates line={line} />}
          </div>
          <div>
            <h3 className="mb-1">{t("card.attribution")}</h3>
            {cancelled && line.attribution ? <p className="two mb-1">{t("attribution.cancelled")}</p> : null}
            {line.attribution ? <Attribution attribution={line.attribution} home={home} /> : <p className="two">{t("attribution.none")}</p>}
          </div>
        </div>
      </div>
    </Card>
  );
}

function useFacts({ line, status, currency }: Omit<LineProps, "home">) {
  const t = useTranslations("order");
  const supervision = useTranslations("supervision");
  const field = (key: string) => t(`field.${key}`);
  return [
    { term: field("term"), value: <Term type={line.periodType} number={line.periodNumber} />, hint: <Name zh={line.specification} en={line.specificationEn} /> },
    { term: field("quantity"), value: line.quantity },
    { term: field("class"), value: t(`class.${line.productClass}`), hint: t(`charging.${line.chargingMode}`) },
    { term: field("list"), value: <Money fen={line.listFen} currency={currency} /> },
    { term: field(amountField(status)), value: <Money fen={line.amountFen} currency={currency} /> },
    ...(line.voucherFen === "0" ? [] : [{ term: field("voucher"), value: <Money fen={line.voucherFen} currency={currency} /> }]),
    ...(line.supervision === "not_applicable" || status === "cancelled" ? [] : [{ term: supervision("label"), value: <SupervisionStatus state={line.supervision} /> }]),
    ...(line.instanceId ? [{ term: field("instance"), value: <span className="num break-all">{line.instanceId}</span> }] : []),
    { term: field("effective"), value: <DateTime at={line.effectiveAt} /> },
    { term: field("expires"), value: <Until at={line.expiresAt} /> },
  ];
}

function Gates({ line }: { line: OrderLineDetail }) {
  const t = useTranslations("order");
  return (
    <GateList
      items={line.gates.map((gate) => ({
        key: gate.key,
        label: t(`gate.${gate.key}`),
        note: t(`reason.${gate.reason}`),
        aside: gate.at ? <DateTime at={gate.at} precision="minute" /> : null,
        state: gate.state,
      }))}
    />
  );
}

function Attribution({ attribution, home }: { attribution: AttributionDetail; home: string }) {
  const t = useTranslations("order");
  const items = [
    { term: t("field.partner"), value: <Name zh={attribution.partnerName} en={attribution.partnerNameEn} /> },
    { term: t("attribution.carrier"), value: t(`carrier.${attribution.carrier}`), hint: t.has(`attribution.rule.${attribution.rule}`) ? t(`attribution.rule.${attribution.rule}`) : undefined },
    { term: t("attribution.branch"), value: t(`attribution.branches.${attribution.branch}`) },
    ...(attribution.claimId && attribution.claimNumber ? [{ term: t("attribution.claim"), value: <TextLink href={`${home}/claims?open=${attribution.claimId}`}>{attribution.claimNumber}</TextLink> }] : []),
    { term: t("attribution.share"), value: <Percent bp={attribution.shareBp} /> },
    ...(attribution.discountKind ? [{ term: t("attribution.discount"), value: t(`discount.${attribution.discountKind}`) }] : []),
    ...(attribution.offerId && attribution.offerNumber
      ? [{ term: t("attribution.offer"), value: home === "/operator" ? attribution.offerNumber : <TextLink href={`${home}/offers/${attribution.offerId}`}>{attribution.offerNumber}</TextLink> }]
      : []),
    { term: t("attribution.agreement"), value: t(attribution.hasAgreement ? "attribution.inForce" : "attribution.noAgreement"), hint: attribution.agreementNumber ?? undefined },
  ];
  return <DefinitionList items={items} />;
}
