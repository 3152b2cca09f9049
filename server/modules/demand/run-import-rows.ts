import { and, asc, eq, gt, sql } from "drizzle-orm";
import { importBatch, importRow, org } from "@/db/schema";
import { bothNames } from "@/lib/names";
import { importLifecycle } from "@/lib/states/demand";
import { audit } from "@/server/kernel/audit";
import { requireSystem } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { announce, type Tasks } from "@/server/kernel/outbox";
import { transition } from "@/server/kernel/transition";
import { businessNow, withTx } from "@/server/kernel/tx";
import { type Mapping, undoMinutes } from "./contract-import";
import { dispatchRoles } from "./events";
import { operatorOrgId } from "@/server/kernel/marketplace";
import { dueBy } from "./internal";
import { type BatchRecord, checkingFor, holdBatch, tellSender, unforeseen } from "./read-import-batch";
import { type CheckedRow, type Checking, checkRow } from "./rules-import";

const chunkSize = 1000;

/** Job `run_import`: turns good rows into submitted demand, a thousand at a time; killed or run twice it never takes a row twice. */
export async function runImportJob(ctx: Ctx, { batchId }: Tasks["run_import"]): Promise<void> {
  requireSystem(ctx);
  try {
    let after: number | null = 0;
    while (after !== null) {
      const behind: number = after;
      after = await withTx(ctx, (tx) => importChunk(tx, ctx, batchId, behind));
    }
  } catch (error) {
    await withTx(ctx, (tx) => tx.update(importBatch).set({ failure: unforeseen }).where(and(eq(importBatch.id, batchId), eq(importBatch.status, "importing"))));
    throw error;
  }
}

type Checked = { readonly line: number } & CheckedRow;

/** Imports the next rows of the batch behind a line; the last of them, null once there are none left. Rows that went bad since the check are marked so. */
async function importChunk(tx: Tx, ctx: Ctx, batchId: string, behind: number): Promise<number | null> {
  const batch = await holdBatch(tx, batchId, "importing");
  if (!batch) return null;
  const rows = await tx
    .select({ line: importRow.line, cells: importRow.cells })
    .from(importRow)
    .where(and(eq(importRow.batchId, batch.id), eq(importRow.state, "good"), gt(importRow.line, behind)))
    .orderBy(asc(importRow.line))
    .limit(chunkSize);
  if (rows.length === 0) {
    await finish(tx, ctx, batch);
    return null;
  }
  const checking = await checkingFor(tx, batch.mapping as Mapping);
  const checked = rows.map(({ line, cells }): Checked => ({ line, ...checkRow(cells, checking) }));
  const spoiled = checked.filter(({ demand }) => demand === null);
  const good = checked.filter(({ demand }) => demand !== null);
  if (good.length > 0) await insertDemand(tx, batch, good, checking);
  if (spoiled.length > 0) await markBad(tx, batch, spoiled);
  const moved = { doneRows: sql`${importBatch.doneRows} + ${good.length}`, goodRows: sql`${importBatch.goodRows} - ${spoiled.length}`, badRows: sql`${importBatch.badRows} + ${spoiled.length}`, failure: null };
  await tx.update(importBatch).set(moved).where(eq(importBatch.id, batch.id));
  return rows.at(-1)?.line ?? null;
}

async function markBad(tx: Tx, batch: BatchRecord, rows: readonly Checked[]): Promise<void> {
  const given = rows.map(({ line, errors }) => ({ line, errors }));
  await tx.execute(sql`
    update import_row r set state = 'bad', errors = g.errors
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as g(line integer, errors jsonb) where r.batch_id = ${batch.id}::uuid and r.line = g.line`);
}

/** The rows as the database takes them: each with its id and number, its products with their maximum shares as of now. */
async function recordsOf(tx: Tx, rows: readonly Checked[], checking: Checking): Promise<string> {
  const maxima = new Map([...checking.products.values()].map(({ id, maxShareBp }) => [id, maxShareBp]));
  const { rows: made } = await tx.execute<{ id: string; number: string }>(sql`select uuidv7() as id, app.next_number('D') as number from generate_series(1, ${rows.length}::integer)`);
  const records = rows.map(({ line, demand }, at) => ({
    line,
    ...made[at],
    ...demand,
    customer_name: demand?.customer.name,
    customer_account: demand?.customer.account ?? null,
    contact_name: demand?.customer.contactName,
    contact_details: demand?.customer.contactDetails,
    products: demand?.products.map(({ productId, expectedShareBp }) => ({ id: productId, share: expectedShareBp, max: maxima.get(productId) })),
  }));
  return JSON.stringify(records);
}

