import { createHash } from "node:crypto";
import { file } from "@/db/schema";
import { storage } from "@/server/adapters/storage";
import { audit } from "@/server/kernel/audit";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { invalid } from "@/server/kernel/errors";
import { enqueue } from "@/server/kernel/outbox";
import { withTx } from "@/server/kernel/tx";
import { purposeRules, type Upload, uploadHead } from "./contract";
import { tidyName } from "./rules";

/**
 * Takes a file into quarantine: kept under a random key, its hash noted, its inspection ordered.
 * Refused when empty or larger than its purpose allows. Until inspected it can be neither read nor used.
 */
export async function receiveUpload(ctx: Ctx, upload: Upload): Promise<{ fileId: string }> {
  authorize(ctx, "file:upload");
  const head = uploadHead.parse(upload);
  const { bytes } = upload;
  const most = purposeRules[head.purpose].maxBytes;
  if (bytes.length === 0) throw invalid("file.errors.empty");
  if (bytes.length > most) throw invalid("file.errors.tooLarge", { megabytes: most / 1024 / 1024 });
  const storageKey = await storage().put(bytes);
  const keep = withTx(ctx, async (tx) => {
    const [row] = await tx
      .insert(file)
      .values({
        orgId: ctx.org.id,
        purpose: head.purpose,
        name: tidyName(head.name),
        declaredType: head.declaredType,
        bytes: bytes.length,
        sha256: createHash("sha256").update(bytes).digest("hex"),
        storageKey,
        uploadedBy: ctx.actor.kind === "person" ? ctx.actor.id : null,
      })
      .returning({ id: file.id });
    const fileId = row?.id as string;
    audit(ctx, { noun: "file", nounId: fileId, act: "file.receive", detail: { purpose: head.purpose, bytes: bytes.length } });
    await enqueue(tx, "inspect_file", { fileId, orgId: ctx.org.id }, { jobKey: `inspect:${fileId}` });
    return { fileId };
  });
  return keep.catch(async (error: unknown) => {
    await storage().remove(storageKey);
    throw error;
  });
}
