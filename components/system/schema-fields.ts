/** The part of JSON Schema that the doors' document uses. */
export type Schema = {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly description?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
};
export type FieldLine = { readonly path: string; readonly type: string; readonly required: boolean; readonly about: string };

function typeOf(schema: Schema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map(String).join(" | ");
  if (schema.items) return `${typeOf(schema.items)}[]`;
  return [schema.type ?? "any", schema.format].filter(Boolean).join(" · ");
}

/** Every field of an object's schema, nested ones by dotted path, in the schema's order. */
export function fieldsOf(schema: Schema, under = ""): FieldLine[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const path = under + name;
    const inner = field.items ?? field;
    const line = { path, type: typeOf(field), required: schema.required?.includes(name) ?? false, about: field.description ?? "" };
    return [line, ...fieldsOf(inner, `${path}${field.items ? "[]" : ""}.`)];
  });
}
