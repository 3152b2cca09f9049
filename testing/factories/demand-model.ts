/** A second telling of the demand's lifecycle, plain and by itself, that random histories are held against. */
export type Actor = "a" | "b" | "partner" | "dispatcher" | "viewer" | "stranger" | "system";
type Seller = "a" | "b";
export type Verb =
  | "submit" | "return" | "assign" | "assignBoth" | "cancel" | "accept" | "reject" | "ask" | "answer" | "extend" | "progress" | "edit"
  | "requestClose" | "confirmClose" | "refuseClose" | "closeLost" | "closeWon" | "lock" | "unlock" | "win" | "reopen";
export type Step = { readonly verb: "pass"; readonly days: number } | { readonly verb: Verb; readonly actor: Actor; readonly seller: Seller };
export type Deed = Exclude<Step, { verb: "pass" }>;

export type History = {
  readonly now: number;
  readonly status: string;
  readonly seller: Seller | null;
  readonly waiting: Seller | null;
  readonly dueAt: number | null;
  readonly pausedAt: number | null;
  readonly pausedUntil: number | null;
  readonly extended: boolean;
  readonly nudgeDueAt: number | null;
  readonly stallDueAt: number | null;
  readonly closeDueAt: number | null;
  readonly closedAt: number | null;
  readonly released: Seller | null;
  readonly maskAt: number | null;
};

const day = 86_400_000;
const unpaused = { pausedAt: null, pausedUntil: null };
const unasked = { closeDueAt: null };

export const startHistory = (): History => ({
  now: 0, status: "draft", seller: null, waiting: null, dueAt: null, ...unpaused, extended: false, nudgeDueAt: null, stallDueAt: null, ...unasked, closedAt: null, released: null, maskAt: null,
});

const moved = (at: number | null, by: number) => (at === null ? null : at + by);
function goOn(h: History): History {
  const stood = h.pausedAt === null ? 0 : Math.min(h.now, h.pausedUntil ?? h.now) - h.pausedAt;
  return { ...h, ...unpaused, dueAt: moved(h.dueAt, stood), nudgeDueAt: moved(h.nudgeDueAt, stood), stallDueAt: moved(h.stallDueAt, stood) };
}
const running = (h: History) => ({ nudgeDueAt: h.now + 14 * day, stallDueAt: h.now + 30 * day });
const offerTo = (h: History, seller: Seller, waiting: Seller | null): History => ({ ...h, ...unpaused, ...unasked, status: "pending", seller, waiting, dueAt: h.now + 5 * day, extended: false, nudgeDueAt: null, stallDueAt: null, closedAt: null, released: null, maskAt: null });
const handOn = (h: History, status: string): History => (h.waiting ? offerTo(h, h.waiting, null) : { ...h, ...unpaused, status, dueAt: null, closedAt: h.now });
const lose = (h: History): History => ({ ...h, ...unpaused, ...unasked, status: "closed_lost", dueAt: null, closedAt: h.now, maskAt: h.now + 30 * day });
const inTime = (h: History) => h.pausedAt !== null ? (goOn(h).dueAt ?? 0) > h.now : (h.dueAt ?? 0) > h.now;

const is = (h: History, ...states: string[]) => states.includes(h.status);
const other = (seller: Seller): Seller => (seller === "a" ? "b" : "a");

type Rule = { readonly by: (h: History, step: Deed) => boolean; readonly when: (h: History) => boolean; readonly after: (h: History, step: Deed) => History };
const partner: Rule["by"] = (_h, { actor }) => actor === "partner";
const dispatcher: Rule["by"] = (h, { actor }) => actor === "dispatcher" && h.status !== "draft";
const holder: Rule["by"] = (h, { actor }) => actor === h.seller;
const system: Rule["by"] = (_h, { actor }) => actor === "system";
const always = () => true;