const columns = sql.raw(`(line integer, id uuid, number text, name text, "deliveryMode" text, "demandType" text, "budgetFen" bigint, "mainAsk" text, description text, "expectedSigningDate" date, region text,
  "salesContact" text, "salesContactDetails" text, customer_name text, customer_account text, contact_name text, contact_details text, products jsonb)`);

/** All that a thousand demands consist of, written by one statement: their rows are read once, the hour is asked once. */
async function insertDemand(tx: Tx, batch: BatchRecord, rows: readonly Checked[], checking: Checking): Promise<void> {
  const records = await recordsOf(tx, rows, checking);
  const [submitter] = await tx.select({ kind: org.kind }).from(org).where(eq(org.id, batch.orgId));
  const source = submitter?.kind === "operator" ? "operator" : "partner";
  const due = (await dueBy(tx, "demand.dispatch")).toISOString();
  await tx.execute(sql`
    with g as materialized (
      select * from jsonb_to_recordset(${records}::jsonb) as g${columns}
    ), hour as materialized (
      select app.now() as now
    ), made as (
      insert into demand (id, number, source, submitter_org_id, submitter_person_id, submitter_name, name, delivery_mode, demand_type, budget_fen, main_ask, description, expected_signing_date, region,
        sales_contact, sales_contact_details, status, submitted_at, due_at, import_batch_id, created_at)
      select g.id, g.number, ${source}, ${batch.orgId}::uuid, ${batch.createdBy}::uuid, ${batch.createdByName}, g.name, g."deliveryMode", g."demandType", g."budgetFen", g."mainAsk", g.description, g."expectedSigningDate", coalesce(g.region, ''),
        g."salesContact", g."salesContactDetails", 'submitted', hour.now, ${due}::timestamptz, ${batch.id}::uuid, hour.now
      from g, hour
    ), customers as (
      insert into demand_customer (demand_id, submitter_org_id, customer_name, customer_account, contact_name, contact_details)
      select g.id, ${batch.orgId}::uuid, g.customer_name, g.customer_account, g.contact_name, g.contact_details from g
    ), lines as (
      insert into demand_line (demand_id, kind, product_id, expected_share_bp, max_share_bp, created_at)
      select g.id, 'interest', p.id, p.share, p.max, hour.now from g, hour, jsonb_to_recordset(g.products) as p(id uuid, share integer, max integer)
    ), events as (
      insert into demand_event (demand_id, act, actor_name, actor_org_id, detail, hidden_from_seller, created_at)
      select g.id, 'import', ${batch.createdByName}, ${batch.orgId}::uuid, jsonb_build_object('batch', ${batch.number}::text, 'line', g.line::text), true, hour.now from g, hour
    )
    update import_row r set state = 'imported', demand_id = g.id, demand_number = g.number from g where r.batch_id = ${batch.id}::uuid and r.line = g.line`);
}

/** Ends the import: one entry in the log, one message to the dispatchers for all its demand. */
async function finish(tx: Tx, ctx: Ctx, batch: BatchRecord): Promise<void> {
  const now = businessNow();
  const row = await transition(tx, { table: importBatch, lifecycle: importLifecycle, verb: "finish_import", id: batch.id, set: { importedAt: now, undoUntil: new Date(now.getTime() + undoMinutes * 60_000), failure: null } });
  audit(ctx, { noun: "import", nounId: row.id, act: "import.finish_import", parties: [row.orgId], detail: { number: row.number, imported: row.doneRows, bad: row.badRows } });
  await tellSender(tx, row, "imported", { count: String(row.doneRows), bad: String(row.badRows) });
  const desk = await operatorOrgId(tx);
  const [submitter] = await tx.select({ zh: org.nameZh, en: org.nameEn }).from(org).where(eq(org.id, row.orgId));
  if (!desk || row.doneRows === 0) return;
  await announce(tx, { orgId: desk, roles: dispatchRoles, kind: "import.arrived", values: { count: String(row.doneRows), ...bothNames("company", submitter?.zh ?? "", submitter?.en ?? "") }, path: "demands?status=submitted", noun: "import", nounId: row.id });
}
