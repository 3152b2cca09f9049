import type { z } from "zod";
import { type BusinessDay, parseBusinessDay } from "@/lib/dates";
import { FIELD_ERRORS, yuanField } from "@/lib/fields";
import { formatRatio } from "@/lib/money";
import type { CellNote } from "@/lib/states/demand";
import { fold, foldName } from "@/lib/text";
import { completeDemand } from "./contract";
import { importFields, type ImportField, type Mapping, requiredFields } from "./contract-import";
import { shareProblems } from "./rules";

/** Where a field's column may also be found than under its own name in either language. */
const otherNames: Partial<Record<ImportField, readonly string[]>> = {
  name: ["需求名称", "需求", "商机名称", "demand", "title", "opportunity", "opportunity name"],
  deliveryMode: ["交付形态", "delivery", "delivery type"],
  demandType: ["需求类型", "类型", "type"],
  mainAsk: ["主要诉求", "诉求", "need", "requirement", "ask"],
  description: ["需求描述", "描述", "备注", "details", "notes"],
  budget: ["预算", "预算金额", "金额", "客户预算", "budget", "amount"],
  expectedSigningDate: ["预计签单时间", "签单日期", "签约日期", "signing date", "close date", "expected close date"],
  region: ["地域", "地区", "交付地域", "省份", "城市", "province", "city", "region", "location"],
  customerName: ["客户", "客户公司", "公司名称", "customer", "company", "company name", "account name"],
  customerAccount: ["云账号", "客户账号", "cloud account", "account"],
  contactName: ["联系人", "客户联系人", "contact"],
  contactDetails: ["联系方式", "联系电话", "客户联系方式", "contact phone", "contact email"],
  salesContact: ["销售", "销售人员", "salesperson"],
  salesContactDetails: ["销售电话", "sales phone", "sales email"],
  productCode: ["商品编码", "商品", "product", "code", "sku"],
  share: ["分成比例", "期望分成", "share", "share ratio"],
};

const plain = (header: string) => foldName(header).replace(/[(（][^)）]*[)）]|[*:%\s]/g, "");

/** The column of each field as its header tells, each column given once; `names` are the fields' own names in both languages. */
export function guessMapping(headers: readonly string[], names: Readonly<Record<ImportField, readonly string[]>>): Mapping {
  const columns = headers.map((header) => [header, ...header.split(/[/|／]/)].map(plain).filter(Boolean));
  const mapping: Mapping = {};
  const taken = new Set<number>();
  for (const known of [names, otherNames]) {
    for (const field of importFields) {
      if (mapping[field] !== undefined) continue;
      const wanted = new Set((known[field] ?? []).map(plain));
      const at = columns.findIndex((readings, column) => !taken.has(column) && readings.some((reading) => wanted.has(reading)));
      if (at < 0) continue;
      mapping[field] = at;
      taken.add(at);
    }
  }
  return mapping;
}

/** Required fields that no column was given to, and columns given to two fields or not in the file. */
export function mappingProblems(mapping: Mapping, columns: number): Partial<Record<ImportField, string>> {
  const problems: Partial<Record<ImportField, string>> = {};
  for (const field of requiredFields) if (mapping[field] === undefined) problems[field] = FIELD_ERRORS.required;
  const given = importFields.filter((field) => mapping[field] !== undefined);
  for (const field of given) {
    const at = mapping[field] ?? -1;
    if (at >= columns) problems[field] = FIELD_ERRORS.invalid;
    else if (given.some((other) => other !== field && mapping[other] === at)) problems[field] = "import.cell.columnTwice";
  }
  return problems;
}

export type KnownProduct = { readonly id: string; readonly maxShareBp: number };
/** What rows are checked against: words of closed lists and product codes folded, the products' maximum shares, the day. */
export type Checking = {
  readonly mapping: Mapping;
  readonly deliveryModes: ReadonlyMap<string, string>;
  readonly demandTypes: ReadonlyMap<string, string>;
  readonly products: ReadonlyMap<string, KnownProduct>;
  readonly today: BusinessDay;
};

export type ImportedDemand = z.output<typeof completeDemand>;
export type CellNotes = Partial<Record<ImportField, CellNote>>;
export type CheckedRow = { readonly demand: ImportedDemand | null; readonly errors: CellNotes };

const pairs = [
  ["productCode", "share"],
  ["productCode2", "share2"],
  ["productCode3", "share3"],
] as const;

const fieldOfPath: Readonly<Record<string, ImportField>> = {
  budgetFen: "budget",
  "customer.name": "customerName",
  "customer.account": "customerAccount",
  "customer.contactName": "contactName",
  "customer.contactDetails": "contactDetails",
  products: "productCode",
};

/** A day as people and spreadsheets write it, year first; null when it is none. */
export function readDay(text: string): string | null {
  const match = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))(?:[ T]0?0:00(?::00)?)?$/.exec(text.normalize("NFKC").replace(/\s+(?!0?0:)/g, ""));
  if (!match) return null;
  const [, year = "", month = match[4] ?? "", day = match[5] ?? ""] = match;
  return parseBusinessDay(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
}

