import { and, desc, eq, gte, lt, sql } from "drizzle-orm";
import { auditEntry } from "@/db/schema";
import { endOfBusinessDay, parseBusinessDay, startOfBusinessDay } from "@/lib/dates";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { after, type Page, pageSize, toPage } from "@/server/kernel/page";
import { withRead } from "@/server/kernel/tx";
import { type AuditLine, auditListInput, type AuditListInput } from "./contract";
import { namedFacts, type Names, namesFor } from "./read-names";

type Row = typeof auditEntry.$inferSelect;
type Payload = { detail?: Record<string, unknown>; requestId?: string };
type Read = { readonly row: Row; readonly noun: string; readonly nounId: string | null; readonly detail: Record<string, unknown>; readonly requestId: string };

function readPayload(row: Row): Read {
  const { detail = {}, requestId = "" } = JSON.parse(row.payload) as Payload;
  return { row, noun: row.noun, nounId: row.nounId, detail, requestId };
}

/** The number or code kept with an act, for a record that is gone or out of sight. */
const keptLabel = ({ number, code }: Record<string, unknown>) => (typeof number === "string" ? number : typeof code === "string" ? code : null);

function toLine({ row, detail, requestId }: Read, names: Names): AuditLine {
  const { noun, nounId, act, actorKind, actorName, hash } = row;
  return {
    seq: row.seq.toString(),
    noun,
    nounId,
    label: names.labelOf(noun, nounId) ?? keptLabel(detail),
    page: names.pageOf({ noun, nounId, detail }),
    act,
    actorKind,
    actorName,
    at: row.at.toISOString(),
    businessAt: row.businessAt.toISOString(),
    detail: namedFacts(detail, names),
    requestId,
    position: row.position.toString(),
    hash,
  };
}

/** The acts a company takes part in, newest first; operators see all, or one company's. */
export async function listAudit(ctx: Ctx, input: AuditListInput): Promise<Page<AuditLine>> {
  authorize(ctx, "audit:read");
  const asked = auditListInput.parse(input);
  const party = ctx.platform ? asked.orgId : ctx.org.id;
  const from = asked.from ? parseBusinessDay(asked.from) : null;
  const to = asked.to ? parseBusinessDay(asked.to) : null;
  const wanted = and(
    party ? sql`${auditEntry.parties} @> array[${party}]::uuid[]` : undefined,
    asked.noun ? eq(auditEntry.noun, asked.noun) : undefined,
    asked.nounId ? eq(auditEntry.nounId, asked.nounId) : undefined,
    from ? gte(auditEntry.at, startOfBusinessDay(from)) : undefined,
    to ? lt(auditEntry.at, endOfBusinessDay(to)) : undefined,
    after(asked.cursor, [{ column: auditEntry.seq, cast: "bigint" }]),
  );
  return withRead(ctx, async (tx) => {
    const rows = await tx.select().from(auditEntry).where(wanted).orderBy(desc(auditEntry.seq)).limit(pageSize + 1);
    const page = toPage(rows, (row) => [row.seq.toString()]);
    const read = page.rows.map(readPayload);
    const names = await namesFor(tx, ctx, read);
    return { next: page.next, rows: read.map((one) => toLine(one, names)) };
  });
}

/** The nouns a filter can offer. */
export async function auditedNouns(ctx: Ctx): Promise<string[]> {
  authorize(ctx, "audit:read");
  const { rows } = await withRead(ctx, (tx) =>
    // Walks from noun to noun along the index instead of reading every act.
    tx.execute<{ noun: string | null }>(sql`
      with recursive walk as (
        select min(noun) as noun from audit_entry
        union all select (select min(a.noun) from audit_entry a where a.noun > walk.noun) from walk where walk.noun is not null)
      select noun from walk where noun is not null`),
  );
  return rows.flatMap(({ noun }) => (noun ? [noun] : []));
}
