import { and, eq, inArray, isNotNull } from "drizzle-orm";
import { demand } from "@/db/schema";
import { audit } from "@/server/kernel/audit";
import { authorize, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { conflict } from "@/server/kernel/errors";
import { withTx } from "@/server/kernel/tx";
import type { RefuseCloseInput } from "./contract";
import { note, salesRoles, tell } from "./events";
import { loadDemand, noCloseRequest } from "./internal";

/** The partner keeps its demand open, with the reason; the seller goes on. */
export async function refuseClose(ctx: Ctx, input: RefuseCloseInput): Promise<void> {
  authorize(ctx, "demand:follow");
  requireKind(ctx, "partner");
  await withTx(ctx, async (tx) => {
    const before = await loadDemand(tx, ctx, input.demandId);
    const asked = and(eq(demand.id, before.id), eq(demand.submitterOrgId, ctx.org.id), inArray(demand.status, ["converting", "stale"]), isNotNull(demand.closeRequestDueAt));
    const [row] = await tx.update(demand).set(noCloseRequest).where(asked).returning();
    if (!row) throw conflict("demand.errors.noCloseRequest");
    await note(tx, ctx, row.id, { act: "refuse_close", note: input.note });
    audit(ctx, { noun: "demand", nounId: row.id, act: "demand.refuse_close", parties: [row.sellerOrgId], detail: { number: row.number } });
    await tell(tx, row.sellerOrgId, row, "refuse_close", { roles: salesRoles });
  });
}
