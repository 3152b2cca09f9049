import { and, desc, eq, gt, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { auditEntry, ruleVersion } from "@/db/schema";
import { addPeriods, periodBounds, periodOf } from "@/lib/dates";
import { type LimitName, limitNames, limits } from "@/lib/limits";
import { calendarCovers, knownCalendarYears } from "@/lib/working-days";
import { authorize, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { businessNow, withRead } from "@/server/kernel/tx";
import { ruleValues } from "./contract";
import type { CalendarFacts, LimitHistory, LimitList, LimitRow, LimitVersion } from "./contract-limit";
import { ruleInForce } from "./read";

/** Most versions of one limit that its history shows. */
const mostVersions = 100;

type Row = Pick<typeof ruleVersion.$inferSelect, "id" | "scope" | "value" | "validFrom" | "validTo" | "note"> & { setBy: string | null };

/** Versions of limits, the newest first, with who set each: the audit knows. */
function rowsOf(tx: Tx, where: SQL | undefined): Promise<Row[]> {
  const { id, scope, value, validFrom, validTo, note } = ruleVersion;
  const setBy = sql<string | null>`(select ${auditEntry.actorName} from ${auditEntry} where ${auditEntry.noun} = 'rule' and ${auditEntry.nounId} = ${id} and ${auditEntry.act} = 'rule.set_limit' limit 1)`;
  return tx
    .select({ id, scope, value, validFrom, validTo, note, setBy })
    .from(ruleVersion)
    .where(and(eq(ruleVersion.kind, "limit"), where))
    .orderBy(desc(validFrom), desc(ruleVersion.createdAt), desc(id))
    .limit(mostVersions * limitNames.length);
}

function stateOf({ validFrom, validTo }: Row, now: Date): LimitVersion["state"] {
  if (validTo && validTo <= validFrom) return "withdrawn";
  if (validFrom > now) return "planned";
  return validTo && validTo <= now ? "ended" : "in_force";
}

function asVersion(row: Row, now: Date): LimitVersion {
  const { days, unit } = ruleValues.limit.parse(row.value);
  return { id: row.id, days, unit, state: stateOf(row, now), validFrom: row.validFrom.toISOString(), validTo: row.validTo?.toISOString() ?? null, note: row.setBy === null ? "" : row.note, setBy: row.setBy };
}

function rowFor(name: LimitName, rows: readonly Row[], now: Date): LimitRow {
  const versions = rows.filter((row) => row.scope === name).map((row) => asVersion(row, now));
  const current = versions.find(({ state }) => state === "in_force") ?? null;
  const inForce = current ? { days: current.days, unit: current.unit } : limits[name].standard;
  return { name, inForce, current, planned: versions.find(({ state }) => state === "planned") ?? null };
}

/** Which years are known. A year is missed from two months before it begins, so that no limit runs into it unawares. */
async function calendarFacts(tx: Tx, now: Date): Promise<CalendarFacts> {
  const decided = Object.keys((await ruleInForce(tx, "calendar", "CN", now))?.value.workdays ?? {});
  const { firstDay } = periodBounds(addPeriods(periodOf(now), 2));
  const covered = calendarCovers(firstDay) || decided.some((day) => day.startsWith(firstDay.slice(0, 4)));
  return { firstYear: knownCalendarYears[0], lastYear: knownCalendarYears[1], missingYear: covered ? null : firstDay.slice(0, 4), decidedDays: decided.length };
}

/** Every time limit with the version in force and the one planned, and what is known of the working calendar. */
export async function listLimits(ctx: Ctx): Promise<LimitList> {
  authorize(ctx, "limit:read");
  requireKind(ctx, "operator");
  return withRead(ctx, async (tx) => {
    const now = businessNow();
    const rows = await rowsOf(tx, and(inArray(ruleVersion.scope, [...limitNames]), or(isNull(ruleVersion.validTo), gt(ruleVersion.validTo, now))));
    return { rows: limitNames.map((name) => rowFor(name, rows, now)), calendar: await calendarFacts(tx, now), maySet: ctx.permissions.has("limit:set"), now: now.toISOString() };
  });
}

/** All versions of one limit, the newest first, withdrawn ones too. */
export async function readLimit(ctx: Ctx, input: { name: LimitName }): Promise<LimitHistory> {
  authorize(ctx, "limit:read");
  requireKind(ctx, "operator");
  return withRead(ctx, async (tx) => {
    const now = businessNow();
    const rows = await rowsOf(tx, eq(ruleVersion.scope, input.name));
    return { name: input.name, versions: rows.slice(0, mostVersions).map((row) => asVersion(row, now)), now: now.toISOString() };
  });
}
