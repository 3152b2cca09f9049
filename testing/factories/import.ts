import type { Ctx } from "@/server/kernel/ctx";
import { systemCtx } from "@/server/kernel/ctx";
import { checkImport, checkImportJob, type Mapping, readImport, runImport, runImportJob, startImport } from "@/server/modules/demand";
import { inspectNow, receiveUpload } from "@/server/modules/file";

const job = systemCtx("import job");

/** A table sent in and looked at by the scanner. */
export async function uploadTable(ctx: Ctx, content: string | Uint8Array, name = "需求.csv"): Promise<string> {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  const { fileId } = await receiveUpload(ctx, { purpose: "import", name, declaredType: "text/csv", bytes });
  await inspectNow(ctx, fileId);
  return fileId;
}

/** A table whose columns were guessed. */
export async function startTable(ctx: Ctx, content: string | Uint8Array): Promise<string> {
  return (await startImport(ctx, { fileId: await uploadTable(ctx, content) })).batchId;
}

/** A table checked row by row with the guessed columns, or with others. */
export async function checkedTable(ctx: Ctx, content: string | Uint8Array, mapping?: Mapping): Promise<string> {
  const batchId = await startTable(ctx, content);
  await checkImport(ctx, { batchId, mapping: mapping ?? (await readImport(ctx, { batchId })).mapping });
  await checkImportJob(job, { batchId });
  return batchId;
}

/** A table whose good rows are submitted demand. */
export async function importedTable(ctx: Ctx, content: string | Uint8Array): Promise<string> {
  const batchId = await checkedTable(ctx, content);
  await runImport(ctx, { batchId });
  await runImportJob(job, { batchId });
  return batchId;
}
