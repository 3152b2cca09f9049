"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { attemptWithReason } from "@/components/demand/attempt";
import { FormDialog } from "@/components/demand/form-dialog";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { DateField, SelectField, TextField } from "@/components/form/fields";
import { api } from "@/components/trpc/client";
import { Card } from "@/components/ui/card";
import { formatDate } from "@/components/ui/date-format";
import { Tag } from "@/components/ui/tag";
import type { Locale } from "@/lib/locale";
import type { Member } from "@/server/modules/org/contract";
import { type Absence, setAbsenceInput } from "@/server/modules/org/contract-absence";

type Props = { orgSlug: string; me: string; today: string; members: readonly Member[]; absences: readonly Absence[] };

/** Who is away, or will be, and who stands in for them. */
export function Absences({ orgSlug, me, today, members, absences }: Props) {
  const t = useTranslations("org.team");
  const locale = useLocale() as Locale;
  return (
    <Card title={t("away")} actions={<AbsenceDialog orgSlug={orgSlug} me={me} today={today} members={members} />} className="mt-6">
      {absences.length === 0 ? (
        <p className="two px-4 pb-4">{t("awayNone")}</p>
      ) : (
        <ul>
          {absences.map((one) => (
            <li key={one.absenceId} className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-t border-hair px-4 py-1.5">
              <span className="flex min-w-0 flex-wrap items-center gap-x-2">
                {t("awayLine", { name: one.name, delegate: one.delegateName })}
                {one.running ? <Tag tone="wait">{t("awayNow")}</Tag> : null}
                {one.note ? <span className="small">{one.note}</span> : null}
              </span>
              <span className="small flex items-center gap-3">
                <span className="num">
                  {formatDate(one.startsOn, locale, "day")} – {formatDate(one.endsOn, locale, "day")}
                </span>
                {one.endable ? <EndAbsence orgSlug={orgSlug} absence={one} /> : null}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function AbsenceDialog({ orgSlug, me, today, members }: Omit<Props, "absences">) {
  const t = useTranslations("org.team");
  const others = members.filter(({ personId }) => personId !== me);
  return (
    <FormDialog
      trigger={{ label: t("awaySet"), size: "sm", disabledReason: others.length === 0 ? t("awayAlone") : null }}
      body={t("awayBody")}
      schema={setAbsenceInput}
      defaultValues={{ delegatePersonId: "", startsOn: today, endsOn: "", note: "" }}
      send={(values) => api(orgSlug).absence.set.mutate(values)}
    >
      <SelectField name="delegatePersonId" label={t("delegate")} placeholder={t("delegateChoose")} options={others.map(({ personId, name }) => ({ value: personId, label: name }))} required />
      <div className="flex flex-wrap gap-4">
        <DateField name="startsOn" label={t("awayFrom")} required />
        <DateField name="endsOn" label={t("awayTo")} min={today} required />
      </div>
      <TextField name="note" label={t("awayNote")} optional />
    </FormDialog>
  );
}

function EndAbsence({ orgSlug, absence }: { orgSlug: string; absence: Absence }) {
  const t = useTranslations("org.team");
  const router = useRouter();
  const end = async () => {
    const refused = await attemptWithReason(() => api(orgSlug).absence.end.mutate({ absenceId: absence.absenceId }));
    if (refused) return refused;
    router.refresh();
  };
  return <ConfirmDialog trigger={{ label: t("awayEnd"), size: "sm" }} title={t("awayEndTitle", { name: absence.name })} body={t("awayEndBody", { delegate: absence.delegateName })} confirmLabel={t("awayEnd")} onConfirm={end} />;
}
