import { eq } from "drizzle-orm";
import { demandCustomer } from "@/db/schema";
import { audit } from "@/server/kernel/audit";
import { authorize } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { notFound } from "@/server/kernel/errors";
import { withTx } from "@/server/kernel/tx";
import type { RevealedContact } from "./contract";
import { note } from "./events";
import { loadDemand } from "./internal";

/** Shows the customer's contact in full to a person whose company was given the customer; every look is kept and seen by both sides. */
export async function revealContact(ctx: Ctx, input: { demandId: string }): Promise<RevealedContact> {
  authorize(ctx, "demand:follow");
  return withTx(ctx, async (tx) => {
    const row = await loadDemand(tx, ctx, input.demandId);
    const [customer] = await tx.select().from(demandCustomer).where(eq(demandCustomer.demandId, row.id));
    if (!customer) throw notFound("demand");
    const { contactName, contactDetails } = customer;
    if (row.submitterOrgId === ctx.org.id) return { contactName, contactDetails };
    const personId = ctx.actor.kind === "person" ? ctx.actor.id : "";
    await note(tx, ctx, row.id, { act: "reveal_contact", detail: { personId }, hiddenFromSeller: ctx.org.kind === "operator" });
    audit(ctx, { noun: "demand", nounId: row.id, act: "demand.reveal_contact", parties: [row.submitterOrgId], detail: { number: row.number } });
    return { contactName, contactDetails };
  });
}
