import { cleanSurrogates } from "@/lib/text";
import type { Scan } from "@/server/adapters/scan";
import { type FilePurpose, purposeRules } from "./contract";

/** Why a looked-at file may not be used, as a code; null when it may. */
export function refusalOf(purpose: FilePurpose, { type, findings }: Scan): string | null {
  const [first] = findings;
  if (first) return first;
  if (type === "application/zip") return "zip";
  return (purposeRules[purpose].types as readonly string[]).includes(type) ? null : "type";
}

/** A name safe in a header, a list and on a disk: no path, no control characters, no marks of direction. */
export function tidyName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? "";
  const tidy = last.replace(/[\p{Cc}\p{Cf}"<>|?*:]/gu, "").trim();
  return tidy === "" || /^\.+$/.test(tidy) ? "file" : tidy;
}

/** RFC 6266: the plain name for old readers, the true one beside it. */
export function dispositionOf(kind: "attachment" | "inline", name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const full = encodeURIComponent(cleanSurrogates(name)).replace(/['()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${kind}; filename="${plain}"; filename*=UTF-8''${full}`;
}
