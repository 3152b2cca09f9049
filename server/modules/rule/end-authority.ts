import { and, eq, gt, isNull, or, sql } from "drizzle-orm";
import { authority } from "@/db/schema";
import { audit } from "@/server/kernel/audit";
import { authorize, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { conflict, notFound } from "@/server/kernel/errors";
import { businessNow, withTx } from "@/server/kernel/tx";
import type { EndAuthority } from "./contract-authority";

/** Ends an authority now, or one that has not begun before it does; offers approved under it stay as they are. */
export async function endAuthority(ctx: Ctx, input: EndAuthority): Promise<void> {
  authorize(ctx, "authority:manage");
  requireKind(ctx, "operator");
  await withTx(ctx, async (tx) => {
    const at = businessNow().toISOString();
    const [row] = await tx
      .update(authority)
      .set({ validTo: sql`greatest(${authority.validFrom}, ${at}::timestamptz)` })
      .where(and(eq(authority.id, input.authorityId), or(isNull(authority.validTo), gt(authority.validTo, sql`greatest(${authority.validFrom}, ${at}::timestamptz)`))))
      .returning();
    if (!row) {
      const [known] = await tx.select({ id: authority.id }).from(authority).where(eq(authority.id, input.authorityId));
      throw known ? conflict("authority.errors.ended") : notFound("authority");
    }
    audit(ctx, { noun: "authority", nounId: row.id, act: "authority.end", parties: [row.partnerOrgId], detail: { rateBp: row.rateBp, note: input.note ?? "" } });
  });
}
