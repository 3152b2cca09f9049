import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { idempotencyKey } from "@/db/schema";
import { canonicalJson } from "./audit";
import type { OrgCtx } from "./authorize";
import type { Tx } from "./database";
import { conflict } from "./errors";

/** Runs `work` once per key and company; a repeat gets the first answer, another request under the key a 409. */
export async function once<T>(tx: Tx, ctx: OrgCtx, key: string, request: unknown, work: () => Promise<T>): Promise<T> {
  const requestHash = createHash("sha256").update(canonicalJson(request)).digest("hex");
  const mine = and(eq(idempotencyKey.orgId, ctx.org.id), eq(idempotencyKey.key, key));
  const [made] = await tx.insert(idempotencyKey).values({ orgId: ctx.org.id, key, requestHash }).onConflictDoNothing().returning();
  if (!made) {
    const [known] = await tx.select().from(idempotencyKey).where(mine);
    if (known?.requestHash !== requestHash) throw conflict("keyReused", { key });
    return known.answer as T;
  }
  const answer = await work();
  await tx.update(idempotencyKey).set({ answer: JSON.parse(canonicalJson(answer ?? null)) as unknown }).where(mine);
  return answer;
}
