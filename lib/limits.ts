export const limitUnits = ["day", "workday", "month"] as const;
export type LimitUnit = (typeof limitUnits)[number];
/** A length of time as people agree on it: so many days, working days or months. */
export type TimeSpan = { readonly days: number; readonly unit: LimitUnit };

/** Where a limit belongs: what is read together. */
export const limitRooms = ["demands", "conversion", "customers", "approvals"] as const;
export type LimitRoom = (typeof limitRooms)[number];

type Bounds = readonly [least: number, most: number];
export type Limit = {
  readonly room: LimitRoom;
  /** What holds while no rule is in force. */
  readonly standard: TimeSpan;
  /** The units it may be set in, each with its bounds. */
  readonly units: Readonly<Partial<Record<LimitUnit, Bounds>>>;
  /** Whose version counts: the one in force when its clock starts, or the one when the question is asked. */
  readonly counts: "start" | "asked";
};

const both = (room: LimitRoom, standard: TimeSpan, most: number): Limit => ({ room, standard, units: { day: [1, most], workday: [1, most] }, counts: "start" });
const plain = (room: LimitRoom, days: number, most: number, counts: Limit["counts"] = "start"): Limit => ({ room, standard: { days, unit: "day" }, units: { day: [1, most] }, counts });
const days = (count: number): TimeSpan => ({ days: count, unit: "day" });
const workdays = (count: number): TimeSpan => ({ days: count, unit: "workday" });

/** Every limit counted in days. The kernel times nothing that is not named here, and what is named here can be seen and set. */
export const limits = {
  /** A submitted demand is assigned by the dispatchers. */
  "demand.dispatch": both("demands", workdays(2), 30),
  /** A returned demand is completed by its submitter. */
  "demand.complete": both("demands", days(10), 60),
  /** A seller answers an assigned demand; what one extension adds to it. */
  "demand.accept": both("demands", days(5), 30),
  "demand.extend": both("demands", days(2), 15),
  /** How long the clock stands at most for the submitter's answer. */
  "demand.pause": both("demands", days(10), 30),
  /** How long what was read from an imported file is kept. */
  "import.retain": plain("demands", 30, 180),
  /** Without progress: a nudge, then stale, then the dispatchers are asked. */
  "demand.nudge": both("conversion", days(14), 90),
  "demand.stall": both("conversion", days(30), 180),
  "demand.stale": both("conversion", days(15), 90),
  /** Silence on a request to close that counts as consent. */
  "demand.close_confirm": both("conversion", days(7), 30),
  /** After a loss the seller's sight of the customer ends, and reopening is over. */
  "demand.mask": plain("conversion", 30, 180),
  "demand.reopen": plain("conversion", 30, 180),
  /** A registered customer is held for its partner. */
  "registration.hold": both("customers", days(15), 180),
  /** How long after it was placed an order can be claimed, and how long the operators take to decide. */
  "claim.window": plain("customers", 30, 180, "asked"),
  "claim.decide": both("customers", workdays(5), 30),
  /** The desk decides on an offer beyond authority. */
  "offer.review": both("approvals", workdays(2), 30),
  /** A product's application is reviewed. */
  "review.decide": both("approvals", workdays(3), 30),
  /** An invoice follows its notice. */
  "invoice.issue": { room: "approvals", standard: { days: 1, unit: "month" }, units: { day: [7, 90], month: [1, 3] }, counts: "start" },
} as const satisfies Readonly<Record<string, Limit>>;

export type LimitName = keyof typeof limits;
export const limitNames = Object.keys(limits) as readonly LimitName[];

export const isLimitName = (name: string): name is LimitName => Object.hasOwn(limits, name);

/** What is wrong with a span for this limit: its unit, its length, or nothing. */
export function spanProblem(name: LimitName, { days: length, unit }: TimeSpan): "unit" | "days" | null {
  const bounds = (limits[name] as Limit).units[unit];
  if (!bounds) return "unit";
  return Number.isSafeInteger(length) && length >= bounds[0] && length <= bounds[1] ? null : "days";
}

export const sameSpan = (one: TimeSpan, other: TimeSpan): boolean => one.days === other.days && one.unit === other.unit;
