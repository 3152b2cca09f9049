import { file } from "@/db/schema";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import { withTx } from "@/server/kernel/tx";
import type { TestDatabase } from "../database";
import { makeOrg, type MadeOrg, personIn } from "../factories";
import { type Listing, makeListing } from "./demand";

/** Everybody who takes part in a demand, with a second seller and a colleague on either side. */
export type Cast = {
  readonly seller: MadeOrg;
  readonly otherSeller: MadeOrg;
  readonly partnerOrg: MadeOrg;
  readonly listing: Listing;
  readonly sales: Ctx;
  readonly colleague: Ctx;
  readonly sellerOwner: Ctx;
  readonly sellerViewer: Ctx;
  readonly otherSales: Ctx;
  readonly partner: Ctx;
  readonly partnerColleague: Ctx;
  readonly partnerOwner: Ctx;
  readonly partnerViewer: Ctx;
  readonly otherPartner: Ctx;
  readonly dispatcher: Ctx;
  readonly auditor: Ctx;
};

export async function makeCast(): Promise<Cast> {
  const [seller, otherSeller, partnerOrg, otherPartnerOrg, operator] = [await makeOrg("seller"), await makeOrg("seller"), await makeOrg("partner"), await makeOrg("partner"), await makeOrg("operator")];
  return {
    seller,
    otherSeller,
    partnerOrg,
    listing: await makeListing(seller),
    sales: await personIn(seller, ["sales"]),
    colleague: await personIn(seller, ["sales"]),
    sellerOwner: await personIn(seller, ["owner"]),
    sellerViewer: await personIn(seller, ["viewer"]),
    otherSales: await personIn(otherSeller, ["sales"]),
    partner: await personIn(partnerOrg, ["sales"]),
    partnerColleague: await personIn(partnerOrg, ["sales"]),
    partnerOwner: await personIn(partnerOrg, ["owner"]),
    partnerViewer: await personIn(partnerOrg, ["viewer"]),
    otherPartner: await personIn(otherPartnerOrg, ["sales"]),
    dispatcher: await personIn(operator, ["admin", "dispatcher"]),
    auditor: await personIn(operator, ["auditor"]),
  };
}

export const personIdOf = (ctx: Ctx) => (ctx.actor.kind === "person" ? ctx.actor.id : "");

/** A paper the company uploaded, past its inspection. */
export async function makeFile(owner: MadeOrg, change: Partial<typeof file.$inferInsert> = {}): Promise<string> {
  return withTx(systemCtx("factory"), async (tx) => {
    const paper = { orgId: owner.id, purpose: "progress" as const, name: "纪要.pdf", declaredType: "application/pdf", bytes: 9, sha256: "0".repeat(64), storageKey: "factory", state: "clean" as const };
    const [made] = await tx.insert(file).values({ ...paper, ...change }).returning({ id: file.id });
    return made?.id ?? "";
  });
}

/** Moves the business clock of a test's database forward by days. */
export function passDays(db: TestDatabase, days: number): Promise<unknown> {
  return db.sql("update clock set offset_seconds = offset_seconds + $1", [Math.round(days * 86_400)]);
}
