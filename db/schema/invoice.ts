import { sql } from "drizzle-orm";
import { date, foreignKey, index, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { invoiceLifecycle } from "../../lib/states/settlement";
import { stateNames } from "../../lib/states/lifecycle";
import { oneOf } from "../checks";
import { basisPoints, createdAt, fen, id, instant, version } from "../columns";
import { own } from "../policies";
import { file } from "./file";
import { org } from "./org";
import { requisition } from "./settlement";

/** An invoice from a seller or partner to the marketplace, as read from its file. */
export const invoice = pgTable(
  "invoice",
  {
    id: id(),
    orgId: uuid().notNull().references(() => org.id),
    requisitionId: uuid().notNull().references(() => requisition.id),
    fileId: uuid().notNull(),
    number: text().notNull(),
    kind: text({ enum: ["special", "ordinary", "other"] }).notNull(),
    issueDate: date({ mode: "string" }).notNull(),
    sellerName: text().notNull(),
    sellerTaxId: text().notNull(),
    buyerName: text().notNull(),
    buyerTaxId: text().notNull(),
    netFen: fen().notNull(),
    taxFen: fen().notNull(),
    totalFen: fen().notNull(),
    taxRateBp: basisPoints().notNull(),
    remark: text().notNull().default(""),
    fields: jsonb().$type<Record<string, unknown>>().notNull(),
    warnings: jsonb().$type<string[]>().notNull().default([]),
    status: text().notNull(),
    decidedBy: uuid(),
    decidedByName: text(),
    decidedAt: instant(),
    reasonNote: text(),
    submittedBy: uuid(),
    submittedByName: text().notNull().default(""),
    version: version(),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({ name: "invoice_file_fk", columns: [t.orgId, t.fileId], foreignColumns: [file.orgId, file.id] }),
    index("invoice_file_idx").on(t.orgId, t.fileId),
    uniqueIndex("invoice_number_key").on(t.sellerTaxId, t.number).where(sql`status in ('submitted', 'verified')`),
    index("invoice_org_idx").on(t.orgId, t.createdAt.desc()),
    index("invoice_requisition_idx").on(t.requisitionId),
    index("invoice_status_idx").on(t.status, t.createdAt),
    oneOf("invoice_status_check", t.status, stateNames(invoiceLifecycle)),
    ...own(t.orgId),
  ],
);
