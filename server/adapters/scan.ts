import { fileTypeFromBuffer } from "file-type";
import { inspectPdf } from "./pdf";

/** What a file's content is, found in the content alone. */
export type FoundType = "application/pdf" | "image/png" | "image/jpeg" | "application/xml" | "text/plain" | "text/plain; charset=gb18030" | "application/zip" | "unknown";

export type Scan = {
  readonly type: FoundType;
  /** Reasons to refuse it, as codes; empty when nothing was found. */
  readonly findings: readonly string[];
};

const binary: Readonly<Record<string, FoundType>> = {
  "application/pdf": "application/pdf",
  "image/png": "image/png",
  "image/jpeg": "image/jpeg",
  "application/xml": "application/xml",
};

/** The text if these bytes are one in this encoding without control characters, else null. */
function readText(bytes: Uint8Array, encoding: "utf-8" | "gb18030" = "utf-8"): string | null {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    // eslint-disable-next-line no-control-regex -- control characters are exactly what is looked for
    return /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(text) ? null : text;
  } catch {
    return null;
  }
}

const looksLikeXml = (text: string) => /^\s*<(\?xml[\s?]|!DOCTYPE|!--|[A-Za-z_])/.test(text) && !/^\s*<(!DOCTYPE\s+)?html/i.test(text);

function scanXml(text: string | null): string[] {
  if (text === null) return ["xml_encoding"];
  const declared = /^\s*<\?xml[^>]*encoding\s*=\s*["']([^"']+)["']/i.exec(text)?.[1];
  const findings: string[] = [];
  if (declared && !/^utf-?8$/i.test(declared)) findings.push("xml_encoding");
  if (/<!DOCTYPE/i.test(text)) findings.push("xml_doctype");
  if (/<!ENTITY/i.test(text)) findings.push("xml_entity");
  if (/<xi:include|www\.w3\.org\/2001\/XInclude/.test(text)) findings.push("xml_include");
  return findings;
}

/** True for an executable page or script that some viewer would run. */
const scripted = (text: string) => /^\s*(<(!DOCTYPE\s+)?html|<script|#!)/i.test(text);

/** Looks at a file: its true type, and whatever makes it unsafe to keep or show. Never trusts a name or a declared type. */
export async function scan(bytes: Uint8Array): Promise<Scan> {
  if (bytes.length === 0) return { type: "unknown", findings: ["empty"] };
  const found = await fileTypeFromBuffer(bytes);
  if (found?.mime === "application/pdf") return { type: "application/pdf", findings: await inspectPdf(bytes) };
  const text = readText(bytes);
  if (found?.mime === "application/xml" || (text !== null && looksLikeXml(text))) {
    if (text !== null && /<svg[\s>]/i.test(text.slice(0, 2000))) return { type: "unknown", findings: [] };
    return { type: "application/xml", findings: scanXml(text) };
  }
  if (found) return { type: binary[found.mime] ?? (found.mime.includes("zip") ? "application/zip" : "unknown"), findings: [] };
  // Some archives start with something else: their directory stands at the end.
  if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).lastIndexOf("PK\u0005\u0006", undefined, "latin1") >= 0) return { type: "application/zip", findings: [] };
  if (text !== null) return { type: scripted(text) ? "unknown" : "text/plain", findings: [] };
  const chinese = readText(bytes, "gb18030");
  return { type: chinese === null || scripted(chinese) || looksLikeXml(chinese) ? "unknown" : "text/plain; charset=gb18030", findings: [] };
}
