import { type Locale, LOCALES } from "@/lib/locale";
import { deliveryModes, demandTypes } from "@/lib/states/demand";
import { fold } from "@/lib/text";
import { textOf } from "@/server/adapters/messages";
import { importFields, type ImportField } from "./contract-import";

/** A field's name in a language, as the template's header says it. */
export const fieldName = (locale: Locale, field: ImportField): string => textOf(locale, `import.field.${field}`) ?? field;

/** Every field's name in every language. */
export function fieldNames(): Record<ImportField, readonly string[]> {
  const pairs = importFields.map((field): [ImportField, readonly string[]] => [field, [field, ...LOCALES.map((locale) => fieldName(locale, field))]]);
  return Object.fromEntries(pairs) as Record<ImportField, readonly string[]>;
}

function wordsOf(list: "deliveryMode" | "demandType", codes: readonly string[]): ReadonlyMap<string, string> {
  const labelled = codes.flatMap((code) => [code, ...LOCALES.map((locale) => textOf(locale, `demand.${list}.${code}`) ?? code)].map((word) => [fold(word), code] as const));
  return new Map(labelled);
}

/** The closed lists by any word for their members: the code or its name in either language, folded. */
export const choiceWords = () => ({ deliveryModes: wordsOf("deliveryMode", deliveryModes), demandTypes: wordsOf("demandType", demandTypes) });
