import { sql } from "drizzle-orm";
import { mostCounted } from "@/lib/counts";
import { named } from "@/lib/names";
import { authorize, type OrgCtx } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { notFound } from "@/server/kernel/errors";
import { toPage } from "@/server/kernel/page";
import { businessNow, withRead } from "@/server/kernel/tx";
import type { AssociationList, AssociationListInput, AssociationRow } from "./contract";
import { ofWing, searchFor } from "./read-registrations";
import { endableFrom } from "./rules";

type Found = Omit<AssociationRow, "acts" | "partnerName" | "endableFrom"> & { partnerZh: string; partnerEn: string; ownEnd: string | null };

const columns = `
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
    partnerName: named(ctx, partnerZh, partnerEn),
    endableFrom: tooSoon ? again.toISOString() : null,
    acts: { end: row.endedAt ? "state" : !allowed ? "permission" : tooSoon ? "endedLately" : null },
  };
}

const pageText = `
  select ${columns}, a.started_at::text as "sortAt" from app.find_customers('association', $1::jsonb, $2::integer, $3::timestamptz, $4::uuid) with ordinality as found (id, place)
  join association a on a.id = found.id join org o on o.id = a.org_id order by found.place`;

/** Associations: a partner's own, every partner's for operators; newest first. */
export async function listAssociations(ctx: Ctx, input: AssociationListInput = {}): Promise<AssociationList> {
  authorize(ctx, "customer:read");
  return withRead(ctx, async (tx) => {
    const { rows } = await tx.$client.query<Found & { sortAt: string }>({ name: "association_page", text: pageText, values: searchFor(input) });
    const page = toPage(rows, (row) => [row.sortAt, row.id]);
    const { rows: counted } = await tx.execute<AssociationList["counts"]>(sql`select current, ended from app.count_associations(${mostCounted})`);
    const now = businessNow();
    return { rows: page.rows.map(({ sortAt: _sortAt, ...row }) => toRow(ctx, row, now)), next: page.next, counts: counted[0] ?? { current: 0, ended: 0 }, now: now.toISOString() };
  });
}

/** One association; 404 when it is another partner's. */
export async function readAssociation(ctx: Ctx, input: { associationId: string }): Promise<AssociationRow> {
  authorize(ctx, "customer:read");
  return withRead(ctx, async (tx) => {
    const { rows } = await tx.execute<Found>(sql`select ${sql.raw(columns)} from association a join org o on o.id = a.org_id where a.id = ${input.associationId} and ${ofWing(ctx, sql`a.org_id`)}`);
    if (!rows[0]) throw notFound("association");
    return toRow(ctx, rows[0], businessNow());
  });
}
