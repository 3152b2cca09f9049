import { eq, sql } from "drizzle-orm";
import { org } from "@/db/schema";
import type { Tx } from "./database";

/** The marketplace's own company, whose people hear of what waits for the operators; null before it is added. */
export async function operatorOrgId(tx: Tx): Promise<string | null> {
  const [row] = await tx.select({ id: org.id }).from(org).where(eq(org.kind, "operator")).orderBy(org.createdAt, org.id).limit(1);
  return row?.id ?? null;
}

/** A demand, offer, application, product, registration, claim: the letter its numbers begin with. */
type NumberPrefix = "D" | "O" | "A" | "P" | "R" | "C";

/** A fresh number such as D-20261121-00087: letter, Beijing day, running figure. */
export async function nextNumber(tx: Tx, prefix: NumberPrefix): Promise<string> {
  const { rows } = await tx.execute<{ number: string }>(sql`select app.next_number(${prefix}) as number`);
  return rows[0]?.number ?? "";
}
