import { parseBusinessDay, type BusinessDay } from "./dates";
import { foldName, stripInvisible } from "./text";

/** What a software copyright registration certificate says. A field that cannot be read is null, never guessed. */
export type Certificate = {
  /** 软著登字第…号: the number of the paper. */
  certNo: string | null;
  /** 2017SR225587: the number of the registration, the one other systems ask for. */
  regNo: string | null;
  softwareName: string | null;
  shortName: string | null;
  /** "V1.0" */
  version: string | null;
  owners: string[];
  completedOn: BusinessDay | null;
  firstPublishedOn: BusinessDay | "unpublished" | null;
  acquisition: "original" | "derivative" | null;
  scope: "all" | "partial" | null;
  registeredOn: BusinessDay | null;
};

export type ParsedCertificate =
  | { ok: true; certificate: Certificate }
  | { ok: false; code: "no_text" | "not_a_certificate" };

const LABELS = {
  certNo: "证书号",
  name: "软件名称",
  version: "版本号",
  owners: "著作权人",
  completed: "开发完成日期",
  published: "首次发表日期",
  acquisition: "权利取得方式",
  scope: "权利范围",
  regNo: "登记号",
  closing: "根据《",
} as const;

type Label = keyof typeof LABELS;

/** Matches the words however the extraction spaced and broke them. */
function loosely(words: string): string {
  return [...words].map((character) => character.replace(/[[\]()]/g, "\\$&")).join("\\s*");
}

const TITLE = new RegExp(loosely("著作权登记证书"));
const CJK = "\\p{Script=Han}，。；：、《》【】";
const SPACE_IN_CJK = new RegExp(`(?<=[${CJK}])\\s+(?=[${CJK}])`, "gu");

type Found = { label: Label; start: number; end: number };

/** Where the labels stand. A label needs its colon, so that a software called "登记号管理系统" does not look like one. */
function findLabels(text: string): Found[] {
  const found: Found[] = [];
  for (const label of Object.keys(LABELS) as Label[]) {
    const words = loosely(LABELS[label]);
    const match = new RegExp(label === "closing" ? words : `${words}\\s*:`).exec(text);
    if (match) found.push({ label, start: match.index, end: match.index + match[0].length });
  }
  return found.toSorted((a, b) => a.start - b.start);
}

function valuesByLabel(text: string): Partial<Record<Label, string>> {
  const found = findLabels(text);
  const values: Partial<Record<Label, string>> = {};
  for (const [index, { label, end }] of found.entries()) {
    const value = text.slice(end, found[index + 1]?.start).trim();
    if (value !== "" && label !== "closing") values[label] = value;
  }
  return values;
}

const DATE = /(\d\s*\d\s*\d\s*\d)\s*[年.\-/]\s*(\d{1,2})\s*[月.\-/]\s*(\d{1,2})\s*日?/g;

function datesIn(text: string): BusinessDay[] {
  return [...text.matchAll(DATE)].flatMap(([, year = "", month = "", day = ""]) => {
    const parsed = parseBusinessDay(
      `${year.replace(/\s/g, "")}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`,
    );
    return parsed ? [parsed] : [];
  });
}

const CERT_NO = /软著(?:变补|变更|补)?登字第[\p{Script=Han}A-Za-z]{0,4}\d{4,9}号/u;
const REG_NO = /(?<![0-9A-Z])(?:19|20)\d{2}SR[A-Z]?\d{4,7}(?!\d)/;
const FLOW_NO = /^(?:19|20)\d{2}R\d{2}[A-Z]\d{4,8}$/;

/** Which of the three numbers that people mix up a text is: the registration's, the paper's or the application's. */
export function kindOfNumber(
  text: string,
): "registration" | "certificate" | "application" | "unknown" {
  const plain = compact(text).toUpperCase();
  if (new RegExp(`^${REG_NO.source}$`).test(plain)) return "registration";
  if (new RegExp(`^${CERT_NO.source}$`, "u").test(plain)) return "certificate";
  return FLOW_NO.test(plain) ? "application" : "unknown";
}

function compact(text: string): string {
  return stripInvisible(text).normalize("NFKC").replace(/\s/g, "");
}

export type SoftwareName = { base: string; shortName: string | null; version: string | null };

const SHORT_NAME = /[[(【]\s*简\s*称\s*:?\s*([^\])】]*)[\])】]/;
const VERSION =
  /\s*\bV\s*(\d+(?:\.\d+){0,4})\s*版?\s*$|(?<=[\p{Script=Han})\]】])\s*V\s*(\d+(?:\.\d+){0,4})\s*版?\s*$/iu;

/** Takes a software name apart: "某平台 [简称：平台] V1.0" → base "某平台", short name "平台", version "V1.0". */
export function parseSoftwareName(text: string): SoftwareName {
  const plain = stripInvisible(text).normalize("NFKC").trim();
  const short = SHORT_NAME.exec(plain);
  const withoutShort = plain.replace(SHORT_NAME, " ").trim();
  const version = VERSION.exec(withoutShort);
  const number = version?.[1] ?? version?.[2];
  const base = (version ? withoutShort.slice(0, version.index) : withoutShort)
    .replace(/\s+/g, " ")
    .trim();
  return {
    base,
    shortName: short?.[1]?.trim() || null,
    version: number === undefined ? null : `V${number}`,
  };
}

