import type { Draft } from "@/server/modules/product";
import type { CertificateDetail } from "@/server/modules/qualification";
import { type Clause, clauseNames, type Difference } from "./contract";

/** The clauses this application is checked by: those about the certificate only where there is one. */
export function clausesFor(paper: CertificateDetail | null): Clause[] {
  return clauseNames.filter((clause) => {
    if (clause === "content") return true;
    return paper !== null && (clause !== "by_hand" || !paper.reading?.ok);
  });
}

/** Clauses not ticked yet. */
export function openClauses(owed: readonly Clause[], checklist: Partial<Record<Clause, boolean>>): Clause[] {
  return owed.filter((clause) => checklist[clause] !== true);
}

/** Whether accepting this certificate needs a word of the reviewer's: it differs, is used elsewhere, or could not be read. */
export function owesNote(paper: CertificateDetail | null, reuses: number): boolean {
  if (!paper) return false;
  const { match } = paper;
  return match === null || reuses > 0 || match.name.kind !== "exact" || match.owner.kind !== "exact" || match.regNo.kind !== "exact";
}

function leaves(value: unknown, path: string): [path: string, text: string][] {
  if (value === null || value === undefined || value === "") return [];
  if (typeof value !== "object") return [[path, String(value)]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path ? `${path}.${key}` : key));
}

/** What differs between two drafts, field by field, in the order of the later one. */
export function differencesOf(before: Draft, after: Draft): Difference[] {
  const [old, fresh] = [new Map(leaves(before, "")), new Map(leaves(after, ""))];
  const paths = [...new Set([...fresh.keys(), ...old.keys()])];
  return paths.map((path) => ({ path, before: old.get(path) ?? "", after: fresh.get(path) ?? "" })).filter((one) => one.before !== one.after);
}

/** The name of a field by its path: the last word that is no number. */
export function fieldOf(path: string): string {
  return path.split(".").findLast((part) => !/^\d+$/.test(part)) ?? path;
}
