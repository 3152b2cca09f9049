import { and, eq } from "drizzle-orm";
import { file } from "@/db/schema";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { notFound } from "@/server/kernel/errors";
import type { FileDetail } from "./contract";

export type FileRow = typeof file.$inferSelect;

/** The file of the acting company, or of any company for operators and our own jobs; else 404. */
export async function findFile(tx: Tx, ctx: Ctx, fileId: string): Promise<FileRow> {
  const mine = ctx.org && !ctx.platform ? eq(file.orgId, ctx.org.id) : undefined;
  const [row] = await tx.select().from(file).where(and(eq(file.id, fileId), mine));
  if (!row) throw notFound("file");
  return row;
}

export function toDetail(row: FileRow): FileDetail {
  const { id, purpose, name, contentType, bytes, state, refusedReason, findings } = row;
  return { id, purpose, name, contentType, bytes, state, refusedReason, findings, createdAt: row.createdAt.toISOString() };
}
