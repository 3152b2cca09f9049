import { XMLParser, XMLValidator } from "fast-xml-parser";
import { parseBusinessDay, type BusinessDay } from "./dates";
import { exactFromDecimal, normalise } from "./exact";
import { tryParseYuan, type Fen } from "./money";

/** Largest XML accepted; a real invoice of a hundred lines has about 60 kB. */
export const EINVOICE_MAX_BYTES = 5 * 1024 * 1024;

export type EInvoiceKind = "special" | "ordinary" | "other";

export type EInvoiceParty = { name: string; taxId: string };

/** Quantity and unit price are decimals as written, "" when absent; rateBp is null for "免税" and the like. */
export type EInvoiceLine = {
  name: string;
  quantity: string;
  unitPrice: string;
  net: Fen;
  tax: Fen;
  rateBp: number | null;
  rateText: string;
};

/** A fully digital VAT invoice (数电票) as its XML, the legal original, states it. */
export type EInvoice = {
  number: string;
  kind: EInvoiceKind;
  issueDate: BusinessDay;
  buyer: EInvoiceParty;
  seller: EInvoiceParty;
  net: Fen;
  tax: Fen;
  total: Fen;
  totalInWords: string;
  lines: EInvoiceLine[];
  remark: string;
};

export type EInvoiceRefusal =
  | "too_large"
  | "encoding"
  | "doctype"
  | "malformed"
  | "not_an_invoice"
  | "older_dialect"
  | "bad_field";

/** `field` names what is missing or unreadable in an otherwise recognised invoice. */
export type ParsedEInvoice =
  | { ok: true; invoice: EInvoice }
  | { ok: false; code: EInvoiceRefusal; field?: string };

class BadField extends Error {
  readonly field: string;

  constructor(field: string) {
    super(`unreadable field: ${field}`);
    this.field = field;
  }
}

const NAMED: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Only the five entities every XML has and character references; anything else would need a DTD. */
function decodeReferences(text: string, field: string): string {
  return text.replace(/&([^;&\s]{0,12});?/g, (whole, name: string) => {
    const named = NAMED[name];
    if (named !== undefined && whole.endsWith(";")) return named;
    const reference = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name);
    const code = reference
      ? Number.parseInt(reference[1] ?? reference[2] ?? "", reference[1] === undefined ? 10 : 16)
      : 0;
    if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
      throw new BadField(field);
    return String.fromCodePoint(code);
  });
}

type Node = Record<string, unknown>;

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function child(node: unknown, ...path: string[]): unknown {
  let current = node;
  for (const name of path) current = isNode(current) ? current[name] : undefined;
  return current;
}

function textAt(node: unknown, ...path: string[]): string {
  const value = child(node, ...path);
  return typeof value === "string" ? decodeReferences(value, path.join(".")).trim() : "";
}

function required(node: unknown, ...path: string[]): string {
  const text = textAt(node, ...path);
  if (text === "") throw new BadField(path.join("."));
  return text;
}

function fenAt(node: unknown, ...path: string[]): Fen {
  const parsed = tryParseYuan(required(node, ...path));
  if (!parsed.ok) throw new BadField(path.join("."));
  return parsed.fen;
}

function listAt(node: unknown, name: string): unknown[] {
  const value = child(node, name);
  if (value === undefined || value === "") return [];
  return Array.isArray(value) ? value : [value];
}

/** "0.130000", "0.13" or "13%" → 1300; null for words such as 免税. A fraction of a basis point is unreadable. */
function rateOf(text: string): number | null {
  const percent = /^([\d.]+)\s*%$/.exec(text);
  const value = exactFromDecimal(percent?.[1] ?? text);
  if (!value) return null;
  const inBasisPoints = normalise({ n: value.n * (percent ? 100n : 10_000n), d: value.d });
  if (inBasisPoints.d !== 1n || inBasisPoints.n < 0n || inBasisPoints.n > 10_000n)
    throw new BadField("TaxRate");
  return Number(inBasisPoints.n);
}

function decimalAt(node: unknown, name: string): string {
  const text = textAt(node, name);
  if (text !== "" && !exactFromDecimal(text)) throw new BadField(name);
  return text;
}

function lineOf(node: unknown): EInvoiceLine {
  const rateText = textAt(node, "TaxRate");
  return {
    name: required(node, "ItemName"),
    quantity: decimalAt(node, "Quantity"),
    unitPrice: decimalAt(node, "UnPrice"),
    net: fenAt(node, "Amount"),
    tax: textAt(node, "ComTaxAm") === "" ? 0n : fenAt(node, "ComTaxAm"),
    rateBp: rateOf(rateText),
    rateText,
  };
}

