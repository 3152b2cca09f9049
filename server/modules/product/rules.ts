import { parseSoftwareName } from "@/lib/certificate";
import { foldName } from "@/lib/text";
import type { CertificateDetail } from "@/server/modules/qualification";
import { completeSteps, type CompleteDraft, type Draft, draftSteps, type DraftStep, emptyDraft, type Finding, stepDrafts } from "./contract";

/** Seller's part of the price where nothing else was agreed, basis points; a generic product's follows the fee rule. */
export const standardRatioBp = { co_sell: 7000, generic: 9500 } as const;

/** Tax item of what the customer buys, from delivery and charging: hardware, perpetual software, else a service. */
export function taxItemOf(deliveryMode: string, chargingModes: readonly string[]): "hardware" | "software" | "service" {
  if (deliveryMode === "hardware") return "hardware";
  return deliveryMode === "license" && chargingModes.every((mode) => mode === "ONE_TIME") ? "software" : "service";
}
export const standardTaxBp = { hardware: 1300, software: 1300, service: 600 } as const;

/** The stored draft with every step present; what no longer fits the form is left out. */
export function wholeDraft(stored: Record<string, unknown>): Draft {
  const entries = draftSteps.map((step) => {
    const parsed = stepDrafts[step].safeParse(stored[step]);
    return [step, parsed.success ? parsed.data : emptyDraft[step]] as const;
  });
  return Object.fromEntries(entries) as Draft;
}

/** Software is sold with a copyright certificate; services, goods and data may do without. */
export function needsCertificate(deliveryMode: string | undefined): boolean {
  return deliveryMode === undefined || !["service", "hardware", "data"].includes(deliveryMode);
}

/** What the rules need to know beside the draft. */
export type ReviewFacts = {
  readonly certified: boolean;
  readonly interfaceIds: readonly string[];
  readonly certificate: CertificateDetail | null;
  readonly reused: boolean;
  readonly otherNames: readonly string[];
};

const fieldKey = /^[a-z][\w-]*(\.\w+)+$/i;

function incomplete(draft: Draft): Finding[] {
  return draftSteps.flatMap((step) => {
    const parsed = completeSteps[step].safeParse(draft[step]);
    const issues = parsed.success ? [] : parsed.error.issues;
    // One sentence a field: the first says enough.
    const first = issues.filter((issue, at) => issues.findIndex((other) => other.path.join(".") === issue.path.join(".")) === at);
    return first.map((issue) => {
      const limit = "minimum" in issue ? issue.minimum : "maximum" in issue ? issue.maximum : (issue as { params?: { minimum?: number } }).params?.minimum;
      return { step, field: issue.path.join("."), code: fieldKey.test(issue.message) ? issue.message : "errors.field.invalid", weight: "block", values: { minimum: Number(limit ?? 0), maximum: Number(limit ?? 0) } } satisfies Finding;
    });
  });
}

const finding = (step: DraftStep, field: string, name: string, weight: Finding["weight"] = "risk"): Finding => ({ step, field, code: `product.finding.${name}`, weight });
const superlative = /国家级|最高级|最佳|最优|第一品牌|世界第一|全球第一|极致|顶级|\b(?:world'?s best|number one|no\. ?1)\b/i;
const link = /https?:\/\/|www\.|\.com\b|\.cn\b/i;
const phone = /(?<!\d)1[3-9]\d{9}(?!\d)|\d{3,4}-\d{7,8}/;
const priceWord = /[¥￥$]\s*\d|\d+\s*元/;
const shortDescription = 400;

function texts({ basics, type }: Draft, facts: ReviewFacts): Finding[] {
  const { name, overview, overviewEn = "", description } = basics;
  const found: Finding[] = [];
  if (type.deliveryMode !== "license" && parseSoftwareName(name).version) found.push(finding("basics", "name", "nameVersion"));
  if (priceWord.test(name) || phone.test(name)) found.push(finding("basics", "name", "nameExtra"));
  if (facts.otherNames.includes(foldName(name)) && name !== "") found.push(finding("basics", "name", "nameTaken"));
  for (const [field, text] of [["overview", overview], ["overviewEn", overviewEn], ["description", description]] as const) {
    if (superlative.test(text)) found.push(finding("basics", field, "superlative"));
    if (link.test(text)) found.push(finding("basics", field, "link"));
    if (phone.test(text)) found.push(finding("basics", field, "phone"));
  }
  if (description !== "" && [...description].length < shortDescription) found.push({ ...finding("basics", "description", "shortDescription"), values: { least: shortDescription } });
  return found;
}

function papers(draft: Draft, facts: ReviewFacts): Finding[] {
  const paper = facts.certificate;
  if (!paper) return needsCertificate(draft.type.deliveryMode) ? [finding("certificate", "fileId", "missing", "block")] : [];
  if (paper.file.state === "refused") return [finding("certificate", "fileId", "fileRefused", "block")];
  if (paper.state === "reading") return [finding("certificate", "fileId", "stillReading", "block")];
  const found: Finding[] = [];
  if (draft.certificate.regNo === "") found.push(finding("certificate", "regNo", "noRegNo", "block"));
  if (!paper.reading?.ok) found.push(finding("certificate", "fileId", "unreadable"));
  const { match } = paper;
  if (match && match.name.kind !== "exact") found.push(finding("certificate", "name", `name_${match.name.kind}`));
  if (match && match.owner.kind !== "exact") found.push(finding("certificate", "owner", `owner_${match.owner.kind}`));
  if (match && match.owner.kind === "exact" && match.coOwners.length > 0) found.push(finding("certificate", "owner", "coOwners"));
  if (match && match.regNo.kind === "differs") found.push(finding("certificate", "regNo", "regNo_differs"));
  if (facts.reused) found.push(finding("certificate", "regNo", "reused"));
  return found;
}

/** Everything a reviewer would refuse, in the order of the steps: what blocks, and what is a risk. */
export function findingsOf(draft: Draft, facts: ReviewFacts): Finding[] {
  const found = [...incomplete(draft), ...texts(draft, facts), ...papers(draft, facts)];
  if (!facts.certified) found.push(finding("type", "company", "notCertified", "block"));
  if (draft.type.interfaceId && !facts.interfaceIds.includes(draft.type.interfaceId)) found.push(finding("type", "interfaceId", "interfaceGone", "block"));
  return found.toSorted((a, b) => draftSteps.indexOf(a.step) - draftSteps.indexOf(b.step));
}

/** Steps without anything that blocks, of all steps. */
export function completenessOf(findings: readonly Finding[]): { done: number; total: number } {
  const blocked = new Set(findings.filter(({ weight }) => weight === "block").map(({ step }) => step));
  return { done: draftSteps.length - blocked.size, total: draftSteps.length };
}

/** The draft as handed in. Throws when it is not complete: check the findings first. */
export function completeDraft(draft: Draft): CompleteDraft {
  return Object.fromEntries(draftSteps.map((step) => [step, completeSteps[step].parse(draft[step])])) as CompleteDraft;
}
