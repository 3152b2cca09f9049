import { and, desc, eq, gte, lt, sql } from "drizzle-orm";
import { auditEntry } from "@/db/schema";
import { endOfBusinessDay, parseBusinessDay, startOfBusinessDay } from "@/lib/dates";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { after, type Page, pageSize, toPage } from "@/server/kernel/page";
import { withRead } from "@/server/kernel/tx";
import { type AuditLine, auditListInput, type AuditListInput } from "./contract";

type Row = typeof auditEntry.$inferSelect;
type Payload = { detail?: Record<string, unknown>; requestId?: string };

function toLine(row: Row): AuditLine {
  const payload = JSON.parse(row.payload) as Payload;
  const { noun, nounId, act, actorKind, actorName, hash } = row;
  return {
    seq: row.seq.toString(),
    noun,
    nounId,
    act,
    actorKind,
    actorName,
    at: row.at.toISOString(),
    businessAt: row.businessAt.toISOString(),
    detail: payload.detail ?? {},
    requestId: payload.requestId ?? "",
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
  const rows = await withRead(ctx, (tx) =>
    tx
      .select()
      .from(auditEntry)
      .where(
        and(
          party ? sql`${auditEntry.parties} @> array[${party}]::uuid[]` : undefined,
          asked.noun ? eq(auditEntry.noun, asked.noun) : undefined,
          asked.nounId ? eq(auditEntry.nounId, asked.nounId) : undefined,
          from ? gte(auditEntry.at, startOfBusinessDay(from)) : undefined,
          to ? lt(auditEntry.at, endOfBusinessDay(to)) : undefined,
          after(asked.cursor, [{ column: auditEntry.seq, cast: "bigint" }]),
        ),
      )
      .orderBy(desc(auditEntry.seq))
      .limit(pageSize + 1),
  );
  const page = toPage(rows, (row) => [row.seq.toString()]);
  return { next: page.next, rows: page.rows.map(toLine) };
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
