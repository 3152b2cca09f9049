import { and, eq, inArray, isNull, ne } from "drizzle-orm";
import { application, orgCertification, org, product, productionInterface } from "@/db/schema";
import { foldName } from "@/lib/text";
import type { OrgCtx } from "@/server/kernel/authorize";
import type { Tx } from "@/server/kernel/database";
import { notFound } from "@/server/kernel/errors";
import { certificateDetail, reusesOf } from "@/server/modules/qualification";
import type { Draft, InterfaceChoice } from "./contract";
import type { ReviewFacts } from "./rules";

export type ApplicationRow = typeof application.$inferSelect;

/** The acting seller's application, locked for this transaction when asked; 404 for a foreign one. */
export async function loadApplication(tx: Tx, ctx: OrgCtx, id: string, locked?: "locked"): Promise<ApplicationRow> {
  const found = tx.select().from(application).where(and(eq(application.id, id), eq(application.orgId, ctx.org.id))).$dynamic();
  const [row] = await (locked ? found.for("update") : found);
  if (!row) throw notFound("application");
  return row;
}

/** The company's certified legal name and whether the certification holds; its plain name while there is none. */
export async function companyFacts(tx: Tx, orgId: string): Promise<{ name: string; certified: boolean }> {
  const [row] = await tx
    .select({ nameZh: org.nameZh, legalName: orgCertification.legalName, state: orgCertification.state })
    .from(org)
    .leftJoin(orgCertification, and(eq(orgCertification.orgId, org.id), isNull(orgCertification.validTo)))
    .where(eq(org.id, orgId));
  return { name: row?.legalName ?? row?.nameZh ?? "", certified: row?.state === "certified" };
}

/** The seller's debugged production interfaces. */
export async function interfacesOf(tx: Tx, orgId: string): Promise<InterfaceChoice[]> {
  const { id, name, url } = productionInterface;
  return tx.select({ id, name, url }).from(productionInterface).where(eq(productionInterface.orgId, orgId)).orderBy(name).limit(50);
}

/** Names of the company's own live listings, folded. */
async function liveNames(tx: Tx, orgId: string): Promise<string[]> {
  const rows = await tx.select({ name: product.name }).from(product).where(and(eq(product.orgId, orgId), inArray(product.status, ["on_sale", "hidden", "frozen"]), ne(product.name, ""))).limit(2000);
  return rows.map(({ name }) => foldName(name));
}

type Gathered = ReviewFacts & { readonly companyName: string; readonly interfaces: InterfaceChoice[] };

/** What the rules need beside the draft, gathered in one place. */
export async function gatherFacts(tx: Tx, ctx: OrgCtx, row: ApplicationRow, draft: Draft): Promise<Gathered> {
  const company = await companyFacts(tx, row.orgId);
  const interfaces = await interfacesOf(tx, row.orgId);
  const held = draft.certificate.fileId ? row.certificateId : null;
  const certificate = held ? await certificateDetail(ctx, held, { productName: draft.basics.name, companyName: company.name }) : null;
  const reused = held ? (await reusesOf(ctx, held)).length > 0 : false;
  return { certified: company.certified, companyName: company.name, interfaces, interfaceIds: interfaces.map(({ id }) => id), certificate, reused, otherNames: await liveNames(tx, row.orgId) };
}
