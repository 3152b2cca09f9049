import { and, eq, inArray, ne } from "drizzle-orm";
import { demandFile, file, fileShare } from "@/db/schema";
import type { OrgCtx } from "@/server/kernel/authorize";
import type { Tx } from "@/server/kernel/database";
import { invalid } from "@/server/kernel/errors";
import type { DemandRecord } from "./internal";

/**
 * Puts own uploaded files beside an entry of the timeline: whoever may read the entry may open them. `share` also
 * shows them to the demand's other company for good.
 */
export async function attachFiles(tx: Tx, ctx: OrgCtx, row: DemandRecord, eventId: string, fileIds: readonly string[] = [], how: "share" | "beside" = "share"): Promise<void> {
  const wanted = [...new Set(fileIds)];
  if (wanted.length === 0) return;
  const usable = and(inArray(file.id, wanted), eq(file.orgId, ctx.org.id), inArray(file.purpose, ["progress", "evidence"]), ne(file.state, "refused"));
  const files = await tx.select({ id: file.id, name: file.name }).from(file).where(usable);
  if (files.length < wanted.length) throw invalid("demand.errors.fileUnusable", {}, { fileIds: "demand.errors.field.fileUnusable" });
  await tx.insert(demandFile).values(files.map(({ id, name }) => ({ demandId: row.id, eventId, fileId: id, name })));
  if (how === "beside") return;
  const others = [row.submitterOrgId, row.sellerOrgId].filter((orgId): orgId is string => orgId !== null && orgId !== ctx.org.id);
  const shares = others.flatMap((orgId) => files.map(({ id }) => ({ fileId: id, ownerOrgId: ctx.org.id, orgId })));
  if (shares.length > 0) await tx.insert(fileShare).values(shares).onConflictDoNothing();
}
