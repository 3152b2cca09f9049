import { and, asc, eq } from "drizzle-orm";
import { demand, demandCustomer, demandLine } from "@/db/schema";
import { sellableProduct } from "@/db/views/sales";
import { toBusinessDay } from "@/lib/dates";
import { demandLifecycle } from "@/lib/states/demand";
import { audit } from "@/server/kernel/audit";
import { authorize, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { invalid } from "@/server/kernel/errors";
import { transition } from "@/server/kernel/transition";
import { businessNow, withTx } from "@/server/kernel/tx";
import { completeDemand } from "./contract";
import { dispatchRoles, note, tell } from "./events";
import { operatorOrgId } from "@/server/kernel/marketplace";
import { type DemandRecord, dueBy, loadDemand } from "./internal";
import { shareProblems } from "./rules";

const linesOf = (tx: Tx, demandId: string) =>
  tx
    .select({ id: demandLine.id, productId: demandLine.productId, expectedShareBp: demandLine.expectedShareBp, maxShareBp: sellableProduct.maxShareBp })
    .from(demandLine)
    .leftJoin(sellableProduct, eq(sellableProduct.id, demandLine.productId))
    .where(and(eq(demandLine.demandId, demandId), eq(demandLine.kind, "interest")))
    .orderBy(asc(demandLine.id));

type Line = Awaited<ReturnType<typeof linesOf>>[number];

/** What still keeps the stored draft from being submitted, by field of the form. */
async function problemsOf(tx: Tx, row: DemandRecord, lines: readonly Line[]): Promise<Record<string, string>> {
  const [customer] = await tx.select().from(demandCustomer).where(eq(demandCustomer.demandId, row.id));
  const parsed = completeDemand.safeParse({
    ...row,
    budgetFen: row.budgetFen?.toString(),
    customer: { name: customer?.customerName, account: customer?.customerAccount ?? "", contactName: customer?.contactName, contactDetails: customer?.contactDetails },
    products: lines.map((line) => ({ productId: line.productId, expectedShareBp: line.expectedShareBp ?? 0 })),
  });
  const problems = shareProblems(lines.map((line) => ({ expectedShareBp: line.expectedShareBp ?? 0, maxShareBp: line.maxShareBp })));
  for (const issue of parsed.error?.issues ?? []) problems[issue.path.join(".")] ??= issue.message;
  if (row.expectedSigningDate && row.expectedSigningDate < toBusinessDay(businessNow())) problems["expectedSigningDate"] = "errors.field.past";
  return problems;
}

/** Hands a complete draft to the operators; the products' maximum shares are kept as they are now. */
export async function submitDemand(ctx: Ctx, input: { demandId: string }): Promise<{ id: string; number: string }> {
  authorize(ctx, "demand:submit");
  requireKind(ctx, "partner", "operator");
  return withTx(ctx, async (tx) => {
    const draft = await loadDemand(tx, ctx, input.demandId);
    const lines = await linesOf(tx, draft.id);
    const problems = await problemsOf(tx, draft, lines);
    if (Object.keys(problems).length > 0) throw invalid("demand.errors.incomplete", {}, problems);
    const row = await transition(tx, {
      table: demand,
      lifecycle: demandLifecycle,
      verb: "submit",
      id: draft.id,
      set: { submittedAt: businessNow(), dueAt: await dueBy(tx, "demand.dispatch"), reasonCode: null, reasonNote: null },
      where: eq(demand.submitterOrgId, ctx.org.id),
    });
    for (const line of lines) await tx.update(demandLine).set({ maxShareBp: line.maxShareBp }).where(eq(demandLine.id, line.id));
    await note(tx, ctx, row.id, { act: "submit", hiddenFromSeller: true });
    audit(ctx, { noun: "demand", nounId: row.id, act: "demand.submit", detail: { number: row.number, products: lines.length } });
    await tell(tx, await operatorOrgId(tx), row, "submit", { roles: dispatchRoles, actionNeeded: "assign" });
    return { id: row.id, number: row.number };
  });
}
