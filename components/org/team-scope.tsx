"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { z } from "zod";
import { FormDialog } from "@/components/demand/form-dialog";
import { useLive } from "@/components/demand/use-live";
import { RadioField } from "@/components/form/fields";
import { useField } from "@/components/form/use-field";
import { toast } from "@/components/feedback/toaster";
import { api } from "@/components/trpc/client";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import type { Member, ProductChoice } from "@/server/modules/org/contract";

type Props = { orgSlug: string; member: Member; products: readonly ProductChoice[]; disabledReason: string | null };

const scopeSchema = z
  .object({ scope: z.enum(["all", "some"]), productIds: z.array(z.string()) })
  .refine(({ scope, productIds }) => scope === "all" || productIds.length > 0, { path: ["productIds"], error: "errors.field.required" });

/** Keeps a colleague to some of the company's products: their demand, offers and figures, nobody else's. */
export function ProductScope({ orgSlug, member, products, disabledReason }: Props) {
  const t = useTranslations("org.team");
  const { membershipId, name, productIds } = member;
  return (
    <FormDialog
      trigger={{ label: t("products"), size: "sm", disabledReason }}
      body={t("productsBody", { name })}
      schema={scopeSchema}
      defaultValues={{ scope: productIds ? "some" : "all", productIds: [...(productIds ?? [])] }}
      send={async (values) => {
        await api(orgSlug).org.setProducts.mutate({ membershipId, productIds: values.scope === "all" ? null : values.productIds });
        toast(t("productsSet", { name }));
      }}
    >
      <RadioField name="scope" label={t("scope")} options={(["all", "some"] as const).map((value) => ({ value, label: t(`scopes.${value}`) }))} />
      <Ticks products={products} />
    </FormDialog>
  );
}

function Ticks({ products }: { products: readonly ProductChoice[] }) {
  const t = useTranslations("org.team");
  const [scope] = useLive<"all" | "some">("scope");
  const { value, onChange, error } = useField("productIds", t("products"));
  const [words, setWords] = useState("");
  if (scope === "all") return null;
  const chosen = value as readonly string[];
  const shown = products.filter(({ name, code }) => `${name} ${code}`.toLowerCase().includes(words.trim().toLowerCase()));
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-[540]">{t("productsChosen", { n: chosen.length })}</legend>
      {products.length > 8 ? <Input type="search" aria-label={t("productsFind")} placeholder={t("productsFind")} value={words} onChange={(event) => setWords(event.target.value)} /> : null}
      <div className="grid max-h-64 gap-1 overflow-y-auto rounded-md border border-hair p-2">
        {shown.map(({ id, name, code }) => (
          <Checkbox key={id} label={name} hint={code} checked={chosen.includes(id)} onChange={(event) => onChange(event.target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))} />
        ))}
        {shown.length === 0 ? <p className="small">{t("productsNone")}</p> : null}
      </div>
      {error ? <p className="text-small text-stop">{error}</p> : null}
    </fieldset>
  );
}
