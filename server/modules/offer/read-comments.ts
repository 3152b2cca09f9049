import { asc, inArray } from "drizzle-orm";
import { offerComment } from "@/db/schema";
import type { OrgCtx } from "@/server/kernel/authorize";
import type { Tx } from "@/server/kernel/database";
import type { OfferComment, OfferQuestion } from "./contract";
import type { OfferRecord } from "./internal";

type Row = typeof offerComment.$inferSelect;

/** Everything said about these versions as far as the policies show it, in order. */
export async function saidAbout(tx: Tx, versions: readonly Pick<OfferRecord, "id">[]): Promise<Row[]> {
  return tx.select().from(offerComment).where(inArray(offerComment.offerId, versions.map(({ id }) => id))).orderBy(asc(offerComment.createdAt), asc(offerComment.id)).limit(500);
}

/** What passes between the maker and the desk; no business of the other companies. */
export function commentsFor(ctx: OrgCtx, row: Pick<OfferRecord, "orgId">, said: readonly Row[]): OfferComment[] {
  if (ctx.org.kind !== "operator" && ctx.org.id !== row.orgId) return [];
  return said
    .filter((one) => one.kind === "comment" && (!one.internal || ctx.org.kind === "operator"))
    .map((one) => ({ id: one.id, kind: one.kind, authorName: one.authorName, ours: one.authorOrgId === ctx.org.id, internal: one.internal, body: one.body, at: one.createdAt.toISOString() }));
}

/** The buyer's questions, each with its answers. */
export function questionsIn(said: readonly Row[]): OfferQuestion[] {
  const answers = said.filter((one) => one.kind === "answer");
  return said
    .filter((one) => one.kind === "question")
    .map(({ id, body, createdAt }) => ({
      id,
      body,
      at: createdAt.toISOString(),
      answers: answers.filter((one) => one.answersId === id).map((one) => ({ id: one.id, body: one.body, authorName: one.authorName, at: one.createdAt.toISOString() })),
    }));
}
