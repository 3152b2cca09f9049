import { eq } from "drizzle-orm";
import { file } from "@/db/schema";
import { storage } from "@/server/adapters/storage";
import { audit } from "@/server/kernel/audit";
import { requireSystem } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { withTx } from "@/server/kernel/tx";

/** Removes a file's content for good; that there was one stays known. Told twice, it finishes what was begun. */
export async function discardFile(ctx: Ctx, fileId: string): Promise<void> {
  requireSystem(ctx);
  const row = await withTx(ctx, async (tx) => {
    const [gone] = await tx.update(file).set({ state: "refused", refusedReason: "removed", findings: [] }).where(eq(file.id, fileId)).returning();
    if (gone) audit(ctx, { noun: "file", nounId: gone.id, act: "file.discard", parties: [gone.orgId], detail: { purpose: gone.purpose } });
    return gone;
  });
  // Only once nobody finds it any more.
  if (row) await storage().remove(row.storageKey);
}
