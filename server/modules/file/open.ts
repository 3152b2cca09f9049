import { pdfText } from "@/server/adapters/pdf";
import { audit } from "@/server/kernel/audit";
import type { OrgCtx } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { AppError, conflict } from "@/server/kernel/errors";
import { withRead, withTx } from "@/server/kernel/tx";
import type { FilePurpose } from "./contract";
import { authorizeReading, findFile, type FileRow } from "./internal";
import { bytesOf, inspectNow } from "./inspect";

export type OpenedFile = { readonly name: string; readonly contentType: string; readonly bytes: Uint8Array };

function refuseUnclean(row: FileRow): void {
  if (row.state === "clean") return;
  throw conflict(row.state === "quarantined" ? "file.errors.quarantined" : "file.errors.refused", { name: row.name });
}

/**
 * A file's content for a person of its own company, or for an operator whose work it is; every opening is audited.
 * 404 for anybody else's file, 403 without the permission, 409 while in quarantine or refused.
 */
export async function openFile(ctx: Ctx, fileId: string): Promise<OpenedFile> {
  if (!ctx.org) throw new AppError("unauthenticated", "signInFirst");
  const row = await withTx(ctx, async (tx) => {
    const found = await findFile(tx, ctx, fileId);
    authorizeReading(ctx, found);
    refuseUnclean(found);
    audit(ctx, { noun: "file", nounId: found.id, act: "file.open", parties: [found.orgId], detail: { purpose: found.purpose } });
    return found;
  });
  return { name: row.name, contentType: row.contentType ?? "application/octet-stream", bytes: await bytesOf(row) };
}

export type CleanFile = OpenedFile & { readonly id: string; readonly orgId: string; readonly sha256: string };

/**
 * A clean file of the acting company for a verb that works on its content (inspected now when it still waits).
 * 404 when foreign or of another purpose, 409 naming the file when refused.
 */
export async function loadCleanFile(ctx: OrgCtx | Ctx, fileId: string, purpose: FilePurpose): Promise<CleanFile> {
  await inspectNow(ctx, fileId);
  const row = await withRead(ctx, (tx) => findFile(tx, ctx, fileId));
  if (row.purpose !== purpose) throw conflict("file.errors.otherPurpose", { name: row.name });
  refuseUnclean(row);
  return { id: row.id, orgId: row.orgId, sha256: row.sha256, name: row.name, contentType: row.contentType ?? "", bytes: await bytesOf(row) };
}

/** The text of a clean PDF; "" when it has none or is no PDF. */
export function textOfFile(file: OpenedFile): Promise<string> {
  return file.contentType === "application/pdf" ? pdfText(file.bytes) : Promise.resolve("");
}
