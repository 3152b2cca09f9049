import { asc, desc, inArray, sql } from "drizzle-orm";
import { auditEntry, offer } from "@/db/schema";
import { toBusinessDay } from "@/lib/dates";
import type { Tx } from "@/server/kernel/database";
import type { OfferDiff, OfferEvent, OfferVersion, ValueChange } from "./contract";
import { type OfferRecord, seenOffer } from "./internal";
import type { ReadLine } from "./read-lines";

/** All versions of an offer, the first one first. */
export async function versionsOf(tx: Tx, offerId: string): Promise<OfferRecord[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    with recursive older as (
      select id, supersedes_id from offer where id = ${offerId} union select o.id, o.supersedes_id from offer o join older on o.id = older.supersedes_id
    ), newer as (
      select id from offer where id = ${offerId} union select o.id from offer o join newer on o.supersedes_id = newer.id
    ) select id from older union select id from newer`);
  return tx.select(seenOffer).from(offer).where(inArray(offer.id, rows.map(({ id }) => id))).orderBy(asc(offer.revision));
}

export const asVersion = (row: OfferRecord | undefined): OfferVersion | null => (row ? { id: row.id, number: row.number, revision: row.revision } : null);

const detailOf = (payload: string): Record<string, string> => {
  const { detail } = JSON.parse(payload) as { detail?: Record<string, unknown> };
  return Object.fromEntries(Object.entries(detail ?? {}).flatMap(([key, value]) => (value === null || typeof value === "object" ? [] : [[key, String(value)]])));
};

/** One thread of history over all versions, from their audit trail; what the desk says to itself is not in it. */
export async function eventsOf(tx: Tx, versions: readonly OfferRecord[]): Promise<OfferEvent[]> {
  const rows = await tx.select().from(auditEntry).where(sql`${auditEntry.noun} = 'offer' and ${inArray(auditEntry.nounId, versions.map(({ id }) => id))} and ${auditEntry.act} <> 'offer.comment'`).orderBy(desc(auditEntry.seq)).limit(200);
  return rows.map((row) => ({ id: row.seq.toString(), act: row.act.replace("offer.", ""), at: row.businessAt.toISOString(), actorName: row.actorName, detail: detailOf(row.payload) }));
}

const change = (field: string, from: string | null, to: string | null): ValueChange[] => (from === to ? [] : [{ field, from, to }]);

/** The last day of a validity, whose end is the first instant after it. */
const lastDay = (endsAt: Date) => toBusinessDay(new Date(endsAt.getTime() - 1));

function fieldChanges(before: OfferRecord, after: OfferRecord): ValueChange[] {
  return [
    ...change("name", before.name, after.name),
    ...change("buyerAccount", before.buyerAccount, after.buyerAccount),
    ...change("buyerName", before.buyerName, after.buyerName),
    ...change("startsOn", toBusinessDay(before.startsAt), toBusinessDay(after.startsAt)),
    ...change("endsOn", lastDay(before.endsAt), lastDay(after.endsAt)),
    ...change("terms", before.terms, after.terms),
    ...change("specialReason", before.specialReason, after.specialReason),
    ...change("totalFen", before.totalFen.toString(), after.totalFen.toString()),
  ];
}

const valuesOf = (before: ReadLine | undefined, after: ReadLine | undefined): ValueChange[] =>
  (["quantity", "periodNumber", "unitPrice", "rateBp", "shareBp", "amountFen"] as const).flatMap((field) => change(field, before ? String(before[field]) : null, after ? String(after[field]) : null));

/** What a version changed: lines are paired by specification, in their order where one is quoted twice. */
export function diffOf(before: { record: OfferRecord; lines: readonly ReadLine[] }, after: { record: OfferRecord; lines: readonly ReadLine[] }): OfferDiff {
  const left = [...before.lines];
  const paired = after.lines.map((line) => {
    const at = left.findIndex((one) => one.productSpecId === line.productSpecId);
    return { old: at < 0 ? undefined : left.splice(at, 1)[0], line };
  });
  const named = ({ productName, specName }: ReadLine) => ({ productName, specName });
  const kept = paired.map(({ old, line }) => ({ ...named(line), change: old ? ("changed" as const) : ("added" as const), values: valuesOf(old, line) }));
  const gone = left.map((line) => ({ ...named(line), change: "removed" as const, values: valuesOf(line, undefined) }));
  return { fields: fieldChanges(before.record, after.record), lines: [...kept, ...gone].filter(({ values }) => values.length > 0) };
}
