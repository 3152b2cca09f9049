import type { ReactNode } from "react";
import type { CertificateDetail } from "@/server/modules/qualification/contract";
import { Mark, type marks } from "./match-table";

type Field = keyof typeof marks;
type Hit = { readonly field: Field; readonly start: number; readonly end: number };

/** A letter as it stands or in its full-width form, as a pattern. */
function eitherWidth(letter: string): string {
  const escaped = letter.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const code = letter.charCodeAt(0);
  return code > 0x20 && code < 0x7f ? `(?:${escaped}|${String.fromCharCode(code + 0xfee0)})` : escaped;
}

/** Finds a value in a text however the text is spaced and broken. */
function find(text: string, field: Field, value: string | null, from: string): Hit | null {
  if (!value) return null;
  const loosely = [...value.replace(/\s/g, "")].map(eitherWidth).join("\\s*");
  const label = text.indexOf(from);
  const start = Math.max(label, 0);
  const match = new RegExp(loosely, "u").exec(text.slice(start));
  return match ? { field, start: start + match.index, end: start + match.index + match[0].length } : null;
}

/** A line break before every label, so that the text reads like the paper. */
function asPaper(text: string): string {
  return text.replace(/\s*((?:证书号|软件名称|著作权人|开发完成日期|首次发表日期|权利取得方式|权利范围|登记号)\s*[:：]|根据《|No\.)/gu, "\n$1").trim();
}

/** The text of a certificate as it was read, the compared fields framed and numbered where they stand. */
export function ReadText({ certificate }: { certificate: CertificateDetail }) {
  const { reading, match } = certificate;
  if (!reading?.ok) return null;
  const text = asPaper(reading.text);
  const found = reading.certificate;
  const hits = [
    find(text, "name", found.softwareName, "软件名称"),
    find(text, "owner", found.owners[0] ?? null, "著作权人"),
    find(text, "regNo", found.regNo, "登记号"),
  ]
    .filter((hit) => hit !== null)
    .toSorted((a, b) => a.start - b.start);
  const parts: ReactNode[] = [];
  let at = 0;
  for (const hit of hits) {
    if (hit.start < at) continue;
    const differs = match?.[hit.field].kind !== "exact";
    parts.push(text.slice(at, hit.start));
    parts.push(
      <span key={hit.field} className="whitespace-nowrap">
        <Mark field={hit.field} differs={differs} />{" "}
        <span className={`rounded-sm border px-1 font-[620] whitespace-normal ${differs ? "border-stop" : "border-run"}`}>
          {text.slice(hit.start, hit.end)}
        </span>
      </span>,
    );
    at = hit.end;
  }
  parts.push(text.slice(at));
  return <div className="mx-auto max-w-[520px] border border-hair-strong bg-sheet px-8 py-10 leading-8 break-words whitespace-pre-line">{parts}</div>;
}
