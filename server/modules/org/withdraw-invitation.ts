import { sql } from "drizzle-orm";
import { audit } from "@/server/kernel/audit";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { AppError } from "@/server/kernel/errors";
import { withTx } from "@/server/kernel/tx";
import type { WithdrawInvitation } from "./contract";

/** Takes an open invitation of the company back: its link stops working. Not found when it is open no more. */
export async function withdrawInvitation(ctx: Ctx, { invitationId }: WithdrawInvitation): Promise<void> {
  authorize(ctx, "org:manage_members");
  await withTx(ctx, async (tx) => {
    const { rows } = await tx.execute(sql`select app.invitation_withdraw(${invitationId}::uuid, null)`);
    if (rows.length === 0) throw new AppError("not_found", "org.errors.linkGone");
    audit(ctx, { noun: "org", nounId: ctx.org.id, act: "org.withdraw_invitation", detail: { invitationId } });
  });
}
