import { requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { withRead } from "@/server/kernel/tx";
import type { FileDetail } from "./contract";
import { authorizeReading, findFile, toDetail } from "./internal";

/** One file's facts; 404 for a foreign one, 403 when it is not the person's work. */
export async function readFileDetail(ctx: Ctx, fileId: string): Promise<FileDetail> {
  requireKind(ctx, "seller", "partner", "operator");
  return withRead(ctx, async (tx) => {
    const row = await findFile(tx, ctx, fileId);
    authorizeReading(ctx, row);
    return toDetail(row);
  });
}
