"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useLive } from "@/components/demand/use-live";
import { Button } from "@/components/ui/button";
import type { QuotableSpec } from "@/server/modules/offer/contract";
import { figuresOf, type Row } from "./line-figures";
import { LineRow } from "./line-row";
import { useTold } from "./use-quote";

export const emptyRow: Row = { productSpecId: "", quantity: 1, periodNumber: 1, rateBp: 10_000 };
const most = 30;

type OfferLinesProps = { specs: readonly QuotableSpec[]; /** The product each line begins with. */ productIds: readonly (string | null)[]; shares: Record<string, number> | null; asksShare: boolean };

/** The quote's lines, priced as one types, each with what is said of it. */
export function OfferLines({ specs, productIds, shares, asksShare }: OfferLinesProps) {
  const t = useTranslations("offer");
  const [rows, setRows] = useLive<Row[]>("lines");
  const { lineAt, problemsAt } = useTold();
  const specOf = (row: Row) => specs.find((spec) => spec.id === row.productSpecId);
  /** The seller whom the other lines bind the offer to. */
  const sellerBeside = (at: number) => rows.flatMap((row, other) => (other === at ? [] : (specOf(row)?.sellerOrgId ?? [])))[0] ?? null;
  return (
    <div className="grid gap-4">
      {rows.map((row, at) => {
        const spec = specOf(row);
        const verdict = lineAt(at);
        return (
          <LineRow
            key={at}
            at={at}
            specs={specs}
            spec={spec}
            productId={productIds[at] ?? null}
            figures={figuresOf(row, spec)}
            verdict={verdict}
            problems={problemsAt(at)}
            sellerOrgId={sellerBeside(at)}
            asksShare={asksShare}
            broughtShareBp={shares && verdict ? verdict.shareBp : null}
            remove={rows.length > 1 ? () => setRows(rows.filter((_other, other) => other !== at)) : null}
          />
        );
      })}
      <div>
        <Button icon={<Plus aria-hidden size={14} />} disabledReason={rows.length >= most ? t("form.mostLines", { n: most }) : null} onClick={() => setRows([...rows, emptyRow])}>
          {t("form.addLine")}
        </Button>
      </div>
    </div>
  );
}
