import { eq } from "drizzle-orm";
import { customer } from "@/db/schema";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { notFound } from "@/server/kernel/errors";
import { withRead } from "@/server/kernel/tx";
import type { CustomerSummary } from "./contract";

/** One customer by its account; operators alone see customers outside demand and orders. */
export async function readCustomer(ctx: Ctx, account: string): Promise<CustomerSummary> {
  authorize(ctx, "org:read");
  const [row] = await withRead(ctx, (tx) => tx.select().from(customer).where(eq(customer.account, account)));
  if (!row) throw notFound("customer");
  return { ...row, createdAt: row.createdAt.toISOString() };
}
