"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { lineProblems, type ProductLine } from "@/components/dispatch/form-schema";
import { SelectField } from "@/components/form/fields";
import { PercentField } from "@/components/form/money-fields";
import { useMessage } from "@/components/form/use-message";
import { Button } from "@/components/ui/button";
import { formatRatio } from "@/lib/money";
import type { InterestProduct } from "@/server/modules/demand/contract";
import { useLive } from "./use-live";

/** Products of interest, each with the share asked for it; a share above the product's maximum is said while it is typed. */
export function ProductPicker({ products }: { products: readonly InterestProduct[] }) {
  const t = useTranslations("demand");
  const whole = useMessage("products");
  const [rows, setRows] = useLive<ProductLine[]>("products");
  const list = useRef<HTMLDivElement>(null);
  const added = useRef(false);
  useEffect(() => {
    // A line just added is where one goes on.
    if (added.current) list.current?.querySelector<HTMLElement>(`[name="products.${rows.length - 1}.productId"]`)?.focus();
    added.current = false;
  }, [rows.length]);
  const add = () => {
    added.current = true;
    setRows([...rows, { productId: "", expectedShareBp: undefined }]);
  };
  const maximum = new Map(products.map((product) => [product.id, product.maxShareBp]));
  const live = lineProblems(rows, products, (key, values) => t(`form.${key}`, values));
  const options = products.map((product) => ({
    value: product.id,
    label: t("form.productOption", { name: product.name, seller: product.sellerName, max: formatRatio(product.maxShareBp) }),
  }));
  return (
    <div ref={list} className="grid gap-3">
      {rows.map((row, at) => (
        <div key={at} className="grid items-start gap-3 rounded-md border border-hair p-3 sm:grid-cols-[1fr_auto_auto]">
          <SelectField name={`products.${at}.productId`} label={t("field.product")} options={options} placeholder={t("form.choose")} required />
          <PercentField name={`products.${at}.expectedShareBp`} label={t("field.share")} hint={maximum.has(row.productId) ? t("hint.share", { max: formatRatio(maximum.get(row.productId) ?? 0) }) : undefined} required />
          <Button variant="quiet" size="sm" className="mt-6" onClick={() => setRows(rows.filter((_row, other) => other !== at))}>
            {t("act.removeLine")}
          </Button>
          {Number(row.expectedShareBp) > (maximum.get(row.productId) ?? Infinity) ? (
            <p role="status" className="text-small text-stop sm:col-span-3">
              {live[`${at}.expectedShareBp`]}
            </p>
          ) : null}
        </div>
      ))}
      {rows.length === 0 && whole ? <p className="text-small text-stop">{whole}</p> : null}
      <div>
        <Button onClick={add}>{t("act.addProduct")}</Button>
      </div>
    </div>
  );
}
