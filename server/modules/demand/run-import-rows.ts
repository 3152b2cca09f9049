import { and, asc, eq, sql } from "drizzle-orm";
import { importBatch, importRow, org } from "@/db/schema";
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
    while (await withTx(ctx, (tx) => importChunk(tx, ctx, batchId)));
  } catch (error) {
    await withTx(ctx, (tx) => tx.update(importBatch).set({ failure: unforeseen }).where(and(eq(importBatch.id, batchId), eq(importBatch.status, "importing"))));
    throw error;
  }
}

type Checked = { readonly line: number } & CheckedRow;

/** Imports the next rows of the batch; false once there are none left. Rows that went bad since the check are marked so. */
async function importChunk(tx: Tx, ctx: Ctx, batchId: string): Promise<boolean> {
  const batch = await holdBatch(tx, batchId, "importing");
  if (!batch) return false;
  const rows = await tx
    .select({ line: importRow.line, cells: importRow.cells })
    .from(importRow)
    .where(and(eq(importRow.batchId, batch.id), eq(importRow.state, "good")))
    .orderBy(asc(importRow.line))
    .limit(chunkSize);
  if (rows.length === 0) {
    await finish(tx, ctx, batch);
    return false;
  }
  const checking = await checkingFor(tx, batch.mapping as Mapping);
  const checked = rows.map(({ line, cells }): Checked => ({ line, ...checkRow(cells, checking) }));
  const spoiled = checked.filter(({ demand }) => demand === null);
  const good = checked.filter(({ demand }) => demand !== null);
  if (good.length > 0) await insertDemand(tx, batch, good, checking);
  if (spoiled.length > 0) await markBad(tx, batch, spoiled);
  const moved = { doneRows: sql`${importBatch.doneRows} + ${good.length}`, goodRows: sql`${importBatch.goodRows} - ${spoiled.length}`, badRows: sql`${importBatch.badRows} + ${spoiled.length}`, failure: null };
  await tx.update(importBatch).set(moved).where(eq(importBatch.id, batch.id));
  return true;
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

async function insertDemand(tx: Tx, batch: BatchRecord, rows: readonly Checked[], checking: Checking): Promise<void> {
  const records = await recordsOf(tx, rows, checking);
  const given = sql`jsonb_to_recordset(${records}::jsonb) as g${columns}`;
  const [submitter] = await tx.select({ kind: org.kind }).from(org).where(eq(org.id, batch.orgId));
  const source = submitter?.kind === "operator" ? "operator" : "partner";
  const due = (await dueBy(tx, "demand.dispatch")).toISOString();
  await tx.execute(sql`
    insert into demand (id, number, source, submitter_org_id, submitter_person_id, submitter_name, name, delivery_mode, demand_type, budget_fen, main_ask, description, expected_signing_date, region,
      sales_contact, sales_contact_details, status, submitted_at, due_at, import_batch_id)
    select g.id, g.number, ${source}, ${batch.orgId}::uuid, ${batch.createdBy}::uuid, ${batch.createdByName}, g.name, g."deliveryMode", g."demandType", g."budgetFen", g."mainAsk", g.description, g."expectedSigningDate", coalesce(g.region, ''),
      g."salesContact", g."salesContactDetails", 'submitted', app.now(), ${due}::timestamptz, ${batch.id}::uuid
    from ${given}`);
  await tx.execute(sql`
    insert into demand_customer (demand_id, submitter_org_id, customer_name, customer_account, contact_name, contact_details)
    select g.id, ${batch.orgId}::uuid, g.customer_name, g.customer_account, g.contact_name, g.contact_details from ${given}`);
  await tx.execute(sql`
    insert into demand_line (demand_id, kind, product_id, expected_share_bp, max_share_bp)
    select g.id, 'interest', p.id, p.share, p.max from ${given}, jsonb_to_recordset(g.products) as p(id uuid, share integer, max integer)`);
  await tx.execute(sql`
    insert into demand_event (demand_id, act, actor_name, actor_org_id, detail, hidden_from_seller)
    select g.id, 'import', ${batch.createdByName}, ${batch.orgId}::uuid, jsonb_build_object('batch', ${batch.number}::text, 'line', g.line::text), true from ${given}`);
  await tx.execute(sql`
    update import_row r set state = 'imported', demand_id = g.id, demand_number = g.number from ${given} where r.batch_id = ${batch.id}::uuid and r.line = g.line`);
}

/** Ends the import: one entry in the log, one message to the dispatchers for all its demand. */
async function finish(tx: Tx, ctx: Ctx, batch: BatchRecord): Promise<void> {
  const now = businessNow();
  const row = await transition(tx, { table: importBatch, lifecycle: importLifecycle, verb: "finish_import", id: batch.id, set: { importedAt: now, undoUntil: new Date(now.getTime() + undoMinutes * 60_000), failure: null } });
  audit(ctx, { noun: "import", nounId: row.id, act: "import.finish_import", parties: [row.orgId], detail: { number: row.number, imported: row.doneRows, bad: row.badRows } });
  await tellSender(tx, row, "imported", { count: String(row.doneRows), bad: String(row.badRows) });
  const desk = await operatorOrgId(tx);
  const [submitter] = await tx.select({ name: org.nameZh }).from(org).where(eq(org.id, row.orgId));
  if (!desk || row.doneRows === 0) return;
  await announce(tx, { orgId: desk, roles: dispatchRoles, kind: "import.arrived", values: { count: String(row.doneRows), company: submitter?.name ?? "" }, path: "demands?status=submitted", noun: "import", nounId: row.id });
}
