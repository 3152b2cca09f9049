import { and, desc, eq, inArray } from "drizzle-orm";
import { demandCandidate, matchChoice, org } from "@/db/schema";
import { checkQuestions } from "@/lib/states/demand";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { type AppError, invalid, toAppError } from "@/server/kernel/errors";
import { businessNow, withRead, withTx } from "@/server/kernel/tx";
import { assignDemand } from "./assign";
import { refuseUnseen } from "./check-seen";
import type { AssignAnswer, AssignManyInput, Seen } from "./contract-dispatch";
import { type DemandRecord, loadDemand } from "./internal";
import { rankFor } from "./read-match";

/** The order in which sellers are asked, after whatever order there was: the first one has been asked just now. */
async function keepOrder(tx: Tx, demandId: string, sellerOrgIds: readonly string[]): Promise<void> {
  const [last] = await tx.select({ position: demandCandidate.position }).from(demandCandidate).where(eq(demandCandidate.demandId, demandId)).orderBy(desc(demandCandidate.position)).limit(1);
  const start = (last?.position ?? 0) + 1;
  const asked = { state: "asked" as const, assignedAt: businessNow() };
  await tx.insert(demandCandidate).values(sellerOrgIds.map((sellerOrgId, at) => ({ demandId, sellerOrgId, position: start + at, ...(at === 0 ? asked : {}) })));
}

async function refuseStrangers(tx: Tx, sellerOrgIds: readonly string[]): Promise<void> {
  const known = await tx.select({ id: org.id }).from(org).where(and(inArray(org.id, [...sellerOrgIds]), eq(org.kind, "seller")));
  if (known.length < sellerOrgIds.length) throw invalid("demand.errors.noSuchSeller", {}, { sellerOrgIds: "errors.field.invalid" });
}

type Choice = { readonly sellerOrgIds: readonly string[]; readonly note?: string | undefined; readonly seen: Seen | undefined };

/** One demand to the first of these sellers; the others follow when it refuses or lets it lapse. */
async function assignInOrder(ctx: Ctx, record: DemandRecord, { sellerOrgIds, note, seen }: Choice): Promise<void> {
  const [first = ""] = sellerOrgIds;
  await withTx(ctx, async (tx) => {
    await refuseStrangers(tx, sellerOrgIds);
    const ranking = (await rankFor(tx, [record])).get(record.id) ?? [];
    await refuseUnseen(tx, ctx, seen);
    await assignDemand(ctx, { demandId: record.id, sellerOrgId: first, note });
    await keepOrder(tx, record.id, sellerOrgIds);
    await tx.insert(matchChoice).values({
      demandId: record.id,
      ranking: ranking.map(({ sellerOrgId, productId, score, reasons }) => ({ sellerOrgId, productId, score, reasons })),
      chosen: [...sellerOrgIds],
      chosenBy: ctx.actor.kind === "person" ? ctx.actor.id : null,
      chosenByName: ctx.actor.name,
    });
  });
}

type AssignOutcome = Omit<AssignAnswer, "trouble"> & { readonly error: AppError | null };

async function assignOne(ctx: Ctx, demandId: string, choice: Choice): Promise<AssignOutcome> {
  let known: Pick<AssignOutcome, "number" | "unchecked"> = { number: null, unchecked: false };
  try {
    const record = await withRead(ctx, (tx) => loadDemand(tx, ctx, demandId));
    known = { number: record.number, unchecked: checkQuestions.some((question) => record.checks[question] === undefined) };
    await assignInOrder(ctx, record, choice);
    return { demandId, ...known, assigned: true, error: null };
  } catch (thrown) {
    const error = toAppError(thrown);
    if (!error) throw thrown;
    return { demandId, ...known, assigned: false, error };
  }
}

/**
 * Gives each demand to these sellers in order, each in a transaction of its own: what cannot be assigned says why and
 * keeps none of the others. Assigning what was never verified is possible and marked in the answer.
 */
export async function assignMany(ctx: Ctx, input: AssignManyInput): Promise<AssignOutcome[]> {
  authorize(ctx, "demand:dispatch");
  const answers: AssignOutcome[] = [];
  for (const demandId of input.demandIds) answers.push(await assignOne(ctx, demandId, { ...input, seen: input.seen?.find((one) => one.demandId === demandId) }));
  return answers;
}