const rules: Record<Verb, Rule> = {
  submit: { by: partner, when: (h) => is(h, "draft", "returned"), after: (h) => ({ ...h, status: "submitted" }) },
  return: { by: dispatcher, when: (h) => is(h, "submitted"), after: (h) => ({ ...h, ...unpaused, status: "returned", dueAt: h.now + 10 * day }) },
  assign: { by: dispatcher, when: (h) => is(h, "submitted", "rejected", "lapsed", "stale"), after: (h, { seller }) => offerTo(h, seller, null) },
  assignBoth: { by: dispatcher, when: (h) => is(h, "submitted", "rejected", "lapsed", "stale"), after: (h, { seller }) => offerTo(h, seller, other(seller)) },
  cancel: { by: (h, step) => partner(h, step) || dispatcher(h, step), when: (h) => is(h, "draft", "submitted", "returned", "pending"), after: (h) => ({ ...h, ...unpaused, status: "cancelled", waiting: null }) },
  accept: { by: holder, when: (h) => is(h, "pending") && inTime(h), after: (h) => ({ ...h, ...unpaused, ...running(h), status: "converting", waiting: null, dueAt: null, released: h.seller }) },
  reject: { by: holder, when: (h) => is(h, "pending") && inTime(h), after: (h) => handOn(h, "rejected") },
  ask: {
    by: (h, step) => (dispatcher(h, step) && is(h, "submitted")) || (holder(h, step) && is(h, "pending", "converting")),
    when: (h) => h.pausedAt === null && (!is(h, "pending") || inTime(h)),
    after: (h) => ({ ...h, pausedAt: h.now, pausedUntil: h.now + 10 * day }),
  },
  answer: { by: partner, when: (h) => h.pausedAt !== null, after: goOn },
  extend: { by: holder, when: (h) => is(h, "pending") && inTime(h) && !h.extended, after: (h) => ({ ...h, extended: true, dueAt: moved(h.dueAt, 2 * day) }) },
  progress: { by: holder, when: (h) => is(h, "converting", "stale", "offered"), after: (h) => work(h) },
  edit: { by: holder, when: (h) => is(h, "converting", "stale"), after: (h) => work(h) },
  requestClose: { by: holder, when: (h) => is(h, "converting", "stale") && h.closeDueAt === null, after: (h) => ({ ...h, closeDueAt: h.now + 7 * day }) },
  confirmClose: { by: partner, when: (h) => is(h, "converting", "stale") && h.closeDueAt !== null, after: lose },
  refuseClose: { by: partner, when: (h) => is(h, "converting", "stale") && h.closeDueAt !== null, after: (h) => ({ ...h, ...unasked }) },
  closeLost: { by: (h, step) => partner(h, step) || dispatcher(h, step), when: (h) => is(h, "converting", "stale"), after: lose },
  closeWon: { by: partner, when: (h) => is(h, "converting", "stale"), after: (h) => ({ ...h, ...unpaused, ...unasked, status: "closed_won_offline", dueAt: null }) },
  lock: { by: system, when: (h) => is(h, "converting", "stale"), after: (h) => ({ ...h, ...unpaused, ...unasked, status: "offered", dueAt: null }) },
  unlock: { by: system, when: always, after: (h) => (is(h, "offered") ? { ...h, ...running(h), status: "converting" } : h) },
  win: { by: system, when: (h) => is(h, "offered", "converting", "stale"), after: (h) => ({ ...h, ...unpaused, ...unasked, status: "won", dueAt: null }) },
  reopen: { by: dispatcher, when: (h) => is(h, "closed_lost") && h.now < (h.closedAt ?? 0) + 30 * day, after: (h) => ({ ...h, ...running(h), status: "converting", closedAt: null, released: h.seller, maskAt: null }) },
};

function work(h: History): History {
  if (is(h, "stale")) return { ...h, ...unpaused, ...running(h), status: "converting", dueAt: null };
  return { ...h, ...running(h), pausedAt: h.pausedAt === null ? null : h.now };
}

/** What one deed comes to: refused without a trace, or the history after it. */
export function modelStep(before: History, step: Deed): { ok: boolean; history: History } {
  const h = { ...before, now: before.now + 1 };
  const { by, when, after } = rules[step.verb];
  return by(h, step) && when(h) ? { ok: true, history: after(h, step) } : { ok: false, history: h };
}

/** Time passes, then the clock does what is due, each thing in its order. */
export function modelClock(before: History, days: number): History {
  let h: History = { ...before, now: before.now + 1 + days * day };
  const due = (at: number | null) => at !== null && at <= h.now;
  if (due(h.pausedUntil)) h = goOn(h);
  if (is(h, "pending") && h.pausedAt === null && due(h.dueAt)) h = handOn(h, "lapsed");
  if (is(h, "returned") && due(h.dueAt)) h = { ...h, status: "cancelled" };
  if (is(h, "converting", "stale") && due(h.closeDueAt)) h = lose(h);
  if (is(h, "converting") && h.pausedAt === null && due(h.stallDueAt)) h = { ...h, ...unpaused, status: "stale", dueAt: h.now + 15 * day };
  if (due(h.maskAt)) h = { ...h, released: null, maskAt: null };
  return h;
}
