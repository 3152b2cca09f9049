"use client";

import { useTranslations } from "next-intl";
import { z } from "zod";
import { CheckboxField } from "@/components/form/fields";
import { api } from "@/components/trpc/client";
import { demandRulesVersion } from "@/server/modules/demand/contract";
import { FormDialog } from "./form-dialog";

const rules = ["one", "two", "three", "four"] as const;
const schema = z.object({ agree: z.boolean().refine((agreed) => agreed, { error: "demand.accept.mustAgree" }) });

/** Accepting shows the rules it binds to; without agreement it is not sent. */
export function AcceptDialog({ org, demandId, disabledReason }: { org: string; demandId: string; disabledReason: string | null }) {
  const t = useTranslations("demand");
  const send = () => api(org).demand.accept.mutate({ demandId, rulesVersion: demandRulesVersion });
  return (
    <FormDialog trigger={{ label: t("act.accept"), variant: "primary", disabledReason }} body={t("accept.body")} schema={schema} defaultValues={{ agree: false }} send={send} size="lg">
      <section aria-label={t("rules.title")} className="rounded-md bg-sunk px-4 py-3">
        <p className="mb-1 font-[620]">{t("rules.title")}</p>
        <ol className="list-decimal pl-5">
          {rules.map((rule) => (
            <li key={rule}>{t(`rules.${rule}`)}</li>
          ))}
        </ol>
      </section>
      <CheckboxField name="agree" label={t("accept.agree", { version: demandRulesVersion })} />
    </FormDialog>
  );
}