/** A percentage such as "8", "8.5 %" in basis points; null when it is none. */
export function readShare(text: string): number | null {
  const match = /^(\d{1,3}(?:\.\d{1,2})?)%?$/.exec(text.normalize("NFKC").replace(/\s/g, ""));
  return match ? Math.round(Number(match[1]) * 100) : null;
}

/** The cells of a row by field, trimmed; "" where there is no column or no cell. */
export function cellsByField(cells: readonly string[], mapping: Mapping): Record<ImportField, string> {
  const at = (field: ImportField) => (mapping[field] === undefined ? "" : (cells[mapping[field]] ?? "").trim());
  return Object.fromEntries(importFields.map((field) => [field, at(field)])) as Record<ImportField, string>;
}

type Lines = { readonly products: { productId: string; expectedShareBp: number }[]; readonly fields: (readonly [ImportField, ImportField])[] };

function readProducts(cell: Readonly<Record<ImportField, string>>, known: Checking["products"], errors: CellNotes): Lines {
  const lines: Lines = { products: [], fields: [] };
  const asked: { expectedShareBp: number; maxShareBp: number | null }[] = [];
  for (const [code, share] of pairs) {
    if (cell[code] === "" && cell[share] === "") continue;
    const product = known.get(fold(cell[code]));
    const bp = readShare(cell[share]);
    if (cell[code] === "") errors[code] = { key: FIELD_ERRORS.required };
    else if (!product) errors[code] = { key: "import.cell.unknownProduct" };
    else if (lines.products.some(({ productId }) => productId === product.id)) errors[code] = { key: "import.cell.productTwice" };
    if (bp === null) errors[share] = { key: cell[share] === "" ? FIELD_ERRORS.required : FIELD_ERRORS.basisPoints };
    if (!product || errors[code] || bp === null) continue;
    lines.products.push({ productId: product.id, expectedShareBp: bp });
    lines.fields.push([code, share]);
    asked.push({ expectedShareBp: bp, maxShareBp: product.maxShareBp });
  }
  for (const path of Object.keys(shareProblems(asked))) {
    const at = Number(path.split(".")[1]);
    const field = lines.fields[at]?.[1];
    if (field) errors[field] ??= { key: "import.cell.overMaximum", value: formatRatio(asked[at]?.maxShareBp ?? 0) };
  }
  return lines;
}

function fieldOf(path: readonly PropertyKey[], lines: Lines): ImportField {
  const [first, second, third] = path.map(String);
  if (first === "products" && second !== undefined) return lines.fields[Number(second)]?.[third === "expectedShareBp" ? 1 : 0] ?? "productCode";
  const joined = path.join(".");
  return fieldOfPath[joined] ?? (joined as ImportField);
}

/** Reads a cell of a closed list; notes what is none of its words. */
function choiceOf(field: ImportField, text: string, words: ReadonlyMap<string, string>, errors: CellNotes): string | undefined {
  const code = words.get(fold(text));
  if (!code && text !== "") errors[field] = { key: "import.cell.choice", value: [...new Set(words.values())].join(", ") };
  return code;
}

/** Checks one row by the rules of the form: the demand it holds, or what is wrong by field. */
export function checkRow(cells: readonly string[], checking: Checking): CheckedRow {
  const errors: CellNotes = {};
  const cell = cellsByField(cells, checking.mapping);
  const budget = cell.budget === "" ? undefined : yuanField.safeParse(cell.budget);
  if (budget && !budget.success) errors.budget = { key: budget.error.issues[0]?.message ?? FIELD_ERRORS.amount };
  const day = cell.expectedSigningDate === "" ? undefined : readDay(cell.expectedSigningDate);
  if (day === null) errors.expectedSigningDate = { key: "import.cell.date" };
  else if (day !== undefined && day < checking.today) errors.expectedSigningDate = { key: "errors.field.past" };
  const lines = readProducts(cell, checking.products, errors);
  const parsed = completeDemand.safeParse({
    ...cell,
    deliveryMode: choiceOf("deliveryMode", cell.deliveryMode, checking.deliveryModes, errors),
    demandType: choiceOf("demandType", cell.demandType, checking.demandTypes, errors),
    budgetFen: budget?.success ? budget.data.toString() : undefined,
    expectedSigningDate: day ?? undefined,
    customer: { name: cell.customerName, account: cell.customerAccount, contactName: cell.contactName, contactDetails: cell.contactDetails },
    products: lines.products,
  });
  for (const issue of parsed.error?.issues ?? []) {
    const field = fieldOf(issue.path, lines);
    const spoiled = field === "productCode" && pairs.some(([code, share]) => errors[code] || errors[share]);
    if (!spoiled) errors[field] ??= { key: issue.message, ...("maximum" in issue ? { value: String(issue.maximum) } : {}) };
  }
  return { demand: parsed.success && Object.keys(errors).length === 0 ? parsed.data : null, errors };
}

/** By what a row repeats another: all of its mapped cells; width and case do not count. */
export function rowKey(cells: readonly string[], mapping: Mapping): string {
  const cell = cellsByField(cells, mapping);
  return fold(importFields.map((field) => cell[field]).join("\u241F"));
}
