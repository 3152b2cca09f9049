import { and, count, eq, gt, inArray } from "drizzle-orm";
import { demandEvent } from "@/db/schema";
import { bothNames } from "@/lib/names";
import { audit } from "@/server/kernel/audit";
import { authorize, type OrgCtx } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { AppError, conflict } from "@/server/kernel/errors";
import { once } from "@/server/kernel/idempotency";
import { operatorOrgId } from "@/server/kernel/marketplace";
import { businessNow, withTx } from "@/server/kernel/tx";
import { attachFiles } from "./attach-files";
import { commentsPerHour, type DemandCommentInput } from "./contract-comment";
import { dispatchRoles, note, salesRoles, tell, tellPersons } from "./events";
import { type DemandRecord, lockDemandRow } from "./internal";
import { mentionedBy } from "./read-mentioned";
import { sellerReads } from "./read-comments";

/**
 * Says something about a demand, to everybody on the deal or to the own company alone. The seller reads what others
 * say only while the customer is released to it; the log and the notices tell that something was said, not what.
 */
export async function commentDemand(ctx: Ctx, { key, ...said }: DemandCommentInput): Promise<{ id: string }> {
  authorize(ctx, "demand:follow");
  return withTx(ctx, (tx) => (key ? once(tx, ctx, `demand.comment:${key}`, said, () => write(tx, ctx, said)) : write(tx, ctx, said)));
}

async function write(tx: Tx, ctx: OrgCtx, said: Omit<DemandCommentInput, "key">): Promise<{ id: string }> {
  const row = await lockDemandRow(tx, ctx, said.demandId);
  if (row.status === "draft") throw conflict("demand.errors.notSubmittedYet");
  await refuseFlood(tx, ctx, row.id);
  const own = said.audience === "own";
  const readers = own ? [] : await readersOf(tx, ctx, row);
  const { personIds, names } = await mentionedBy(tx, ctx, row, said.mentions);
  const id = await note(tx, ctx, row.id, { act: own ? "own_comment" : "comment", note: said.text, detail: names ? { mentions: names } : {} });
  await attachFiles(tx, ctx, row, id, said.fileIds, "beside");
  const detail = { number: row.number, audience: said.audience, files: said.fileIds?.length ?? 0, mentions: personIds.length };
  audit(ctx, { noun: "demand", nounId: row.id, act: "demand.comment", parties: readers.map(({ orgId }) => orgId), detail });
  for (const { orgId, roles } of readers) await tell(tx, orgId, row, "comment", { roles, values: bothNames("company", ctx.org.nameZh, ctx.org.nameEn) });
  await tellPersons(tx, ctx.org.id, personIds, row, "mention_comment", { person: ctx.actor.name });
  return { id };
}

type Reader = { readonly orgId: string; readonly roles: typeof salesRoles | typeof dispatchRoles };

/** The other companies that can read what is said to everybody now. */
async function readersOf(tx: Tx, ctx: OrgCtx, row: DemandRecord): Promise<Reader[]> {
  const operator = await operatorOrgId(tx);
  const seller = (await sellerReads(tx, ctx, row)) === "now" ? row.sellerOrgId : null;
  const orgs = new Set([row.submitterOrgId, seller, operator].filter((orgId): orgId is string => orgId !== null && orgId !== ctx.org.id));
  return [...orgs].map((orgId) => ({ orgId, roles: orgId === operator && orgId !== row.submitterOrgId ? dispatchRoles : salesRoles }));
}

/** 429 once the company has said all that is heard of one demand in an hour. */
async function refuseFlood(tx: Tx, ctx: OrgCtx, demandId: string): Promise<void> {
  const since = new Date(businessNow().getTime() - 3_600_000);
  const ours = and(eq(demandEvent.demandId, demandId), inArray(demandEvent.act, ["comment", "own_comment"]), eq(demandEvent.actorOrgId, ctx.org.id), gt(demandEvent.createdAt, since));
  const [said] = await tx.select({ n: count() }).from(demandEvent).where(ours);
  if (Number(said?.n ?? 0) >= commentsPerHour) throw new AppError("limited", "demand.errors.tooManyComments", { most: commentsPerHour });
}
