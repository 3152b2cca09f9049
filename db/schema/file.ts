import { sql } from "drizzle-orm";
import { bigint, index, jsonb, pgTable, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { oneOf } from "../checks";
import { createdAt, id, instant } from "../columns";
import { orgContext, ownShownWhere, party } from "../policies";
import { org } from "./org";

export const fileStates = ["quarantined", "clean", "refused"] as const;

/** An uploaded file: quarantined until its content was looked at; kept under its hash. */
export const file = pgTable(
  "file",
  {
    id: id(),
    orgId: uuid().notNull().references(() => org.id),
    purpose: text({ enum: ["certificate", "invoice", "evidence", "progress", "proof", "import", "material"] }).notNull(),
    name: text().notNull(),
    declaredType: text().notNull(),
    /** Type found in the content, never the declared one. */
    contentType: text(),
    bytes: bigint({ mode: "number" }).notNull(),
    sha256: text().notNull(),
    storageKey: text().notNull(),
    state: text({ enum: fileStates }).notNull().default("quarantined"),
    refusedReason: text(),
    findings: jsonb().$type<string[]>().notNull().default([]),
    scannedAt: instant(),
    uploadedBy: uuid(),
    createdAt: createdAt(),
  },
  (t) => [
    unique("file_org_id_key").on(t.orgId, t.id),
    index("file_org_idx").on(t.orgId, t.createdAt),
    oneOf("file_state_check", t.state, fileStates),
    // Shown by its company, or lying beside an entry of a demand's timeline that the reader may read.
    ...ownShownWhere(t.orgId, sql`exists (select 1 from file_share s where s.file_id = ${t.id} and s.org_id = ${orgContext}) or app.reads_paper(${t.id})`),
  ],
);

/** A file its company shows to another: papers of a shared demand, proof of a claim, a product's material. */
export const fileShare = pgTable(
  "file_share",
  { id: id(), fileId: uuid().notNull().references(() => file.id), ownerOrgId: uuid().notNull().references(() => org.id), orgId: uuid().notNull().references(() => org.id), createdAt: createdAt() },
  (t) => [uniqueIndex("file_share_key").on(t.fileId, t.orgId), index("file_share_org_idx").on(t.orgId), index("file_share_owner_idx").on(t.ownerOrgId), ...party(t.ownerOrgId, t.orgId)],
);
