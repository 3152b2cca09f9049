import { offerComment } from "@/db/schema";
import { audit } from "@/server/kernel/audit";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { AppError, notFound } from "@/server/kernel/errors";
import { withTx } from "@/server/kernel/tx";
import type { CommentInput } from "./contract";
import { loadOffer, tellDesk, tellMaker } from "./internal";

/** A word between maker and desk; `internal` stays among operators. The other side is told that there is one, not what it says. */
export async function commentOffer(ctx: Ctx, input: CommentInput): Promise<{ id: string }> {
  const operator = ctx.org?.kind === "operator";
  authorize(ctx, operator ? "offer:approve" : "offer:make");
  return withTx(ctx, async (tx) => {
    const row = await loadOffer(tx, input.offerId);
    if (!operator && row.orgId !== ctx.org.id) throw notFound("offer");
    const internal = input.internal ?? false;
    if (internal && !operator) throw new AppError("forbidden", "offer.errors.internalComment");
    const [made] = await tx.insert(offerComment).values({ offerId: row.id, kind: "comment", authorName: ctx.actor.name, authorOrgId: ctx.org.id, body: input.body, internal }).returning({ id: offerComment.id });
    if (!made) throw new Error("no comment was written");
    audit(ctx, { noun: "offer", nounId: row.id, act: "offer.comment", parties: internal ? [] : [row.orgId], detail: { number: row.number, internal } });
    if (!internal) await (operator ? tellMaker(tx, row, "comment") : tellDesk(tx, row, "comment"));
    return made;
  });
}
