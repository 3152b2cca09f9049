import { and, eq, inArray } from "drizzle-orm";
import { offerComment } from "@/db/schema";
import { audit } from "@/server/kernel/audit";
import { authorize, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { notFound } from "@/server/kernel/errors";
import { withTx } from "@/server/kernel/tx";
import { ownOffer } from "./amend";
import type { AnswerInput } from "./contract";
import { versionsOf } from "./read-diff";

/** Answers a buyer's question about this or a former version; the answer stands on the buyer's page beside it. */
export async function answerQuestion(ctx: Ctx, input: AnswerInput): Promise<{ id: string }> {
  authorize(ctx, "offer:make");
  requireKind(ctx, "seller", "partner");
  return withTx(ctx, async (tx) => {
    const row = await ownOffer(tx, ctx, input.offerId);
    const versions = await versionsOf(tx, row.id);
    const [question] = await tx
      .select({ id: offerComment.id })
      .from(offerComment)
      .where(and(eq(offerComment.id, input.questionId), inArray(offerComment.offerId, versions.map(({ id }) => id)), eq(offerComment.kind, "question")));
    if (!question) throw notFound("offer");
    const [made] = await tx
      .insert(offerComment)
      .values({ offerId: row.id, kind: "answer", authorName: ctx.actor.name, authorOrgId: ctx.org.id, body: input.body, answersId: question.id })
      .returning({ id: offerComment.id });
    if (!made) throw new Error("no answer was written");
    audit(ctx, { noun: "offer", nounId: row.id, act: "offer.answer", parties: [row.sellerOrgId, row.partnerOrgId], detail: { number: row.number } });
    return made;
  });
}
