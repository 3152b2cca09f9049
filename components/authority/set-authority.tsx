"use client";

import { useLocale, useTranslations } from "next-intl";
import { FormDialog } from "@/components/demand/form-dialog";
import { useLive } from "@/components/demand/use-live";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { DateField, SelectField, TextareaField, TextField } from "@/components/form/fields";
import { PercentField } from "@/components/form/money-fields";
import { RateField } from "@/components/offer/rate-field";
import { api } from "@/components/trpc/client";
import type { Locale } from "@/lib/locale";
import { formatRate, formatRatio } from "@/lib/money";
import { type AuthorityChoices, setAuthorityInput } from "@/server/modules/rule/contract-authority";

type SetAuthorityProps = { org: string; choices: AuthorityChoices; today: string; start: { productId?: string; partnerOrgId?: string }; disabledReason: string | null };

/** Sets how deep partners may quote by themselves; what it replaces ends when it begins. */
export function SetAuthority({ org, choices, today, start, disabledReason }: SetAuthorityProps) {
  const t = useTranslations("authority");
  return (
    <FormDialog
      trigger={{ label: t("act.set"), variant: "primary", disabledReason }}
      body={t("dialog.set")}
      size="lg"
      schema={setAuthorityInput}
      defaultValues={{ productId: start.productId ?? "", partnerOrgId: start.partnerOrgId ?? "", customerAccount: "", rateBp: 8500, floorUnitPrice: "", startsOn: today, endsOn: "", note: "" }}
      send={(values) => api(org).authority.set.mutate(values)}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField name="productId" label={t("field.product")} placeholder={t("any.product")} options={choices.products.map((one) => ({ value: one.id, label: `${one.name} · ${one.sellerName}` }))} optional />
        <SelectField name="partnerOrgId" label={t("field.partner")} placeholder={t("any.partner")} options={choices.partners.map((one) => ({ value: one.id, label: one.name }))} optional />
        <TextField name="customerAccount" label={t("field.customer")} hint={t("hint.customer")} optional />
        <RateField name="rateBp" label={t("field.rate")} required />
        <TextField name="floorUnitPrice" label={t("field.floor")} hint={t("hint.floor")} inputMode="decimal" optional />
        <PercentField name="maxShareBp" label={t("field.share")} hint={t("hint.share")} optional />
        <DateField name="startsOn" label={t("field.startsOn")} min={today} required />
        <DateField name="endsOn" label={t("field.endsOn")} hint={t("hint.endsOn")} min={today} optional />
      </div>
      <Floor choices={choices} />
      <TextareaField name="note" label={t("field.note")} rows={2} optional />
    </FormDialog>
  );
}

/** The chosen product's own limits, which hold where no authority does. */
function Floor({ choices }: { choices: AuthorityChoices }) {
  const t = useTranslations("authority");
  const locale = useLocale() as Locale;
  const [productId] = useLive<string>("productId");
  const product = choices.products.find((one) => one.id === productId);
  if (!product) return null;
  return <InlineAlert tone="mute">{t("hint.product", { rate: formatRate(product.floorRateBp, locale), share: formatRatio(product.maxShareBp) })}</InlineAlert>;
}
