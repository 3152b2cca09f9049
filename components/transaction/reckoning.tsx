import { useTranslations } from "next-intl";
import { DefinitionList } from "@/components/ui/definition-list";
import { Money } from "@/components/ui/money";
import { Percent } from "@/components/ui/rate";
import type { Reckoning } from "@/server/modules/settlement/contract";

type ReckoningProps = { reckoning: Reckoning; productClass: string; currency: string };
type Item = { term: string; value: React.ReactNode };

/** A line's amount step by step, ending in what its beneficiary gets, tax included. */
export function ReckoningList({ reckoning, productClass, currency }: ReckoningProps) {
  const t = useTranslations("transaction.sheet");
  const money = (fen: string) => <Money fen={fen} currency={currency} />;
  const cash = String(BigInt(reckoning.amountFen) - BigInt(reckoning.voucherFen));
  const some = (when: boolean, item: Item): Item[] => (when ? [item] : []);
  const items: Item[] =
    reckoning.side === "partner"
      ? [{ term: t("cash"), value: money(cash) }, { term: t("share"), value: <Percent bp={reckoning.shareBp} /> }]
      : [
          { term: t("amount"), value: money(reckoning.amountFen) },
          { term: t(productClass === "generic" ? "ratioFee" : "ratio"), value: <Percent bp={reckoning.ratioBp} /> },
          ...some(reckoning.tierBp > 0, { term: t("tier"), value: <Percent bp={reckoning.tierBp} /> }),
          ...some(reckoning.voucherFen !== "0", { term: t("voucherBorne"), value: <Percent bp={reckoning.voucherBorneBp} /> }),
          ...some(reckoning.shareBorneBy === "seller" && reckoning.shareBp > 0, { term: t("borne"), value: <Percent bp={reckoning.shareBp} /> }),
          ...some(productClass !== "generic", { term: t("taxIn"), value: <Percent bp={reckoning.productTaxBp} /> }),
          ...some(productClass !== "generic", { term: t("taxOut"), value: <Percent bp={reckoning.taxRateBp} /> }),
        ];
  const tax = some(reckoning.taxRateBp > 0, { term: t("tax"), value: money(reckoning.taxFen) });
  return <DefinitionList money items={[...items, ...tax, { term: t("payable"), value: money(reckoning.shareFen) }]} />;
}
