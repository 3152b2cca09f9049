import { beforeEach, describe, expect, it } from "vitest";
import { type Ctx, personCtx } from "@/server/kernel/ctx";
import { listDemand } from "@/server/modules/demand";
import { testDatabase } from "@/testing/database";
import { makeOrg, type MadeOrg, personIn } from "@/testing/factories";
import { type Listing, makeListing, makePendingDemand } from "@/testing/factories/demand";
import { changeRoles, members, productChoices, setProducts } from ".";

const db = testDatabase();
let seller: MadeOrg;
let owner: Ctx;
let sales: Ctx;
let [kept, other]: [Listing, Listing] = [] as never;

const personOf = (ctx: Ctx) => (ctx.actor.kind === "person" ? ctx.actor.id : "");
const seatOf = async (ctx: Ctx) => (await db.sql<{ id: string }>("select id from membership where person_id = $1 and org_id = $2", [personOf(ctx), ctx.org?.id]))[0]?.id ?? "";
const actsOf = async () => (await db.sql<{ payload: string }>("select payload from audit_entry where act = 'org.set_products' and $1 = any (parties)", [seller.id])).map(({ payload }) => JSON.parse(payload) as { detail: unknown });
/** The person as their next request brings them. */
const afterwards = async (ctx: Ctx) => {
  const [row] = await db.sql<{ roles: string[]; product_ids: string[] | null }>("select roles, product_ids from membership where id = $1", [await seatOf(ctx)]);
  if (ctx.actor.kind !== "person" || !ctx.org || !row) throw new Error("a person in a company is needed");
  return personCtx({ actor: ctx.actor, org: { ...ctx.org, roles: row.roles, productIds: row.product_ids }, requestId: "next", locale: "zh-CN", ip: "127.0.0.1" });
};

beforeEach(async () => {
  seller = await makeOrg("seller");
  owner = await personIn(seller, ["owner"]);
  sales = await personIn(seller, ["sales"]);
  [kept, other] = [await makeListing(seller), await makeListing(seller)];
});

describe("keeping a seat to products", () => {
  it("shows only their demand from the next request on, everything once lifted, and is recorded", async () => {
    const partner = await personIn(await makeOrg("partner"));
    const dispatcher = await personIn(await makeOrg("operator"));
    const wanted = await makePendingDemand(partner, dispatcher, seller, kept);
    const foreign = await makePendingDemand(partner, dispatcher, seller, other);
    const seen = async () => (await listDemand(await afterwards(sales), {})).rows.map(({ id }) => id).toSorted();
    expect(await seen()).toEqual([wanted, foreign].toSorted());
    await setProducts(owner, { membershipId: await seatOf(sales), productIds: [kept.productId] });
    expect(await seen()).toEqual([wanted]);
    expect((await members(owner)).find(({ personId }) => personId === personOf(sales))?.productIds).toEqual([kept.productId]);
    await setProducts(owner, { membershipId: await seatOf(sales), productIds: null });
    expect(await seen()).toEqual([wanted, foreign].toSorted());
    expect((await actsOf()).map(({ detail }) => detail)).toEqual(expect.arrayContaining([
      { personId: personOf(sales), before: null, after: [kept.productId] },
      { personId: personOf(sales), before: [kept.productId], after: null },
    ]));
  });

  it("never binds an owner, and lets go of who becomes one", async () => {
    await expect(setProducts(owner, { membershipId: await seatOf(owner), productIds: [kept.productId] })).rejects.toMatchObject({ kind: "conflict", key: "org.errors.ownerSeesAll" });
    await setProducts(owner, { membershipId: await seatOf(sales), productIds: [kept.productId] });
    await changeRoles(owner, { membershipId: await seatOf(sales), roles: ["owner"] });
    expect((await members(owner)).map(({ productIds }) => productIds)).toEqual([null, null]);
  });

  it("takes turns when fifty change it at once: each act begins where the one before ended", async () => {
    const membershipId = await seatOf(sales);
    await Promise.all(Array.from({ length: 50 }, (_none, at) => setProducts(owner, { membershipId, productIds: at % 2 ? [kept.productId] : [other.productId] })));
    const details = (await db.sql<{ payload: string }>("select payload from audit_entry where act = 'org.set_products' and $1 = any (parties) order by position", [seller.id])).map(({ payload }) => (JSON.parse(payload) as { detail: { before: string[] | null; after: string[] } }).detail);
    expect(details).toHaveLength(50);
    expect(details.map(({ before }) => before)).toEqual([null, ...details.slice(0, -1).map(({ after }) => after)]);
    expect((await members(owner)).find(({ personId }) => personId === personOf(sales))?.productIds).toEqual(details.at(-1)?.after);
  });

  it("takes no product of another company", async () => {
    const foreign = await makeListing(await makeOrg("seller"));
    await expect(setProducts(owner, { membershipId: await seatOf(sales), productIds: [kept.productId, foreign.productId] })).rejects.toMatchObject({ kind: "invalid", fieldErrors: { productIds: "org.errors.foreignProduct" } });
    expect(await actsOf()).toEqual([]);
  });

  it("is the owner's to do, in the own company, and a seller's matter", async () => {
    const membershipId = await seatOf(sales);
    const input = { membershipId, productIds: [kept.productId] };
    await expect(setProducts(sales, input)).rejects.toMatchObject({ kind: "forbidden", values: { permission: "org:manage_members" } });
    await expect(productChoices(sales)).rejects.toMatchObject({ kind: "forbidden" });
    await expect(setProducts(await personIn(await makeOrg("seller")), { ...input, productIds: null })).rejects.toMatchObject({ kind: "not_found" });
    await expect(setProducts(await personIn(await makeOrg("partner")), input)).rejects.toMatchObject({ kind: "forbidden" });
    expect((await productChoices(owner)).map(({ id }) => id).toSorted()).toEqual([kept.productId, other.productId].toSorted());
  });
});
