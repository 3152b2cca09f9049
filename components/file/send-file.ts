import type { FilePurpose } from "@/server/modules/file/contract";

/** What the door says of a file: its id when it was taken, else a sentence; `reason` says why an inspected one was refused. */
export type FileAnswer = {
  readonly fileId?: string;
  readonly state?: string;
  /** The refusal's code, and its sentence. */
  readonly refusedReason?: string | null;
  readonly reason?: string | null;
  readonly what?: string;
  readonly why?: string;
  readonly todo?: string;
};

/** Sends a file to the door for uploads; throws only when the door is not reached. */
export async function sendFile(org: string, purpose: FilePurpose, file: File): Promise<FileAnswer> {
  const response = await fetch(`/api/upload?purpose=${purpose}`, {
    method: "POST",
    headers: { "x-org": org, "x-file-name": encodeURIComponent(file.name), "content-type": file.type || "application/octet-stream" },
    body: file,
  });
  const body: unknown = await response.json().catch(() => ({}));
  const answer = typeof body === "object" && body !== null ? (body as FileAnswer) : {};
  return response.ok ? answer : { ...answer, fileId: undefined };
}
