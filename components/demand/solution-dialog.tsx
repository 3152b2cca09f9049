"use client";

import { useTranslations } from "next-intl";
import { SelectField, TextField } from "@/components/form/fields";
import { api } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { type DemandCustomer, solutionInput, type SolutionLine, type SpecChoice } from "@/server/modules/demand/contract";
import { FormDialog } from "./form-dialog";
import { useLive } from "./use-live";

type SolutionDialogProps = {
  org: string;
  demandId: string;
  lines: readonly SolutionLine[];
  specs: readonly SpecChoice[];
  customer: DemandCustomer | null;
  disabledReason: string | null;
};

/** The seller's solution: which specifications the customer will buy, and the customer's account unless the submitter gave it. */
export function SolutionDialog({ org, demandId, lines, specs, customer, disabledReason }: SolutionDialogProps) {
  const t = useTranslations("demand");
  const stored = lines.map(({ productSpecId, quantity }) => ({ productSpecId, quantity }));
  const account = customer?.account ?? null;
  return (
    <FormDialog
      trigger={{ label: t("act.edit_solution"), disabledReason }}
      body={t("dialog.solution")}
      size="lg"
      schema={solutionInput}
      defaultValues={{ demandId, customerAccount: account ?? "", lines: stored.length > 0 ? stored : [{ productSpecId: "", quantity: 1 }], shown: { customerAccount: account, lines: stored } }}
      send={(values) => api(org).demand.editSolution.mutate(values)}
    >
      {customer && (account === null || customer.accountBySeller) ? <TextField name="customerAccount" label={t("field.customerAccount")} hint={t("dialog.account")} optional /> : null}
      <Lines specs={specs} />
    </FormDialog>
  );
}

function Lines({ specs }: { specs: readonly SpecChoice[] }) {
  const t = useTranslations("demand");
  const [rows, setRows] = useLive<{ productSpecId: string; quantity: number }[]>("lines");
  const options = specs.map((spec) => ({ value: spec.id, label: `${spec.productName} · ${spec.name}` }));
  return (
    <div className="grid gap-3">
      {rows.map((_row, at) => (
        <div key={at} className="grid items-start gap-3 sm:grid-cols-[1fr_96px_auto]">
          <SelectField name={`lines.${at}.productSpecId`} label={t("field.spec")} options={options} placeholder={t("form.choose")} required />
          <TextField name={`lines.${at}.quantity`} label={t("field.quantity")} inputMode="numeric" required />
          <Button variant="quiet" size="sm" className="mt-6" onClick={() => setRows(rows.filter((_other, other) => other !== at))}>
            {t("act.removeLine")}
          </Button>
        </div>
      ))}
      <div>
        <Button onClick={() => setRows([...rows, { productSpecId: "", quantity: 1 }])}>{t("act.addLine")}</Button>
      </div>
    </div>
  );
}