/** Line breaks inside Chinese text leave spaces that mean nothing. */
function closeUp(text: string): string {
  return text.replace(SPACE_IN_CJK, "").replace(/\s+/g, " ").trim();
}

/** Owners stand apart by a separator, or by a line break after the end of an organisation's name. */
function ownersIn(text: string | undefined): string[] {
  if (text === undefined) return [];
  return text
    .split(
      /[;；、]|\s*,\s*(?=[\p{Script=Han}])|(?<=公司|大学|学院|研究院|研究所|中心)\s+(?!\S*分公司)/u,
    )
    .map(closeUp)
    .filter((owner) => owner !== "");
}

function choice<T>(text: string | undefined, options: readonly (readonly [string, T])[]): T | null {
  const plain = compact(text ?? "");
  return options.find(([word]) => plain.includes(word))?.[1] ?? null;
}

function readFields(text: string): Certificate {
  const values = valuesByLabel(text);
  const squeezed = compact(text);
  const name = values.name === undefined ? null : parseSoftwareName(closeUp(values.name));
  const version = values.version === undefined ? null : /\d+(?:\.\d+)*/.exec(values.version)?.[0];
  const afterRegNo = text.slice(Math.max(text.lastIndexOf("登记号"), 0));
  const published = compact(values.published ?? "");
  return {
    certNo: CERT_NO.exec(squeezed)?.[0] ?? null,
    regNo: REG_NO.exec(compact(values.regNo ?? "").toUpperCase())?.[0] ?? null,
    softwareName: name?.base || null,
    shortName: name?.shortName ?? null,
    version: name?.version ?? (version ? `V${version}` : null),
    owners: ownersIn(values.owners),
    completedOn: datesIn(values.completed ?? "")[0] ?? null,
    firstPublishedOn: published.includes("未发表")
      ? "unpublished"
      : (datesIn(values.published ?? "")[0] ?? null),
    acquisition: choice(values.acquisition, [
      ["原始取得", "original"],
      ["继受取得", "derivative"],
    ] as const),
    scope: choice(values.scope, [
      ["全部", "all"],
      ["部分", "partial"],
    ] as const),
    registeredOn: values.regNo === undefined ? null : (datesIn(afterRegNo).at(-1) ?? null),
  };
}

/**
 * Reads the text of a certificate (计算机软件著作权登记证书) as a PDF gives it: labels may be spaced or broken,
 * colons full-width. "no_text" means a scan for a person to read, "not_a_certificate" another document.
 */
export function parseCertificate(raw: string): ParsedCertificate {
  const text = stripInvisible(raw.slice(0, 50_000)).normalize("NFKC").replace(/\s+/g, " ").trim();
  if (text.length < 10) return { ok: false, code: "no_text" };
  if (!TITLE.test(text)) return { ok: false, code: "not_a_certificate" };
  const certificate = readFields(text);
  const empty = certificate.certNo === null && certificate.regNo === null;
  return empty && certificate.softwareName === null
    ? { ok: false, code: "not_a_certificate" }
    : { ok: true, certificate };
}

export type MatchKind = "exact" | "differs_in_version" | "short_name" | "differs" | "missing";

export type FieldMatch = { kind: MatchKind; claimed: string | null; found: string | null };

export type CertificateMatch = {
  name: FieldMatch;
  owner: FieldMatch;
  regNo: FieldMatch;
  /** Owners beside the company: their consent is needed. */
  coOwners: string[];
};

export type CertificateClaim = { productName: string; companyName: string; regNo?: string | null };

function matchName(certificate: Certificate, productName: string): FieldMatch {
  const { softwareName, shortName, version } = certificate;
  if (softwareName === null) return { kind: "missing", claimed: productName, found: null };
  const found = [softwareName, shortName === null ? null : `[简称：${shortName}]`, version]
    .filter((part) => part !== null)
    .join(" ");
  const claim = parseSoftwareName(productName);
  const base = foldName(claim.base);
  const sameVersion = claim.version === null || version === null || claim.version === version;
  const result = (kind: MatchKind): FieldMatch => ({ kind, claimed: productName, found });
  if (base === foldName(softwareName)) return result(sameVersion ? "exact" : "differs_in_version");
  if (shortName !== null && base === foldName(shortName)) return result("short_name");
  return result("differs");
}

/** Compares the certificate with what the seller claims, field by field, the way a reviewer would. */
export function compareCertificate(
  certificate: Certificate,
  claim: CertificateClaim,
): CertificateMatch {
  const company = foldName(claim.companyName);
  const { owners, regNo } = certificate;
  const isOwner = owners.some((owner) => foldName(owner) === company);
  const claimedNo = claim.regNo ? compact(claim.regNo).toUpperCase() : null;
  const ownerKind = owners.length === 0 ? "missing" : isOwner ? "exact" : "differs";
  const regNoKind =
    regNo === null || claimedNo === null ? "missing" : regNo === claimedNo ? "exact" : "differs";
  return {
    name: matchName(certificate, claim.productName),
    owner: { kind: ownerKind, claimed: claim.companyName, found: owners.join("；") || null },
    regNo: { kind: regNoKind, claimed: claim.regNo ?? null, found: regNo },
    coOwners: owners.filter((owner) => foldName(owner) !== company),
  };
}
