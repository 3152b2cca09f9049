import { EINVOICE_MAX_BYTES, parseEInvoiceXml, type EInvoice } from "@/lib/einvoice";
import type { Ctx } from "@/server/kernel/ctx";
import { notFound } from "@/server/kernel/errors";
import { type FileDetail, inspectNow, loadCleanFile } from "@/server/modules/file";
import type { Unreadable } from "./contract";

/** A file's name with the invoice in it, or why there is none. */
export type ReadFile = { readonly fileId: string; readonly fileName: string } & ({ readonly invoice: EInvoice; readonly unreadable: null } | { readonly invoice: null; readonly unreadable: Unreadable });

/** What the inspection found, in this noun's words; anything else is an unsafe file. */
const found: Readonly<Record<string, string>> = { zip: "archive", xml_encoding: "encoding", xml_doctype: "doctype", xml_entity: "doctype", xml_include: "doctype", type: "other_type", empty: "not_an_invoice" };

function refusedFile(detail: FileDetail): Unreadable | null {
  const values = { name: detail.name };
  if (detail.state === "refused") return { code: found[detail.refusedReason ?? ""] ?? "unsafe", values };
  return detail.contentType === "application/xml" ? null : { code: "other_type", values };
}

/**
 * Reads the invoice in an uploaded file of the acting company: inspected first, clean, XML, then parsed.
 * 404 for a foreign file and for one of another purpose; all else is answered as `unreadable`.
 */
export async function readFile(ctx: Ctx, fileId: string): Promise<ReadFile> {
  const detail = await inspectNow(ctx, fileId);
  if (detail.purpose !== "invoice") throw notFound("file");
  const head = { fileId, fileName: detail.name };
  const refused = refusedFile(detail);
  if (refused) return { ...head, invoice: null, unreadable: refused };
  const parsed = parseEInvoiceXml((await loadCleanFile(ctx, fileId, "invoice")).bytes);
  if (parsed.ok) return { ...head, invoice: parsed.invoice, unreadable: null };
  const values = { name: detail.name, field: parsed.field ?? "", limit: String(EINVOICE_MAX_BYTES / 1024 / 1024) };
  return { ...head, invoice: null, unreadable: { code: parsed.code, values } };
}
