import { sql } from "drizzle-orm";
import { authorize, type OrgCtx } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { notFound } from "@/server/kernel/errors";
import { decodeCursor, pageSize, toPage } from "@/server/kernel/page";
import { businessNow, withRead } from "@/server/kernel/tx";
import type { AssociationList, AssociationListInput, AssociationRow } from "./contract";
import { containing, ofWing } from "./read-registrations";
import { endableFrom } from "./rules";

type Found = Omit<AssociationRow, "acts" | "partnerName" | "endableFrom"> & { partnerZh: string; partnerEn: string; ownEnd: string | null };

const columns = sql`
  a.id, o.name_zh as "partnerZh", o.name_en as "partnerEn", a.customer_name as "customerName", a.customer_account as "customerAccount", a.registration_id as "registrationId",
  (select r.number from registration r where r.id = a.registration_id) as "registrationNumber", app.iso(a.started_at) as "startedAt", app.iso(a.ended_at) as "endedAt",
  a.end_reason as "endReason", a.note,
  (select app.iso(max(e.ended_at)) from association e where e.org_id = a.org_id and e.ended_by_org_id = a.org_id and e.customer_account = a.customer_account) as "ownEnd"`;

function toRow(ctx: OrgCtx, { partnerZh, partnerEn, ownEnd, ...row }: Found, now: Date): AssociationRow {
  const again = !ctx.platform && ownEnd ? endableFrom(new Date(ownEnd)) : null;
  const tooSoon = again !== null && again > now;
  const allowed = ctx.permissions.has(ctx.platform ? "customer:associate" : "customer:register");
  return {
    ...row,
    partnerName: ctx.locale === "en" && partnerEn ? partnerEn : partnerZh,
    endableFrom: tooSoon ? again.toISOString() : null,
    acts: { end: row.endedAt ? "state" : !allowed ? "permission" : tooSoon ? "endedLately" : null },
  };
}

/** Associations: a partner's own, every partner's for operators; newest first. */
export async function listAssociations(ctx: Ctx, input: AssociationListInput = {}): Promise<AssociationList> {
  authorize(ctx, "customer:read");
  return withRead(ctx, async (tx) => {
    const mine = ofWing(ctx, sql`a.org_id`);
    const where = [mine];
    if (input.current) where.push(input.current === "yes" ? sql`a.ended_at is null` : sql`a.ended_at is not null`);
    if (input.q) where.push(sql`(a.customer_name ilike ${containing(input.q)} or a.customer_account ilike ${containing(input.q)})`);
    if (input.cursor) {
      const [at, id] = decodeCursor(input.cursor, 2);
      where.push(sql`(a.started_at, a.id) < (${at}::timestamptz, ${id}::uuid)`);
    }
    const { rows } = await tx.execute<Found & { sortAt: string }>(sql`
      select ${columns}, a.started_at::text as "sortAt" from association a join org o on o.id = a.org_id
      where ${sql.join(where, sql` and `)} order by a.started_at desc, a.id desc limit ${pageSize + 1}`);
    const page = toPage(rows, (row) => [row.sortAt, row.id]);
    const { rows: counted } = await tx.execute<AssociationList["counts"]>(sql`
      select (count(*) filter (where a.ended_at is null))::integer as current, (count(*) filter (where a.ended_at is not null))::integer as ended from association a where ${mine}`);
    const now = businessNow();
    return { rows: page.rows.map(({ sortAt: _sortAt, ...row }) => toRow(ctx, row, now)), next: page.next, counts: counted[0] ?? { current: 0, ended: 0 }, now: now.toISOString() };
  });
}

/** One association; 404 when it is another partner's. */
export async function readAssociation(ctx: Ctx, input: { associationId: string }): Promise<AssociationRow> {
  authorize(ctx, "customer:read");
  return withRead(ctx, async (tx) => {
    const { rows } = await tx.execute<Found>(sql`select ${columns} from association a join org o on o.id = a.org_id where a.id = ${input.associationId} and ${ofWing(ctx, sql`a.org_id`)}`);
    if (!rows[0]) throw notFound("association");
    return toRow(ctx, rows[0], businessNow());
  });
}
