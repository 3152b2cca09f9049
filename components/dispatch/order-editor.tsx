"use client";

import { ArrowDown, ArrowUp, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import type { Locale } from "@/lib/locale";
import { listed } from "@/lib/names";
import type { SellerChoice } from "@/server/modules/demand/contract";

type OrderEditorProps = { sellers: readonly SellerChoice[]; order: readonly string[]; onChange: (order: string[]) => void };
const most = 10;

/** The sellers to be asked, one after the other; whoever stands first is asked now. */
export function OrderEditor({ sellers, order, onChange }: OrderEditorProps) {
  const t = useTranslations("demand");
  const locale = useLocale() as Locale;
  const byId = new Map(sellers.map((seller) => [seller.orgId, seller]));
  const move = (at: number, by: number) => {
    const next = [...order];
    const [one] = next.splice(at, 1);
    if (one) next.splice(at + by, 0, one);
    onChange(next);
  };
  const key = "grid size-6 place-items-center rounded-sm text-ink-2 hover:bg-sunk disabled:opacity-40";
  const rest = sellers.filter(({ orgId }) => !order.includes(orgId));
  return (
    <div className="grid gap-2">
      {order.length > 0 ? (
        <ol className="rounded-md border border-hair">
          {order.map((id, at) => {
            const name = byId.get(id)?.name ?? "–";
            return (
              <li key={id} className="flex items-center gap-2 border-b border-hair px-3 py-1.5 last:border-b-0">
                <span className="small num w-4">{at + 1}</span>
                <span className="min-w-0 flex-1 break-words">
                  {name} <span className="small">{at === 0 ? t("match.askedNow") : t("match.askedNext")}</span>
                </span>
                <button type="button" className={key} aria-label={t("match.up", { name })} disabled={at === 0} onClick={() => move(at, -1)}>
                  <ArrowUp aria-hidden size={14} />
                </button>
                <button type="button" className={key} aria-label={t("match.down", { name })} disabled={at === order.length - 1} onClick={() => move(at, 1)}>
                  <ArrowDown aria-hidden size={14} />
                </button>
                <button type="button" className={key} aria-label={t("match.drop", { name })} onClick={() => onChange(order.filter((one) => one !== id))}>
                  <X aria-hidden size={14} />
                </button>
              </li>
            );
          })}
        </ol>
      ) : null}
      {order.length < most ? (
        <Field label={order.length === 0 ? t("field.seller") : t("match.addAnother")} required={order.length === 0}>
          {(control) => (
            <NativeSelect
              {...control}
              value=""
              placeholder={t("dialog.chooseSeller")}
              options={rest.map(({ orgId, name, productNames, openDemand: open }) => ({ value: orgId, label: productNames.length > 0 ? t("dialog.owns", { name, products: listed({ locale }, productNames), open }) : t("dialog.owner", { name, open }) }))}
              onChange={(event) => (event.target.value ? onChange([...order, event.target.value]) : undefined)}
            />
          )}
        </Field>
      ) : null}
    </div>
  );
}
