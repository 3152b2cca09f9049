import { and, count, eq, gt } from "drizzle-orm";
import { offer, offerComment } from "@/db/schema";
import { audit } from "@/server/kernel/audit";
import type { Tx } from "@/server/kernel/database";
import { AppError, conflict, notFound } from "@/server/kernel/errors";
import { businessNow, withTx } from "@/server/kernel/tx";
import type { AskInput } from "./contract";
import { type Guest, guestOf, tellMaker } from "./internal";
import { asOnPage } from "./rules";

const hourly = 5;
const hourMs = 3_600_000;

/** Whether the buyer may ask one more question about this offer now: at most five an hour. */
export async function mayAsk(tx: Tx, offerId: string): Promise<boolean> {
  const since = new Date(businessNow().getTime() - hourMs);
  const [asked] = await tx.select({ n: count() }).from(offerComment).where(and(eq(offerComment.offerId, offerId), eq(offerComment.kind, "question"), gt(offerComment.createdAt, since)));
  return (asked?.n ?? 0) < hourly;
}

/** The buyer asks about the version on its page while the offer is scheduled or in force; the maker is told. One at a time per offer. */
export async function askMaker(guest: Guest, input: AskInput): Promise<{ id: string }> {
  const { ctx, offerId } = await guestOf(input.token, guest);
  return withTx(ctx, async (tx) => {
    const [row] = await tx.select().from(offer).where(eq(offer.id, offerId)).for("update");
    if (!row) throw notFound("offer");
    asOnPage(row, input);
    const now = businessNow();
    if (!["scheduled", "effective"].includes(row.status) || row.endsAt <= now) throw conflict("offer.errors.notAsking");
    if (!(await mayAsk(tx, offerId))) throw new AppError("limited", "offer.errors.tooManyQuestions", { most: hourly });
    const [made] = await tx
      .insert(offerComment)
      .values({ offerId, kind: "question", authorName: ctx.actor.name, body: input.body })
      .returning({ id: offerComment.id });
    if (!made) throw new Error("no question was written");
    audit(ctx, { noun: "offer", nounId: row.id, act: "offer.ask", parties: [row.orgId], detail: { number: row.number } });
    await tellMaker(tx, row, "ask", { actionNeeded: "answer" });
    return made;
  });
}
