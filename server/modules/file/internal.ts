import { and, eq, exists, inArray, or, sql } from "drizzle-orm";
import { demandFile, file, fileShare } from "@/db/schema";
import type { Permission } from "@/lib/permissions";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { notFound } from "@/server/kernel/errors";
import type { FileDetail, FilePurpose } from "./contract";

export type FileRow = typeof file.$inferSelect;

/** The file of the acting company or shown to it (beside words it may read, too), or any company's for operators and our own jobs; else 404. */
export async function findFile(tx: Tx, ctx: Ctx, fileId: string): Promise<FileRow> {
  const shown = tx.select({ id: fileShare.fileId }).from(fileShare).where(eq(fileShare.orgId, ctx.org?.id ?? fileId));
  const beside = tx.select({ id: demandFile.id }).from(demandFile).where(eq(demandFile.fileId, file.id));
  // Operators read everything but what lies beside a company's words among its own; our own jobs have no company.
  const open = ctx.org ? sql`not app.kept_paper(${file.id})` : undefined;
  const mine = ctx.org && !ctx.platform ? or(eq(file.orgId, ctx.org.id), inArray(file.id, shown), exists(beside)) : open;
  const [row] = await tx.select().from(file).where(and(eq(file.id, fileId), mine));
  if (!row) throw notFound("file");
  return row;
}

/** Whose work it is to read a company's papers, by what they are for. */
const readers: Readonly<Record<FilePurpose, { readonly operator: Permission; readonly company: Permission }>> = {
  certificate: { operator: "review:read", company: "product:read" },
  invoice: { operator: "invoice:read", company: "invoice:read" },
  evidence: { operator: "order:read", company: "order:read" },
  progress: { operator: "demand:read", company: "demand:read" },
  proof: { operator: "order:read", company: "order:read" },
  import: { operator: "demand:import", company: "demand:import" },
  material: { operator: "product:read", company: "product:read" },
};

/** Refuses a person whose work the file is not; our own jobs may read any. */
export function authorizeReading(ctx: Ctx, row: FileRow): void {
  if (ctx.actor.kind === "system") return;
  authorize(ctx, readers[row.purpose][ctx.platform ? "operator" : "company"]);
}

export function toDetail(row: FileRow): FileDetail {
  const { id, purpose, name, contentType, bytes, state, refusedReason, findings } = row;
  return { id, purpose, name, contentType, bytes, state, refusedReason, findings, createdAt: row.createdAt.toISOString() };
}
