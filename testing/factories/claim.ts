import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { diskStorage, useStorage } from "@/server/adapters/storage";
import type { Ctx } from "@/server/kernel/ctx";
import { inspectNow, receiveUpload } from "@/server/modules/file";
import { claimOrder } from "@/server/modules/order";

let kept: Promise<void> | undefined;

/** A clean file of the partner's, kept in a folder of the test's own. */
export async function makeProof(partner: Ctx): Promise<string> {
  kept ??= mkdtemp(join(tmpdir(), "countinghouse-proof-")).then((folder) => useStorage(diskStorage(folder)));
  await kept;
  const { fileId } = await receiveUpload(partner, { purpose: "proof", name: "往来邮件.txt", declaredType: "text/plain", bytes: Buffer.from("2026-03-01 客户确认由我方推荐") });
  await inspectNow(partner, fileId);
  return fileId;
}

/** A claim to an order by its number and buyer. */
export async function makeClaim(partner: Ctx, order: { number: string; buyer: string }): Promise<{ id: string; number: string }> {
  return claimOrder(partner, { orderNumber: order.number, buyerAccount: order.buyer, reason: "客户由我方推荐，下单时未选择优惠", proofFileId: await makeProof(partner) });
}
