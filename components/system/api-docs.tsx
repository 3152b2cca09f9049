import { useTranslations } from "next-intl";
import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { type FieldLine, fieldsOf, type Schema } from "./schema-fields";

type Parameter = { readonly name: string; readonly in: string; readonly required?: boolean; readonly description?: string };
type Operation = { readonly summary: string; readonly description: string; readonly parameters: readonly Parameter[]; readonly responses: Readonly<Record<string, { readonly description: string }>> };
export type ApiDocument = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};

/** The machines' doors as a page, drawn from the same document that programs read. */
export function ApiDocs({ document }: { document: ApiDocument }) {
  const t = useTranslations("system.docs");
  const operations = Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })));
  const schemas = Object.entries(document.components.schemas);
  return (
    <div className="grid gap-5">
      {operations.map(({ path, method, operation }) => (
        <OperationCard key={path} name={`${method.toUpperCase()} ${path}`} operation={operation} />
      ))}
      <h2>{t("events")}</h2>
      {schemas.map(([name, schema]) => (
        <Card key={name} title={typeName(schema) ?? name} id={name}>
          <Fields name={name} lines={fieldsOf(schema)} />
        </Card>
      ))}
    </div>
  );
}

const typeName = (schema: Schema) => (typeof schema.properties?.["type"]?.const === "string" ? schema.properties["type"].const : null);

function OperationCard({ name, operation }: { name: string; operation: Operation }) {
  const t = useTranslations("system.docs");
  const lines = operation.parameters.map((one): FieldLine => ({ path: one.name, type: one.in, required: one.required ?? false, about: one.description ?? "" }));
  return (
    <Card title={<code className="break-all">{name}</code>} padded>
      <p className="font-[620]">{operation.summary}</p>
      <p className="two mt-1 mb-3">{operation.description}</p>
      <Fields name={`${t("parameters")} · ${operation.summary}`} lines={lines} />
      <h3 className="mt-4 mb-1 font-[620]">{t("answers")}</h3>
      <ul>
        {Object.entries(operation.responses).map(([status, { description }]) => (
          <li key={status}>
            <code>{status}</code> {description}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function useColumns(): Column<FieldLine>[] {
  const t = useTranslations("system.docs");
  return [
    { key: "field", header: t("field"), cell: ({ path }) => <code>{path}</code> },
    { key: "type", header: t("type"), wrap: true, cell: ({ type, required }) => `${type}${required ? ` · ${t("required")}` : ""}` },
    { key: "about", header: t("about"), wrap: true, cell: ({ about }) => about || "–" },
  ];
}

function Fields({ name, lines }: { name: string; lines: readonly FieldLine[] }) {
  const t = useTranslations("system.docs");
  return (
    <DataTable
      caption={t("caption", { name })}
      rows={lines}
      rowKey={({ path }) => path}
      empty={<EmptyState kind="nothing-yet" title={name} body={t("about")} action={<LinkButton href="/api/open/v1/openapi.json" external>{t("document")}</LinkButton>} />}
      columns={useColumns()}
    />
  );
}
