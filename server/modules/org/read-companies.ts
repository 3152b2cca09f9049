import { asc, eq } from "drizzle-orm";
import { org } from "@/db/schema";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { withRead } from "@/server/kernel/tx";

/** Every seller's or partner's name, to choose from. */
export async function companies(ctx: Ctx, kind: "seller" | "partner"): Promise<{ id: string; name: string }[]> {
  authorize(ctx, "org:read");
  const rows = await withRead(ctx, (tx) => tx.select().from(org).where(eq(org.kind, kind)).orderBy(asc(org.nameZh)).limit(2000));
  return rows.map(({ id, nameZh, nameEn }) => ({ id, name: ctx.locale === "en" ? nameEn || nameZh : nameZh }));
}
