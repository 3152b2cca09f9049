import { and, eq, isNull, lte } from "drizzle-orm";
import { offer } from "@/db/schema";
import { audit } from "@/server/kernel/audit";
import { requireSystem } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { businessNow, withRead, withTx } from "@/server/kernel/tx";
import { tellDesk, tellMaker } from "./internal";

/** Tells the administrators of offers the desk has not decided in time, once each, and their makers that it was told. Answers how many. */
export async function escalateOverdue(ctx: Ctx): Promise<number> {
  requireSystem(ctx);
  const overdue = () => and(eq(offer.status, "review"), lte(offer.dueAt, businessNow()), isNull(offer.escalatedAt));
  const late = await withRead(ctx, (tx) => tx.select({ id: offer.id }).from(offer).where(overdue()).limit(500));
  let told = 0;
  for (const { id } of late) {
    told += await withTx(ctx, async (tx) => {
      const [row] = await tx.update(offer).set({ escalatedAt: businessNow() }).where(and(eq(offer.id, id), overdue())).returning();
      if (!row) return 0;
      audit(ctx, { noun: "offer", nounId: row.id, act: "offer.escalate", parties: [row.orgId], detail: { number: row.number } });
      await tellDesk(tx, row, "overdue", { roles: ["admin"], actionNeeded: "decide" });
      await tellMaker(tx, row, "late");
      return 1;
    });
  }
  return told;
}
