import { authorize, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { withRead } from "@/server/kernel/tx";
import { type InvoicePreview, type SubmitInput, submitInput } from "./contract";
import { examine, factsOf } from "./internal";
import { readFile } from "./read-file";
import { stops } from "./rules";
import { readingOf } from "./rules-reading";

/** What handing in this file would say, without doing it: the fields as read beside the expected ones and every difference. */
export async function previewInvoice(ctx: Ctx, given: SubmitInput): Promise<InvoicePreview> {
  authorize(ctx, "invoice:submit");
  requireKind(ctx, "seller", "partner");
  const { requisitionId, fileId, part } = submitInput.parse(given);
  const facts = await withRead(ctx, (tx) => factsOf(tx, requisitionId));
  const { fileName, invoice, unreadable } = await readFile(ctx, fileId);
  const head = { fileId, fileName, part };
  if (!invoice) return { ...head, unreadable, obstacle: null, reading: null, submittable: false };
  const { obstacle, judged } = await withRead(ctx, (tx) => examine(tx, facts, invoice, part));
  const reading = judged ? readingOf(invoice, judged.expected, facts.requisition.periodLabel, judged.differences) : null;
  const submittable = !obstacle && judged !== null && stops(judged.differences).length === 0;
  return { ...head, unreadable: null, obstacle, reading, submittable };
}
