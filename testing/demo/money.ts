import { and, eq, inArray } from "drizzle-orm";
import { issueListRow, legalEntity, orgCertification, requisition, statement } from "@/db/schema";
import { addDays, type BusinessDay, parsePeriod, type Period, periodOf, previousPeriod, toBusinessDay } from "@/lib/dates";
import { closeDay } from "@/lib/working-days";
import type { CountersignDesk } from "@/lib/states/settlement";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import { withRead } from "@/server/kernel/tx";
import { receiveUpload, inspectNow } from "@/server/modules/file";
import { rejectInvoice, submitInvoice, verifyInvoice, withdrawInvoice } from "@/server/modules/invoice";
import { countersign, recordPayout, refuseCountersign, reopenCountersign, runClose, runCloseJob, verifyStatement } from "@/server/modules/settlement";
import { buildEInvoiceXml } from "../fixtures/einvoice";
import type { Year } from "./timeline";

const system = systemCtx("demo");
let issued = 0;

const signers: readonly { readonly desk: CountersignDesk; readonly person: string }[] = [
  { desk: "operations", person: "dispatcher" },
  { desk: "finance", person: "finance" },
  { desk: "legal", person: "lead" },
];

/** Closes every finished month on its day, and follows each statement to its payment. */
export function planCloses(year: Year): void {
  const last = previousPeriod(periodOf(year.today));
  for (let period = periodOf(year.first); period <= last; period = nextOf(period)) {
    const on = closeDay(period);
    const at = year.moment(on, 1);
    const left = monthsBetween(period, last);
    year.schedule(at, () => close(year, period, left, on));
  }
}

const nextOf = (period: Period): Period => {
  const number = Number(period) % 100 === 12 ? Number(period) + 89 : Number(period) + 1;
  return parsePeriod(String(number)) as Period;
};
const monthsBetween = (from: Period, to: Period) => (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(4)) - Number(from.slice(4));

async function close(year: Year, period: Period, left: number, on: BusinessDay): Promise<void> {
  const finance = year.world.people.get("finance") as Ctx;
  const { closeRunId } = await runClose(finance, { period });
  await runCloseJob(system, { closeRunId });
  const made = await withRead(system, (tx) => tx.select({ id: statement.id, payable: statement.payableFen }).from(statement).where(eq(statement.closeRunId, closeRunId)).orderBy(statement.number));
  for (const { id } of made) {
    await verifyStatement(system, id);
    planSignatures(year, id, left, on);
  }
}

/** Old statements were signed long ago; of the newest month some still collect signatures. */
function planSignatures(year: Year, statementId: string, left: number, on: BusinessDay): void {
  const { random } = year;
  const signatures = left > 0 ? 3 : random.pick([0, 1, 2, 3, 3, 3, 3]);
  if (left === 0 && signatures === 1 && random.chance(0.5)) {
    year.schedule(year.moment(addDays(on, 3), 11), () => refuseCountersign(year.world.people.get("dispatcher") as Ctx, { statementId, desk: "operations", note: "请核对退订明细后重新会签" }));
    if (random.chance(0.5)) year.schedule(year.moment(addDays(on, 4), 11), () => reopenCountersign(year.world.people.get("dispatcher") as Ctx, { statementId }));
    return;
  }
  signers.slice(0, signatures).forEach(({ desk, person }, at) => {
    const when = year.moment(addDays(on, 2 + at * 2), 10 + at);
    year.schedule(when, async () => {
      const signed = await countersign(year.world.people.get(person) as Ctx, { statementId, desk });
      if (at < 2 || !signed.requisitionId) return;
      if (signed.status === "payable") planPayout(year, signed.requisitionId, addDays(on, 12), left);
      else if (signed.status === "to_invoice") planInvoice(year, signed.requisitionId, addDays(on, 8), left);
    });
  });
}

