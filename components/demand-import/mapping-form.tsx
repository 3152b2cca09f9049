"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { InlineAlert } from "@/components/feedback/inline-alert";
import { api } from "@/components/trpc/client";
import { sentenceOf } from "@/components/trpc/errors";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { type ImportDetail, type ImportField, importFields, type Mapping, requiredFields } from "@/server/modules/demand/contract-import";

type MappingFormProps = { org: string; batch: Pick<ImportDetail, "id" | "headers" | "sample" | "mapping" | "totalRows"> };
const isRequired = (field: ImportField) => (requiredFields as readonly ImportField[]).includes(field);

/** Which column of the file fills which field, with the first rows beside it; sends the file to be checked. */
export function MappingForm({ org, batch }: MappingFormProps) {
  const t = useTranslations("import");
  const sentence = useTranslations();
  const router = useRouter();
  const [mapping, setMapping] = useState<Mapping>(batch.mapping);
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [failure, setFailure] = useState<string>();
  const [pending, start] = useTransition();
  const unreachable = sentence("ui.form.failed");

  const names = batch.headers.map((header, at) => header || t("columns.unnamed", { at: at + 1 }));
  const options = names.map((label, at) => ({ value: String(at), label }));
  const used = new Set(Object.values(mapping));
  const unused = names.filter((_name, at) => !used.has(at));
  const choose = (field: ImportField, value: string) => setMapping(({ [field]: _before, ...rest }) => (value === "" ? rest : { ...rest, [field]: Number(value) }));
  const missing = requiredFields.some((field) => mapping[field] === undefined);
  const check = () =>
    start(async () => {
      try {
        setFailure(undefined);
        setErrors({});
        await api(org).demandImport.check.mutate({ batchId: batch.id, mapping });
        router.refresh();
      } catch (thrown) {
        const { what, why, todo, fieldErrors } = sentenceOf(thrown);
        setErrors(fieldErrors);
        setFailure(what ? `${what}. ${why} ${todo}` : unreachable);
      }
    });
  const errorOf = (field: ImportField) => (errors[`mapping.${field}`] ? sentence(errors[`mapping.${field}`] as "errors.field.required") : undefined);
  return (
    <div className="grid gap-4">
      <p className="two">{t("columns.note")}</p>
      <div className="grid gap-x-6 gap-y-3 lg:grid-cols-2">
        {importFields.map((field) => (
          <div key={field} className="grid min-w-0 items-end gap-x-3 sm:grid-cols-2">
            <Field label={t(`field.${field}`)} required={isRequired(field)} error={errorOf(field)}>
              {(control) => <NativeSelect {...control} options={options} placeholder={t("columns.none")} value={mapping[field] === undefined ? "" : String(mapping[field])} onChange={(event) => choose(field, event.target.value)} />}
            </Field>
            <Sample label={t("columns.sample")} rows={mapping[field] === undefined ? [] : batch.sample.map((row) => row[mapping[field] ?? -1] ?? "")} />
          </div>
        ))}
      </div>
      {unused.length > 0 ? <p className="small">{t("columns.unused", { count: unused.length, names: unused.slice(0, 12).join(", ") })}</p> : null}
      {failure ? <InlineAlert tone="stop">{failure}</InlineAlert> : null}
      <div>
        <Button variant="primary" pending={pending} disabledReason={missing ? t("columns.missing") : undefined} onClick={check}>
          {t("columns.check", { count: batch.totalRows })}
        </Button>
      </div>
    </div>
  );
}

function Sample({ label, rows }: { label: string; rows: readonly string[] }) {
  const filled = rows.filter(Boolean);
  if (filled.length === 0) return null;
  return (
    <p className="small min-w-0 truncate pb-1.5" title={filled.join(" · ")}>
      <span className="sr-only">{label}: </span>
      {filled.join(" · ")}
    </p>
  );
}
