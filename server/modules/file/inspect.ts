import { and, eq } from "drizzle-orm";
import { file } from "@/db/schema";
import { scan } from "@/server/adapters/scan";
import { storage } from "@/server/adapters/storage";
import { audit } from "@/server/kernel/audit";
import type { Ctx } from "@/server/kernel/ctx";
import { notFound } from "@/server/kernel/errors";
import { businessNow, withRead, withTx } from "@/server/kernel/tx";
import type { FileDetail } from "./contract";
import { authorizeReading, findFile, type FileRow, toDetail } from "./internal";
import { refusalOf } from "./rules";

/**
 * Looks into a quarantined file now and decides: clean, or refused with its reason. A file already decided stays as it is.
 * Answers the file as it stands afterwards; 404 for a foreign one.
 */
export async function inspectNow(ctx: Ctx, fileId: string): Promise<FileDetail> {
  const row = await withRead(ctx, (tx) => findFile(tx, ctx, fileId));
  authorizeReading(ctx, row);
  if (row.state !== "quarantined") return toDetail(row);
  // The look itself takes its time, so no transaction is open meanwhile.
  const found = await scan(await storage().get(row.storageKey));
  const reason = refusalOf(row.purpose, found);
  return withTx(ctx, async (tx) => {
    const [decided] = await tx
      .update(file)
      .set({ state: reason ? "refused" : "clean", contentType: found.type, refusedReason: reason, findings: [...found.findings], scannedAt: businessNow() })
      .where(and(eq(file.id, row.id), eq(file.state, "quarantined")))
      .returning();
    if (!decided) return toDetail(await findFile(tx, ctx, fileId));
    audit(ctx, { noun: "file", nounId: row.id, act: "file.inspect", parties: [row.orgId], detail: { state: decided.state, type: found.type, reason } });
    return toDetail(decided);
  });
}

/** Bytes exactly as received; throws when the disk holds something else under the key. */
export async function bytesOf(row: FileRow): Promise<Uint8Array> {
  const bytes = await storage().get(row.storageKey);
  if (bytes.length !== row.bytes) throw notFound("file");
  return bytes;
}
