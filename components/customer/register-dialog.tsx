"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { FormDialog } from "@/components/demand/form-dialog";
import { useLive } from "@/components/demand/use-live";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { TextField } from "@/components/form/fields";
import { api } from "@/components/trpc/client";
import { type CheckInput, checkInput, registerInput, type RegistrationCheck } from "@/server/modules/customer/contract";

type Answer = RegistrationCheck | "asking" | "unknown" | null;
const pauseMs = 400;

/** Whether the customer typed so far can be reserved; asked anew once the typing pauses. */
function useCheck(org: string): Answer {
  const [customerName] = useLive<string>("customerName");
  const [customerAccount] = useLive<string>("customerAccount");
  const [found, setFound] = useState<{ asked: string; answer: Answer } | null>(null);
  const sound = checkInput.safeParse({ customerName, customerAccount });
  const asked = sound.success ? JSON.stringify(sound.data) : null;
  useEffect(() => {
    if (!asked) return undefined;
    let stale = false;
    const keep = (answer: Answer) => (stale ? undefined : setFound({ asked, answer }));
    const ask = () => void api(org).customer.checkRegistration.query(JSON.parse(asked) as CheckInput).then(keep, () => keep("unknown"));
    const timer = setTimeout(ask, pauseMs);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [org, asked]);
  if (!asked) return null;
  return found?.asked === asked ? found.answer : "asking";
}

function Check({ org }: { org: string }) {
  const t = useTranslations("customer");
  const answer = useCheck(org);
  if (answer === null || answer === "asking" || answer === "unknown") {
    return (
      <p role="status" className="small min-h-5">
        {answer ? t(`check.${answer}`) : ""}
      </p>
    );
  }
  if (answer.conflict) return <InlineAlert tone="stop" title={t(`conflict.${answer.conflict}`)} />;
  return (
    <InlineAlert tone="ok" title={t("check.free")}>
      {t("hint.hold", { days: answer.holdDays, unit: answer.holdUnit })}
    </InlineAlert>
  );
}

/** Registers a customer; says while typing whether it can be had, never who has it. */
export function RegisterDialog({ org, disabledReason }: { org: string; disabledReason: string | null }) {
  const t = useTranslations("customer");
  return (
    <FormDialog
      trigger={{ label: t("register"), variant: "primary", disabledReason }}
      schema={registerInput}
      defaultValues={{ customerName: "", customerAccount: "", contactName: "", contactDetails: "", project: "" }}
      send={(values) => api(org).customer.register.mutate(values)}
    >
      <TextField name="customerName" label={t("field.customerName")} hint={t("hint.customerName")} required autoComplete="off" />
      <TextField name="customerAccount" label={t("field.customerAccount")} hint={t("hint.customerAccount")} optional autoComplete="off" />
      <Check org={org} />
      <TextField name="project" label={t("field.project")} hint={t("hint.project")} required />
      <TextField name="contactName" label={t("field.contactName")} optional autoComplete="off" />
      <TextField name="contactDetails" label={t("field.contactDetails")} optional autoComplete="off" />
    </FormDialog>
  );
}
