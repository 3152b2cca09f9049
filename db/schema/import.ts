import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { type CellNote, importLifecycle, importRowStates } from "../../lib/states/demand";
import { stateNames } from "../../lib/states/lifecycle";
import { oneOf } from "../checks";
import { createdAt, id, instant, version } from "../columns";
import { actingPersons, narrowed, own, ownSight } from "../policies";
import { file } from "./file";
import { org } from "./org";

/** A table of demand read from a file: checked, imported in the background, undone within its time. */
export const importBatch = pgTable(
  "import_batch",
  {
    id: id(),
    orgId: uuid().notNull().references(() => org.id),
    number: text().notNull(),
    fileId: uuid().notNull().references(() => file.id),
    fileName: text().notNull(),
    status: text().notNull(),
    headers: text().array().notNull().default(sql`'{}'`),
    /** How the file is written, and its first rows as a sample beside the columns' names. */
    encoding: text({ enum: ["utf-8", "gb18030"] }).notNull().default("utf-8"),
    separator: text().notNull().default(","),
    sample: jsonb().$type<string[][]>().notNull().default([]),
    /** Column of the file by field of the demand. */
    mapping: jsonb().$type<Record<string, number>>().notNull().default({}),
    totalRows: integer().notNull().default(0),
    goodRows: integer().notNull().default(0),
    badRows: integer().notNull().default(0),
    doneRows: integer().notNull().default(0),
    undoneRows: integer().notNull().default(0),
    keptRows: integer().notNull().default(0),
    failure: text(),
    createdBy: uuid(),
    createdByName: text().notNull().default(""),
    importedAt: instant(),
    undoUntil: instant(),
    version: version(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("import_batch_number_key").on(t.number),
    index("import_batch_org_idx").on(t.orgId, t.createdAt.desc(), t.id),
    index("import_batch_file_idx").on(t.fileId),
    index("import_batch_kept_idx").on(sql`coalesce(imported_at, created_at)`).where(sql`sample <> '[]'::jsonb`),
    oneOf("import_batch_status_check", t.status, stateNames(importLifecycle)),
    ...own(t.orgId),
    narrowed(sql`${ownSight} is not true or ${t.createdBy} = any(${actingPersons})`),
  ],
);

/** One row of the file as it was read, what is wrong with its cells, and what became of it. */
export const importRow = pgTable(
  "import_row",
  {
    batchId: uuid().notNull().references(() => importBatch.id),
    orgId: uuid().notNull().references(() => org.id),
    /** Line of the file, the header being 1. */
    line: integer().notNull(),
    cells: text().array().notNull(),
    /** What is wrong, by field; what is only worth a look, by field. */
    errors: jsonb().$type<Record<string, CellNote>>().notNull().default({}),
    warnings: jsonb().$type<Record<string, CellNote>>().notNull().default({}),
    state: text({ enum: importRowStates }).notNull(),
    demandId: uuid(),
    demandNumber: text(),
    keptReason: text(),
  },
  (t) => [primaryKey({ columns: [t.batchId, t.line] }), index("import_row_org_idx").on(t.orgId), index("import_row_state_idx").on(t.batchId, t.state, t.line), oneOf("import_row_state_check", t.state, importRowStates), ...own(t.orgId), narrowed(sql`${ownSight} is not true or exists (select 1 from import_batch b where b.id = batch_id)`)],
);
