import { type SQL, sql } from "drizzle-orm";
import { mostCounted } from "@/lib/counts";
import { named } from "@/lib/names";
import { registrationLifecycle, type RegistrationState } from "@/lib/states/customer";
import { allows, stateNames } from "@/lib/states/lifecycle";
import { authorize, type OrgCtx } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { notFound } from "@/server/kernel/errors";
import { decodeCursor, pageSize, toPage } from "@/server/kernel/page";
import { businessNow, withRead } from "@/server/kernel/tx";
import type { RegistrationList, RegistrationListInput, RegistrationRow } from "./contract";

type Found = Omit<RegistrationRow, "acts" | "partnerName"> & { partnerZh: string; partnerEn: string };

const columns = `
  r.id, r.number, r.status, o.name_zh as "partnerZh", o.name_en as "partnerEn", r.customer_name as "customerName", r.customer_account as "customerAccount",
  r.contact_name as "contactName", r.contact_details as "contactDetails", r.project, app.iso(r.holds_until) as "holdsUntil", app.iso(r.created_at) as "createdAt",
  r.created_by_name as "createdByName", app.iso(r.ended_at) as "endedAt", r.end_reason as "endReason",
  (select a.id from association a where a.registration_id = r.id order by a.started_at desc limit 1) as "associationId"`;

/** The acting wing's own rows, said to the planner as well as to row-level security. */
export const ofWing = (ctx: OrgCtx, column: SQL): SQL => (ctx.platform ? sql`true` : sql`${column} = ${ctx.org.id}`);

function toRow(ctx: OrgCtx, { partnerZh, partnerEn, ...row }: Found): RegistrationRow {
  const blocked = (verb: "withdraw" | "associate", permission: "customer:register" | "customer:associate") => {
    if (!ctx.permissions.has(permission)) return "permission";
    return allows(registrationLifecycle, verb, row.status) ? null : "state";
  };
  return {
    ...row,
    partnerName: named(ctx, partnerZh, partnerEn),
    acts: { withdraw: blocked("withdraw", "customer:register"), associate: blocked("associate", "customer:associate") },
  };
}

async function countsOf(tx: Tx): Promise<RegistrationList["counts"]> {
  const { rows } = await tx.execute<{ status: RegistrationState; n: number }>(sql`select status, n from app.count_registrations(${sql.param(stateNames(registrationLifecycle))}::text[], ${mostCounted})`);
  return Object.fromEntries(rows.flatMap(({ status, n }) => (n > 0 ? [[status, n]] : [])));
}

const pageText = `
  select ${columns}, r.created_at::text as "sortAt" from app.find_customers('registration', $1::jsonb, $2::integer, $3::timestamptz, $4::uuid) with ordinality as found (id, place)
  join registration r on r.id = found.id join org o on o.id = r.org_id order by found.place`;

/** What the database's search is asked: the filter, one row more than a page, and the keys of the row before it. */
export function searchFor({ cursor, ...filter }: { readonly cursor?: string | undefined }): unknown[] {
  const [at, id] = cursor ? decodeCursor(cursor, 2) : [null, null];
  return [JSON.stringify(filter), pageSize + 1, at, id];
}

/** Registrations: a partner's own, every partner's for operators; newest first. */
export async function listRegistrations(ctx: Ctx, input: RegistrationListInput = {}): Promise<RegistrationList> {
  authorize(ctx, "customer:read");
  return withRead(ctx, async (tx) => {
    const { rows } = await tx.$client.query<Found & { sortAt: string }>({ name: "registration_page", text: pageText, values: searchFor(input) });
    const page = toPage(rows, (row) => [row.sortAt, row.id]);
    return { rows: page.rows.map(({ sortAt: _sortAt, ...row }) => toRow(ctx, row)), next: page.next, counts: await countsOf(tx), now: businessNow().toISOString() };
  });
}

/** One registration; 404 when it is another partner's. */
export async function readRegistration(ctx: Ctx, input: { registrationId: string }): Promise<RegistrationRow> {
  authorize(ctx, "customer:read");
  return withRead(ctx, async (tx) => {
    const { rows } = await tx.execute<Found>(sql`select ${sql.raw(columns)} from registration r join org o on o.id = r.org_id where r.id = ${input.registrationId} and ${ofWing(ctx, sql`r.org_id`)}`);
    if (!rows[0]) throw notFound("registration");
    return toRow(ctx, rows[0]);
  });
}
