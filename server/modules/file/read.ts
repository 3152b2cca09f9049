import { inArray } from "drizzle-orm";
import { file } from "@/db/schema";
import { requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { withRead } from "@/server/kernel/tx";
import type { FileDetail } from "./contract";
import { findFile, toDetail } from "./internal";

/** One file's facts; 404 for a foreign one. */
export async function readFileDetail(ctx: Ctx, fileId: string): Promise<FileDetail> {
  requireKind(ctx, "seller", "partner", "operator");
  return withRead(ctx, async (tx) => toDetail(await findFile(tx, ctx, fileId)));
}

/** The facts of several files by id, of those the company may see. */
export async function readFiles(ctx: Ctx, fileIds: readonly string[]): Promise<Map<string, FileDetail>> {
  if (fileIds.length === 0) return new Map();
  const rows = await withRead(ctx, (tx) => tx.select().from(file).where(inArray(file.id, [...fileIds])));
  return new Map(rows.map((row) => [row.id, toDetail(row)]));
}
