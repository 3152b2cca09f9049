import { z } from "zod";
import { trimmedText } from "@/lib/fields";

export const filePurposes = ["certificate", "invoice", "evidence", "progress", "proof", "import", "material"] as const;
export type FilePurpose = (typeof filePurposes)[number];
export const fileStateNames = ["quarantined", "clean", "refused"] as const;
export type FileState = (typeof fileStateNames)[number];

const mebibyte = 1024 * 1024;
const papers = ["application/pdf", "image/png", "image/jpeg", "text/plain"] as const;
/** What each purpose takes: largest size in bytes, types found in the content, and what a file chooser offers. */
export const purposeRules = {
  certificate: { maxBytes: 20 * mebibyte, types: ["application/pdf", "image/png", "image/jpeg"], accept: ".pdf,.png,.jpg,.jpeg" },
  invoice: { maxBytes: 5 * mebibyte, types: ["application/xml", "application/pdf"], accept: ".xml,.pdf" },
  evidence: { maxBytes: 20 * mebibyte, types: papers, accept: ".pdf,.png,.jpg,.jpeg,.txt" },
  progress: { maxBytes: 20 * mebibyte, types: papers, accept: ".pdf,.png,.jpg,.jpeg,.txt" },
  proof: { maxBytes: 20 * mebibyte, types: papers, accept: ".pdf,.png,.jpg,.jpeg,.txt" },
  import: { maxBytes: 50 * mebibyte, types: ["text/plain", "text/plain; charset=gb18030"], accept: ".csv,text/csv" },
  material: { maxBytes: 50 * mebibyte, types: papers, accept: ".pdf,.png,.jpg,.jpeg,.txt" },
} as const satisfies Record<FilePurpose, { maxBytes: number; types: readonly string[]; accept: string }>;

export const uploadHead = z.object({
  purpose: z.enum(filePurposes),
  name: trimmedText(1, 200),
  declaredType: z.string().max(200),
});
export type Upload = z.output<typeof uploadHead> & { readonly bytes: Uint8Array };

export const fileInput = z.object({ fileId: z.uuid() });

/** A file as its company sees it. `refusedReason` is a message key under `file.reason`. */
export type FileDetail = {
  readonly id: string;
  readonly purpose: FilePurpose;
  readonly name: string;
  readonly contentType: string | null;
  readonly bytes: number;
  readonly state: FileState;
  readonly refusedReason: string | null;
  readonly findings: readonly string[];
  readonly createdAt: string;
};
