import { z } from "zod";
import { cursorField, uuidField } from "@/lib/fields";
import { type CellNote, importRowStates, type ImportState } from "@/lib/states/demand";

/** What one file may hold: rows below the header, columns, and characters of a header. */
export const importLimits = { rows: 50_000, columns: 300, header: 100 } as const;
/** How long an import can be taken back after it ended. */
export const undoMinutes = 30;

/** Fields of a demand in the template's order; products stand in up to three pairs of code and share. */
export const importFields = [
  "name",
  "deliveryMode",
  "demandType",
  "mainAsk",
  "description",
  "budget",
  "expectedSigningDate",
  "region",
  "customerName",
  "customerAccount",
  "contactName",
  "contactDetails",
  "salesContact",
  "salesContactDetails",
  "productCode",
  "share",
  "productCode2",
  "share2",
  "productCode3",
  "share3",
] as const;
export type ImportField = (typeof importFields)[number];
export const requiredFields = ["name", "deliveryMode", "demandType", "mainAsk", "customerName", "salesContact", "salesContactDetails", "productCode", "share"] as const satisfies readonly ImportField[];

/** Column of the file (from 0) by field; a field without a column stays empty. */
export type Mapping = Partial<Record<ImportField, number>>;

export const startImportInput = z.object({ fileId: uuidField });
const batchId = uuidField;
export const importInput = z.object({ batchId });
export const checkImportInput = z.object({ batchId, mapping: z.partialRecord(z.enum(importFields), z.int().min(0).max(importLimits.columns - 1)) });
export type CheckImportInput = z.infer<typeof checkImportInput>;
export const importListInput = z.object({ cursor: cursorField.optional() });
/** Which rows to look at; `warned` are good rows with something worth a look. */
export const importRowFilters = ["all", ...importRowStates, "warned"] as const;
export type ImportRowFilter = (typeof importRowFilters)[number];
export const importRowsInput = importInput.extend({ show: z.enum(importRowFilters).default("all"), cursor: cursorField.optional() });
export type ImportRowsInput = z.input<typeof importRowsInput>;

/** One import in the list. Instants are ISO texts. */
export type ImportSummary = {
  id: string;
  number: string;
  fileName: string;
  status: ImportState;
  totalRows: number;
  goodRows: number;
  badRows: number;
  doneRows: number;
  undoneRows: number;
  keptRows: number;
  createdByName: string;
  createdAt: string;
};
export type ImportList = { rows: ImportSummary[]; next: string | null; now: string };

export type ImportRow = { line: number; cells: string[]; errors: Partial<Record<ImportField, CellNote>>; warnings: Partial<Record<ImportField, CellNote>>; state: (typeof importRowStates)[number]; demandId: string | null; demandNumber: string | null; keptReason: KeptReason | null };

/** What a person may do with it now. */
export type ImportActs = { check: boolean; run: boolean; undo: boolean; discard: boolean };
/** `failure` is a key under `import.failure`; `counts` by state of the rows. */
export type ImportDetail = ImportSummary & {
  headers: string[];
  sample: string[][];
  encoding: "utf-8" | "gb18030";
  separator: string;
  mapping: Mapping;
  failure: string | null;
  importedAt: string | null;
  undoUntil: string | null;
  /** Until when rows and file are kept; null while work goes on and once they are gone. */
  keptUntil: string | null;
  rowsRemoved: boolean;
  counts: Partial<Record<ImportRowFilter, number>>;
  acts: ImportActs;
  now: string;
};
export type ImportRows = { rows: ImportRow[]; next: string | null };

/** Why undoing left a demand where it is. */
export const keptReasons = ["moved", "changed", "checked", "noted", "merged", "used"] as const;
export type KeptReason = (typeof keptReasons)[number];
