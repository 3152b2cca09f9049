import { and, eq, isNull, sql } from "drizzle-orm";
import { attribution, claim, membership, orderLine, product } from "@/db/schema";
import { systemCtx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { announce, type Notice } from "@/server/kernel/outbox";
import { withTx } from "@/server/kernel/tx";
import { agreementInForce } from "@/server/modules/agreement";
import { associatedPartner } from "@/server/modules/customer";
import { branchOf, type Credit, type Share } from "./attribute";
import type { LineRow, OrderRow } from "./internal";
import { ruleAt } from "./read-rules";
import { notClaimable } from "./rules-claim";

export type ClaimRecord = typeof claim.$inferSelect;

export const deciders = ["admin", "lead"] as const;
/** Who hears of claims in the companies concerned. */
export const claimants = ["owner", "sales"] as const;

type Told = Pick<Notice, "roles" | "personId" | "actionNeeded" | "channels"> & { readonly note?: string };

/** Tells one company of a claim: its number and the order's, never the customer. */
export async function tellOfClaim(tx: Tx, row: ClaimRecord, orgId: string | null, act: string, { note, ...told }: Told = {}): Promise<void> {
  if (!orgId) return;
  const values = { number: row.number, order: row.orderNumber, ...(note === undefined ? {} : { note }) };
  await announce(tx, { orgId, kind: `claim.${act}`, values, path: `claims?open=${row.id}`, noun: "claim", nounId: row.id, ...told });
}

/** Tells the claimant's company what became of the claim: whoever made it, by mail too, and the owners; no other salesperson. */
export async function tellClaimant(tx: Tx, row: ClaimRecord, act: string, note: string): Promise<void> {
  const personId = row.createdBy;
  if (!personId) return tellOfClaim(tx, row, row.partnerOrgId, act, { roles: claimants, note, channels: ["mail"] });
  await tellOfClaim(tx, row, row.partnerOrgId, act, { personId, note, channels: ["mail"] });
  const held = and(eq(membership.orgId, row.partnerOrgId), eq(membership.personId, personId), isNull(membership.endedAt));
  const [seat] = await withTx(systemCtx("claim"), (seats) => seats.select({ roles: membership.roles }).from(membership).where(held));
  if (!seat?.roles.includes("owner")) await tellOfClaim(tx, row, row.partnerOrgId, act, { roles: ["owner"], note });
}

export type Weighed = {
  readonly branch: Credit["branch"];
  readonly associationId: string | null;
  readonly agreement: { readonly id: string; readonly number: string; readonly agreementVersion: string } | null;
  readonly lines: readonly { readonly line: LineRow; readonly product: string; readonly productEn: string; readonly share: Share | null }[];
  /** Null, or why it cannot be granted: a key under `claim.errors`. */
  readonly blocked: string | null;
};

/**
 * What granting a claim would write, by the rules, agreement and association of the instant the order was placed; and
 * what stands against it. Needs the platform's sight.
 */
export async function weigh(tx: Tx, row: Pick<ClaimRecord, "partnerOrgId">, about: OrderRow): Promise<Weighed> {
  const associated = await associatedPartner(tx, about.customerAccount, about.placedAt);
  const agreed = await agreementInForce(tx, row.partnerOrgId, about.placedAt);
  const sold = await tx.select({ line: orderLine, code: product.code, product: product.name, productEn: product.nameEn }).from(orderLine).innerJoin(product, eq(product.id, orderLine.productId)).where(eq(orderLine.orderId, about.id)).orderBy(orderLine.number);
  const lines: Weighed["lines"][number][] = [];
  for (const { code, ...one } of sold) {
    const rule = await ruleAt(tx, "share", [code, one.line.productClass], about.placedAt);
    lines.push({ ...one, share: rule ? { shareBp: rule.bp, shareRuleId: rule.id } : null });
  }
  return {
    branch: branchOf(row.partnerOrgId, associated),
    associationId: associated?.associationId ?? null,
    agreement: agreed ? { id: agreed.id, number: agreed.number, agreementVersion: agreed.agreementVersion } : null,
    lines,
    blocked: await hindrance(tx, about, lines),
  };
}

async function hindrance(tx: Tx, about: OrderRow, lines: Weighed["lines"]): Promise<string | null> {
  const [credit] = await tx.select({ id: attribution.id }).from(attribution).where(eq(attribution.orderId, about.id)).limit(1);
  const refusal = notClaimable({ status: about.status, orderType: about.orderType, credited: credit !== undefined });
  if (refusal) return refusal;
  const shared = lines.filter(({ share }) => share !== null);
  if (shared.length === 0) return "noShareRule";
  const borne = shared.filter(({ line }) => line.shareBorneBy === "seller").map(({ line }) => line.id);
  return (await anySettled(tx, about.id, borne)) ? "sellerSettled" : null;
}

/** Whether the seller was already paid by statement for one of the lines whose share it would have to bear. */
async function anySettled(tx: Tx, orderId: string, lineIds: readonly string[]): Promise<boolean> {
  if (lineIds.length === 0) return false;
  const { rows } = await tx.execute<{ id: string }>(sql`select order_line_id as id from billable where order_id = ${orderId} and side = 'seller' and settlement_line_id is not null`);
  return rows.some(({ id }) => lineIds.includes(id));
}