function planInvoice(year: Year, requisitionId: string, from: BusinessDay, left: number): void {
  // In the newest month a third have not invoiced yet.
  if (left === 0 && year.random.chance(0.35)) return;
  const day = addDays(from, year.random.integer(0, 4));
  year.schedule(year.moment(day, 14), async () => {
    const invoices = await submitAll(year, requisitionId);
    if (left === 0 && year.random.chance(0.3)) return;
    const refused = left <= 1 && year.random.chance(0.12);
    year.schedule(year.moment(addDays(day, 2), 15), async () => {
      const clerk = year.world.people.get("finance2") as Ctx;
      if (refused && invoices[0]) return rejectInvoice(clerk, { ...invoices[0], note: "备注未写对账期次，请重新开具" });
      for (const invoice of invoices) await verifyInvoice(clerk, invoice);
      planPayout(year, requisitionId, addDays(day, 4), left);
    });
  });
}

function planPayout(year: Year, requisitionId: string, day: BusinessDay, left: number): void {
  if (left === 0 && year.random.chance(0.5)) return;
  const at = year.moment(day, 16);
  year.schedule(at, async () => {
    const paidOn = toBusinessDay(at);
    await recordPayout(year.world.people.get("finance") as Ctx, { requisitionId, bankReference: `HD${paidOn.replaceAll("-", "")}${year.random.integer(10_000, 99_999)}`, paidOn });
  });
}

async function submitAll(year: Year, requisitionId: string): Promise<{ invoiceId: string; version: number }[]> {
  const facts = await withRead(system, async (tx) => {
    const [head] = await tx
      .select({ requisition, entity: legalEntity, payee: orgCertification })
      .from(requisition)
      .innerJoin(legalEntity, eq(legalEntity.id, requisition.legalEntityId))
      .innerJoin(orgCertification, and(eq(orgCertification.orgId, requisition.orgId), inArray(orgCertification.state, ["certified"])))
      .where(eq(requisition.id, requisitionId));
    return { head, rows: await tx.select().from(issueListRow).where(eq(issueListRow.requisitionId, requisitionId)).orderBy(issueListRow.id) };
  });
  if (!facts.head) throw new Error("a requisition without a certified payee");
  const { requisition: paper, entity, payee } = facts.head;
  const submitter = ownerOf(year, paper.orgId);
  const made: { invoiceId: string; version: number }[] = [];
  for (const row of facts.rows) {
    issued += 1;
    const number = `26${payee.uscc.slice(2, 4)}2${String(issued).padStart(15, "0")}`;
    const bytes = buildEInvoiceXml({
      number,
      issueDate: toBusinessDay(await year.now()),
      seller: { name: payee.legalName, taxId: payee.uscc },
      buyer: { name: entity.nameZh, taxId: entity.uscc },
      lines: [{ name: row.itemName, gross: row.grossFen, net: row.netFen, tax: row.taxFen, rateBp: row.taxRateBp }],
      remark: `申付单号：${paper.number} 对账期次：${paper.periodLabel}`,
    });
    const { fileId } = await receiveUpload(submitter, { purpose: "invoice", name: `数电票_${number}.xml`, declaredType: "application/xml", bytes });
    await inspectNow(system, fileId);
    const first = await submitInvoice(submitter, { requisitionId, fileId });
    // Now and then somebody takes an invoice back and hands it in again.
    const again = year.random.chance(0.06);
    if (again) await withdrawInvoice(submitter, { invoiceId: first.id });
    const invoice = again ? await submitInvoice(submitter, { requisitionId, fileId }) : first;
    made.push({ invoiceId: invoice.id, version: invoice.version });
  }
  return made;
}

function ownerOf(year: Year, orgId: string): Ctx {
  const owner = [...year.world.people.values()].find((ctx) => ctx.org?.id === orgId && ctx.org.roles.includes("owner"));
  if (!owner) throw new Error("a company without an owner");
  return owner;
}
