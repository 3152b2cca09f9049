import { eq } from "drizzle-orm";
import { demandCustomer } from "@/db/schema";
import type { OrgCtx } from "@/server/kernel/authorize";
import type { Tx } from "@/server/kernel/database";
import type { SellerReads } from "./contract";
import type { DemandRecord } from "./internal";

/** Whether the demand's seller reads what is said to everybody now: as long as the customer is released to it. */
export async function sellerReads(tx: Tx, ctx: OrgCtx, record: DemandRecord): Promise<SellerReads> {
  if (!record.sellerOrgId) return "not";
  if (record.sellerOrgId === ctx.org.id) return "now";
  const [row] = await tx.select({ releasedTo: demandCustomer.releasedToOrgId }).from(demandCustomer).where(eq(demandCustomer.demandId, record.id));
  if (row?.releasedTo === record.sellerOrgId) return "now";
  return record.status === "pending" ? "once_accepted" : "not";
}
