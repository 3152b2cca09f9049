import { inflateSync } from "node:zlib";
import { extractText, getDocumentProxy } from "unpdf";

const inflatedLimit = 32 * 1024 * 1024;
const pagesLimit = 200;

const dangers: readonly (readonly [RegExp, string])[] = [
  [/\/(JavaScript|JS)(?![A-Za-z])/, "pdf_javascript"],
  [/\/(EmbeddedFiles?|Filespec|FileAttachment)(?![A-Za-z])/, "pdf_attachment"],
  [/\/(Launch|SubmitForm|ImportData|GoToR|GoToE)(?![A-Za-z])/, "pdf_action"],
  [/\/AA(?![A-Za-z])/, "pdf_action"],
  [/\/(RichMedia|Movie|Sound|3D)(?![A-Za-z])/, "pdf_media"],
  [/\/Encrypt(?![A-Za-z])/, "pdf_encrypted"],
  [/\/XFA(?![A-Za-z])/, "pdf_form"],
];
/** Opening at a page is harmless; opening with an action is not. */
const openAction = /\/OpenAction\s*(?!\s*\[)/;

/** Names may hide behind `#4a`: read them plainly. */
const plainNames = (text: string) => text.replace(/#([0-9a-fA-F]{2})/g, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** What stands in compressed object streams, up to a limit; null when a stream would burst it. */
function openStreams(bytes: Buffer, raw: string): string | null {
  const parts: string[] = [];
  let size = 0;
  for (const match of raw.matchAll(/<<((?:(?!<<|stream)[\s\S]){0,2000}?\/ObjStm[\s\S]{0,2000}?)>>\s*stream\r?\n/g)) {
    const start = match.index + match[0].length;
    const end = raw.indexOf("endstream", start);
    try {
      const opened = inflateSync(bytes.subarray(start, end < 0 ? undefined : end), { maxOutputLength: inflatedLimit - size, finishFlush: 2 });
      size += opened.length;
      parts.push(opened.toString("latin1"));
    } catch (error) {
      if (error instanceof RangeError) return null;
      // Not deflated, or broken: the reader below decides about broken documents.
    }
  }
  return parts.join("\n");
}

async function read(bytes: Uint8Array) {
  // The library takes the buffer for itself, so it gets a copy.
  return getDocumentProxy(Uint8Array.from(bytes), { isEvalSupported: false, stopAtErrors: true, verbosity: 0 });
}

async function inspectDocument(bytes: Uint8Array): Promise<string[]> {
  try {
    const document = await read(bytes);
    const findings: string[] = [];
    if (document.numPages > pagesLimit) findings.push("pdf_too_many_pages");
    if (await document.hasJSActions()) findings.push("pdf_javascript");
    if (await document.getAttachments()) findings.push("pdf_attachment");
    await document.destroy();
    return findings;
  } catch (error) {
    return [error instanceof Error && error.name === "PasswordException" ? "pdf_encrypted" : "pdf_unreadable"];
  }
}

/** Everything in a PDF that acts, hides or locks, as codes; empty for a plain document. */
export async function inspectPdf(bytes: Uint8Array): Promise<string[]> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const raw = buffer.toString("latin1");
  const opened = openStreams(buffer, raw);
  if (opened === null) return ["pdf_too_large_inside"];
  const text = plainNames(`${raw}\n${opened}`);
  const found = dangers.filter(([pattern]) => pattern.test(text)).map(([, code]) => code);
  if (openAction.test(text)) found.push("pdf_open_action");
  return [...new Set([...found, ...(await inspectDocument(bytes))])];
}

/** A PDF's text, page by page joined; "" when it has none (a scan). Throws when the document cannot be read. */
export async function pdfText(bytes: Uint8Array): Promise<string> {
  const document = await read(bytes);
  try {
    const { text } = await extractText(document, { mergePages: true });
    return text;
  } finally {
    await document.destroy();
  }
}
