import { bigint, index, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { oneOf } from "../checks";
import { createdAt, id, instant } from "../columns";
import { own } from "../policies";
import { org } from "./org";

export const fileStates = ["quarantined", "clean", "refused"] as const;

/** An uploaded file: quarantined until its content was looked at; kept under its hash. */
export const file = pgTable(
  "file",
  {
    id: id(),
    orgId: uuid().notNull().references(() => org.id),
    purpose: text({ enum: ["certificate", "invoice", "evidence"] }).notNull(),
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
    ...own(t.orgId),
  ],
);
