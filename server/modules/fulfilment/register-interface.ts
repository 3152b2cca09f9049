import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { apiKey, orderLine, productionInterface } from "@/db/schema";
import { audit } from "@/server/kernel/audit";
import { authorize, requireKind } from "@/server/kernel/authorize";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import { seal } from "@/server/kernel/secrets";
import { withTx } from "@/server/kernel/tx";
import { type InterfaceInput, interfaceInput, type InterfaceSummary } from "./contract";
import { startProvisioning } from "./start";

/** Sets the acting seller's production interface; orders that waited for one are called for. */
export async function registerInterface(ctx: Ctx, given: InterfaceInput): Promise<InterfaceSummary> {
  authorize(ctx, "fulfilment:restart");
  requireKind(ctx, "seller");
  const { url, accessKey } = interfaceInput.parse(given);
  return withTx(ctx, async (tx) => {
    const values = { orgId: ctx.org.id, name: "default", url, accessKeySealed: seal(accessKey) };
    const [row] = await tx
      .insert(productionInterface)
      .values(values)
      .onConflictDoUpdate({ target: [productionInterface.orgId, productionInterface.name], set: { url, accessKeySealed: values.accessKeySealed } })
      .returning();
    if (!row) throw new Error("no production interface was written");
    audit(ctx, { noun: "production_interface", nounId: row.id, act: "fulfilment.register_interface", detail: { url } });
    const waiting = await tx
      .select({ id: orderLine.id })
      .from(orderLine)
      .where(sql`${orderLine.sellerOrgId} = ${ctx.org.id} and ${orderLine.hasInterface} and ${orderLine.provisionedAt} is null and ${orderLine.paidAt} is not null`);
    await startProvisioning(systemCtx("fulfilment", ctx.requestId), waiting.map(({ id }) => id));
    return { id: row.id, name: row.name, url: row.url, createdAt: row.createdAt.toISOString() };
  });
}

/** A new access key and secret for the acting seller's calls of our order query; the secret is shown this once. */
export async function issueApiKey(ctx: Ctx): Promise<{ accessKey: string; secret: string }> {
  authorize(ctx, "fulfilment:restart");
  requireKind(ctx, "seller");
  const issued = { accessKey: randomBytes(10).toString("hex").toUpperCase(), secret: randomBytes(30).toString("base64url") };
  return withTx(ctx, async (tx) => {
    const [row] = await tx.insert(apiKey).values({ orgId: ctx.org.id, accessKey: issued.accessKey, secretSealed: seal(issued.secret) }).returning();
    audit(ctx, { noun: "api_key", nounId: row?.id ?? null, act: "fulfilment.issue_api_key", detail: { accessKey: issued.accessKey } });
    return issued;
  });
}
