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
