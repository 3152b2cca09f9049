import { and, eq, inArray, sql } from "drizzle-orm";
import { application } from "@/db/schema";
import { applicationLifecycle, type ApplicationState } from "@/lib/states/product";
import { audit } from "@/server/kernel/audit";
import { authorize, type OrgCtx, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { conflict } from "@/server/kernel/errors";
import { withTx } from "@/server/kernel/tx";
import { claimCertificate } from "@/server/modules/qualification";
import type { SaveStepInput } from "./contract";
import { type ApplicationRow, loadApplication } from "./internal";

const editable = applicationLifecycle.verbs.submit.from;

/** Naming a file as the certificate orders its reading; taking it away leaves none. */
async function certificateOf(ctx: OrgCtx, row: ApplicationRow, input: SaveStepInput): Promise<string | null> {
  if (input.step !== "certificate") return row.certificateId;
  const { fileId, regNo } = input.values;
  if (!fileId) return null;
  return (await claimCertificate(ctx, { fileId, regNo, known: row.certificateId })).certificateId;
}

/**
 * Keeps one step of the wizard as it is, complete or not; other steps stay untouched, whoever writes them meanwhile.
 * 409 once it was handed in.
 */
export async function saveStep(ctx: Ctx, input: SaveStepInput): Promise<void> {
  authorize(ctx, "product:publish");
  requireKind(ctx, "seller");
  await withTx(ctx, async (tx) => {
    const row = await loadApplication(tx, ctx, input.applicationId);
    if (!editable.includes(row.status as ApplicationState & (typeof editable)[number])) throw conflict("product.errors.notEditable");
    const certificateId = await certificateOf(ctx, row, input);
    const named = input.step === "basics" ? { productName: input.values.name } : {};
    const patch = JSON.stringify({ [input.step]: input.values });
    const written = await tx
      .update(application)
      .set({ ...named, certificateId, draft: sql`${application.draft} || ${patch}::jsonb`, version: sql`${application.version} + 1` })
      .where(and(eq(application.id, row.id), eq(application.orgId, ctx.org.id), inArray(application.status, [...editable])))
      .returning({ id: application.id });
    if (written.length === 0) throw conflict("product.errors.notEditable");
    audit(ctx, { noun: "application", nounId: row.id, act: "application.save", detail: { step: input.step } });
  });
}
