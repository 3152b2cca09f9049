import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { testDatabase } from "@/testing/database";
import { demandLifecycle } from "@/lib/states/demand";
import { stateNames } from "@/lib/states/lifecycle";
import { filledDemand } from "@/testing/factories/demand";
import { type Cast, makeCast, passDays } from "@/testing/factories/demand-cast";
import { AppError } from "@/server/kernel/errors";
import { systemCtx } from "@/server/kernel/ctx";
import * as demands from ".";
import { type Actor, type History, modelClock, modelStep, startHistory, type Step } from "@/testing/factories/demand-model";

const db = testDatabase();
const system = systemCtx("sweep");
const day = 86_400_000;
let cast: Cast;
beforeAll(async () => {
  cast = await makeCast();
});

const people = (): Record<Actor, Parameters<typeof demands.acceptDemand>[0]> => ({ a: cast.sales, b: cast.otherSales, partner: cast.partner, dispatcher: cast.dispatcher, viewer: cast.sellerViewer, stranger: cast.otherPartner, system });

async function act(demandId: string, { verb, actor, seller }: Exclude<Step, { verb: "pass" }>): Promise<unknown> {
  const ctx = people()[actor];
  const sellers = { a: cast.seller.id, b: cast.otherSeller.id };
  const [first, second] = seller === "b" ? [sellers.b, sellers.a] : [sellers.a, sellers.b];
  const verbs = {
    submit: () => demands.submitDemand(ctx, { demandId }),
    return: () => demands.returnDemand(ctx, { demandId, note: "补" }),
    assign: () => demands.assignDemand(ctx, { demandId, sellerOrgId: first }),
    assignBoth: async () => {
      const [answer] = await demands.assignMany(ctx, { demandIds: [demandId], sellerOrgIds: [first, second] });
      if (answer?.error) throw answer.error;
    },
    cancel: () => demands.cancelDemand(ctx, { demandId }),
    accept: () => demands.acceptDemand(ctx, { demandId, rulesVersion: demands.demandRulesVersion }),
    reject: () => demands.rejectDemand(ctx, { demandId, reasonCode: "other", note: "否" }),
    ask: () => demands.askSubmitter(ctx, { demandId, question: "？" }),
    answer: () => demands.answerQuestion(ctx, { demandId, answer: "！" }),
    extend: () => demands.extendDemand(ctx, { demandId, note: "…" }),
    progress: () => demands.logProgress(ctx, { demandId, text: "…" }),
    edit: () => demands.editSolution(ctx, { demandId, lines: [] }),
    requestClose: () => demands.requestClose(ctx, { demandId, outcome: "lost", reasonCode: "price", note: "…" }),
    confirmClose: () => demands.confirmClose(ctx, { demandId }),
    refuseClose: () => demands.refuseClose(ctx, { demandId, note: "…" }),
    closeLost: () => demands.closeLost(ctx, { demandId, reasonCode: "price", note: "…" }),
    closeWon: () => demands.closeWon(ctx, { demandId, evidence: "HT" }),
    lock: () => demands.lockDemand(ctx, demandId, demandId),
    unlock: () => demands.unlockDemand(ctx, demandId, "expired"),
    win: async () => {
      if (!(await demands.winDemand(ctx, { demandId, orderId: demandId }))) throw new AppError("conflict", "stateMoved");
    },
    reopen: () => demands.reopenDemand(ctx, { demandId, note: "…" }),
  };
  return verbs[verb]();
}

type Found = { status: string; seller: string | null; paused: boolean; extended: boolean; asked: boolean; released: string | null; due: string; nudge: string; stall: string };
/** What the database holds, told as the model tells it: the sellers by letter, what is due in half days from now. */
async function foundOf(id: string): Promise<Found> {
  const [row] = await db.sql<Record<string, never>>(
    `select d.status, d.seller_org_id, d.paused_at, d.extended_at, d.close_request_due_at, c.released_to_org_id, app.now() as now, d.due_at, d.nudge_due_at, d.stall_due_at
     from demand d join demand_customer c on c.demand_id = d.id where d.id = $1`,
    [id],
  );
  const { now, ...found } = row as unknown as Record<string, Date & string>;
  const letter = (orgId: string | undefined) => (orgId === cast.seller.id ? "a" : orgId === cast.otherSeller.id ? "b" : null);
  const left = (at: Date | null | undefined) => (at ? ((at.getTime() - (now as Date).getTime()) / day).toFixed(1) : "");
  const shown = { status: found["status"] as string, seller: letter(found["seller_org_id"]), paused: Boolean(found["paused_at"]), extended: Boolean(found["extended_at"]), asked: Boolean(found["close_request_due_at"]), released: letter(found["released_to_org_id"]) };
  const timed = ["pending", "returned", "stale"].includes(shown.status) ? left(found["due_at"]) : "";
  const running = shown.status === "converting";
  return { ...shown, due: timed, nudge: running ? left(found["nudge_due_at"]) : "", stall: running ? left(found["stall_due_at"]) : "" };
}

function toldBy(history: History): Found {
  const left = (at: number | null) => (at === null ? "" : ((at - history.now) / day).toFixed(1));
  const { status, seller, extended, released } = history;
  const timed = ["pending", "returned", "stale"].includes(status) ? left(history.dueAt) : "";
  const running = status === "converting";
  return { status, seller, paused: history.pausedAt !== null, extended, asked: history.closeDueAt !== null, released, due: timed, nudge: running ? left(history.nudgeDueAt) : "", stall: running ? left(history.stallDueAt) : "" };
}

