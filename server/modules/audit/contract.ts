import { z } from "zod";

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .optional();
export const auditListInput = z.object({
  noun: z.string().max(60).optional(),
  nounId: z.uuid().optional(),
  /** Only operators may name a company other than their own. */
  orgId: z.uuid().optional(),
  from: day,
  to: day,
  cursor: z.string().max(500).optional(),
});
export type AuditListInput = z.input<typeof auditListInput>;

/** One recorded act. `detail` is what was kept of it, with names for ids where the reader knows them. */
export type AuditLine = {
  readonly seq: string;
  readonly noun: string;
  readonly nounId: string | null;
  /** What people call the record acted on; null when it has no name or lies out of sight. */
  readonly label: string | null;
  /** Where the record lies below the wing's home; null when the reader cannot open it. */
  readonly page: string | null;
  readonly act: string;
  readonly actorKind: string;
  readonly actorName: string;
  readonly at: string;
  readonly businessAt: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly requestId: string;
  readonly position: string;
  readonly hash: string;
};
