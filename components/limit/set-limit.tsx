"use client";

import { useTranslations } from "next-intl";
import { FormDialog } from "@/components/demand/form-dialog";
import { useLive } from "@/components/demand/use-live";
import { DateField, RadioField, TextareaField, TextField } from "@/components/form/fields";
import { api } from "@/components/trpc/client";
import type { ButtonLook } from "@/components/ui/button-style";
import { type Limit, type LimitName, limits, type LimitUnit, limitUnits } from "@/lib/limits";
import { type LimitRow, setLimitInput } from "@/server/modules/rule/contract-limit";
import { Effect } from "./effect";
import { useSpan } from "./use-span";

type SetLimitProps = { org: string; row: LimitRow; today: string; maySet: boolean; look?: ButtonLook };

const unitsOf = (name: LimitName): Limit["units"] => limits[name].units;

/** Changes a time limit from a day on, and says beforehand what that does. */
export function SetLimit({ org, row, today, maySet, look }: SetLimitProps) {
  const t = useTranslations("limit");
  const inWords = useSpan();
  const { name, inForce, current, planned } = row;
  const units = limitUnits.filter((unit) => unitsOf(name)[unit]);
  const blocked = planned ? t("blocked.planned") : null;
  return (
    <FormDialog
      trigger={{ ...look, label: t("act.set"), disabledReason: maySet ? blocked : t("blocked.permission") }}
      body={t("dialog.set", { name: t(`name.${name}`), value: inWords(inForce) })}
      schema={setLimitInput}
      defaultValues={{ name, days: inForce.days, unit: inForce.unit, startsOn: today, note: "", seenId: current?.validTo === null ? current.id : null }}
      send={(values) => api(org).limit.set.mutate(values)}
    >
      <Length name={name} />
      {units.length > 1 ? <RadioField name="unit" label={t("field.unit")} options={units.map((unit) => ({ value: unit, label: t(`unit.${unit}`) }))} row /> : null}
      <DateField name="startsOn" label={t("field.startsOn")} hint={t("hint.startsOn")} min={today} required />
      <TextareaField name="note" label={t("field.note")} hint={t("hint.note")} rows={2} optional />
      <Effect name={name} before={inForce} today={today} />
    </FormDialog>
  );
}

/** The number, with what is allowed in the unit chosen. */
function Length({ name }: { name: LimitName }) {
  const t = useTranslations("limit");
  const [unit] = useLive<LimitUnit>("unit");
  const [least, most] = unitsOf(name)[unit] ?? [1, 1];
  return <TextField name="days" label={t("field.days")} hint={t("hint.bounds", { unit, least, most })} inputMode="numeric" maxLength={3} required />;
}