/** A seller reads the demand exactly while it is theirs, and the customer exactly while it is released to them. */
async function expectSight(id: string, history: History): Promise<void> {
  for (const [letter, ctx] of [["a", cast.sales], ["b", cast.otherSales]] as const) {
    const seen = await demands.readDemand(ctx, id).catch((error: AppError) => error.kind);
    if (history.seller !== letter || history.status === "draft") expect(seen).toBe("not_found");
    else expect((seen as demands.DemandDetail).customer !== null).toBe(history.released === letter);
  }
}

const verbs = ["submit", "return", "assign", "assignBoth", "cancel", "accept", "accept", "reject", "ask", "answer", "extend", "progress", "edit", "requestClose", "confirmClose", "refuseClose", "closeLost", "closeWon", "lock", "unlock", "win", "reopen"] as const;
/** Who usually does it, so that histories get far; one step in eight is tried by somebody at random. */
const usual: Record<(typeof verbs)[number], Actor> = {
  submit: "partner", return: "dispatcher", assign: "dispatcher", assignBoth: "dispatcher", cancel: "partner", accept: "a", reject: "a", ask: "a", answer: "partner", extend: "a", progress: "a", edit: "a",
  requestClose: "a", confirmClose: "partner", refuseClose: "partner", closeLost: "partner", closeWon: "partner", lock: "system", unlock: "system", win: "system", reopen: "dispatcher",
};
const seller = fc.constantFrom("a" as const, "b" as const);
const anybody = fc.constantFrom<Actor>("a", "b", "partner", "dispatcher", "viewer", "stranger", "system");
const done = fc.record({ verb: fc.constantFrom(...verbs), seller, who: fc.option(anybody, { freq: 8 }) }).map(({ verb, seller: of, who }): Step => ({ verb, seller: of, actor: who ?? (usual[verb] === "a" ? of : usual[verb]) }));
const passing = fc.constantFrom(0.5, 1, 2, 4.5, 5, 8, 10, 15, 31).map((days): Step => ({ verb: "pass", days }));
const opening: Step[] = [{ verb: "submit", actor: "partner", seller: "a" }, { verb: "assignBoth", actor: "dispatcher", seller: "a" }];
const later: Step[] = [...opening, { verb: "accept", actor: "a", seller: "a" }];
const steps = fc.tuple(fc.constantFrom<Step[]>([], opening, opening, later, later), fc.array(fc.oneof({ weight: 4, arbitrary: done }, { weight: 1, arbitrary: passing }), { minLength: 6, maxLength: 22 })).map(([first, rest]) => [...first, ...rest]);

const by = (verb: (typeof verbs)[number], actor = usual[verb], of: "a" | "b" = "a"): Step => ({ verb, actor, seller: of });
const pass = (days: number): Step => ({ verb: "pass", days });
/** Ways through every state, with the states that combine: run besides the random ones. */
const examples: [Step[]][] = [
  [[by("submit"), by("return"), pass(9), by("submit"), by("return"), pass(10)]],
  [[...opening, by("ask"), pass(8), by("extend"), by("answer"), pass(5), pass(2), by("reject", "b"), by("assign", "dispatcher", "b")]],
  [[...opening, by("reject"), by("accept", "b"), by("ask", "b"), pass(5), by("progress", "b"), pass(8), by("requestClose", "b"), pass(8), by("reopen"), pass(31), by("assign")]],
  [[...later, by("requestClose"), by("lock"), by("edit"), pass(31), by("unlock"), by("edit"), by("ask"), pass(31), pass(15), by("requestClose"), by("confirmClose"), pass(31), by("reopen")]],
  [[...later, pass(31), by("lock"), by("win")]],
  [[...later, by("closeWon"), by("reopen"), by("cancel")]],
  [[...opening, pass(5), pass(5), by("assign"), by("reject")]],
];

async function tryStep(id: string, step: Step): Promise<boolean> {
  if (step.verb === "pass") {
    await passDays(db, step.days);
    await demands.sweepDemand(system);
    expect(await demands.sweepDemand(system)).toBe(0);
    return true;
  }
  return act(id, step).then(
    () => true,
    (error: unknown) => {
      if (error instanceof AppError && ["conflict", "forbidden", "not_found", "unauthenticated"].includes(error.kind)) return false;
      throw error;
    },
  );
}

it("every history of verbs by anybody and of time passing goes as the model says", { timeout: 240_000 }, async () => {
  const reached = new Set<string>();
  await fc.assert(
    fc.asyncProperty(steps, async (given) => {
      await db.sql("update demand set status = 'cancelled', paused_until = null, close_request_due_at = null");
      await db.sql("update demand_customer set mask_due_at = null");
      const { id } = await demands.saveDraft(cast.partner, filledDemand(cast.listing));
      let history = startHistory();
      for (const step of given) {
        const expected = step.verb === "pass" ? { ok: true, history: modelClock(history, step.days) } : modelStep(history, step);
        const ok = await tryStep(id, step);
        expect({ step, ok, ...(await foundOf(id)) }).toEqual({ step, ok: expected.ok, ...toldBy(expected.history) });
        history = expected.history;
        reached.add(history.status);
      }
      await expectSight(id, history);
      const [one] = await db.sql<{ events: string; audited: string }>("select (select count(*) from demand_event where demand_id = $1 and act = any($2)) events, (select count(*) from audit_entry where noun_id = $1 and split_part(act, '.', 2) = any($2)) audited", [id, ["accept", "reject", "lapse", "close_won", "close_lost", "win", "reoffer", "assign", "cancel", "stall", "abandon"]]);
      expect(one?.events).toBe(one?.audited);
    }),
    { numRuns: 40, examples },
  );
  // Marked as a duplicate is the dispatchers' own verb, with a demand of its own beside it.
  expect([...reached].toSorted()).toEqual(stateNames(demandLifecycle).filter((state) => state !== "duplicate").toSorted());
});