function kindOf(root: unknown): EInvoiceKind {
  const code = textAt(root, "Header", "InherentLabel", "GeneralOrSpecialVAT", "LabelCode");
  return code === "01" ? "special" : code === "02" ? "ordinary" : "other";
}

function numberOf(root: unknown): string {
  const number = textAt(root, "TaxSupervisionInfo", "InvoiceNumber");
  const headerNumber = textAt(root, "Header", "EIid");
  const found = number || headerNumber;
  if (found === "" || (number !== "" && headerNumber !== "" && number !== headerNumber))
    throw new BadField("InvoiceNumber");
  return found;
}

/** Maps the parsed object of an <EInvoice> document. Throws BadField for a missing or unreadable part. */
function invoiceOf(root: unknown): EInvoice {
  const data = child(root, "EInvoiceData");
  const issueDate = parseBusinessDay(
    required(root, "TaxSupervisionInfo", "IssueTime").slice(0, 10),
  );
  if (!issueDate) throw new BadField("IssueTime");
  const lines = listAt(data, "IssuItemInformation").map(lineOf);
  if (lines.length === 0) throw new BadField("IssuItemInformation");
  const party = (role: "Buyer" | "Seller"): EInvoiceParty => ({
    name: required(data, `${role}Information`, `${role}Name`),
    taxId: textAt(data, `${role}Information`, `${role}IdNum`),
  });
  return {
    number: numberOf(root),
    kind: kindOf(root),
    issueDate,
    buyer: party("Buyer"),
    seller: party("Seller"),
    net: fenAt(data, "BasicInformation", "TotalAmWithoutTax"),
    tax: fenAt(data, "BasicInformation", "TotalTaxAm"),
    total: fenAt(data, "BasicInformation", "TotalTax-includedAmount"),
    totalInWords: textAt(data, "BasicInformation", "TotalTax-includedAmountInChinese"),
    lines,
    remark: textAt(data, "AdditionalInformation", "Remark"),
  };
}

/** The document's text, or why it is not even looked at: a wrong encoding or a document type declaration. */
function safeText(bytes: Uint8Array): { text: string } | { code: EInvoiceRefusal } {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return { code: "encoding" };
  }
  if (text.includes("\0")) return { code: "encoding" };
  const declared = /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([^"']*)["']/i.exec(text)?.[1];
  if (/<!\s*(?:DOCTYPE|ENTITY)/i.test(text)) return { code: "doctype" };
  if (declared !== undefined && !/^utf-?8$/i.test(declared)) return { code: "encoding" };
  return { text: text.trim() };
}

/** The mapping of an already parsed document, told apart from other XML by its root. */
export function mapEInvoice(document: unknown): ParsedEInvoice {
  const root = child(document, "EInvoice");
  if (!isNode(root)) {
    return {
      ok: false,
      code: child(document, "eInvoice") === undefined ? "not_an_invoice" : "older_dialect",
    };
  }
  if (!isNode(child(root, "EInvoiceData"))) return { ok: false, code: "not_an_invoice" };
  try {
    return { ok: true, invoice: invoiceOf(root) };
  } catch (error) {
    if (error instanceof BadField) return { ok: false, code: "bad_field", field: error.field };
    throw error;
  }
}

/**
 * Reads the XML of a fully digital invoice. Never expands an entity and never follows a reference out of the file;
 * whatever is not such an invoice is refused with a code.
 */
export function parseEInvoiceXml(bytes: Uint8Array): ParsedEInvoice {
  if (bytes.byteLength > EINVOICE_MAX_BYTES) return { ok: false, code: "too_large" };
  const safe = safeText(bytes);
  if ("code" in safe) return { ok: false, code: safe.code };
  if (!safe.text.startsWith("<")) return { ok: false, code: "not_an_invoice" };
  const document = parseXml(safe.text);
  return document === undefined ? { ok: false, code: "malformed" } : mapEInvoice(document);
}

function parseXml(text: string): unknown {
  try {
    if (XMLValidator.validate(text) !== true) return undefined;
    const parser = new XMLParser({
      ignoreAttributes: true,
      parseTagValue: false,
      processEntities: false,
      removeNSPrefix: true,
      ignoreDeclaration: true,
      maxNestedTags: 50,
    });
    return parser.parse(text);
  } catch {
    // The parser throws plain errors for nesting too deep and for reserved names.
    return undefined;
  }
}
