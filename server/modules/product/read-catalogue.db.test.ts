import { beforeAll, describe, expect, test } from "vitest";
import { AppError } from "@/server/kernel/errors";
import type { Ctx } from "@/server/kernel/ctx";
import { inspectNow, openFile, receiveUpload } from "@/server/modules/file";
import { testDatabase } from "@/testing/database";
import { makeOrg, type MadeOrg, personIn } from "@/testing/factories";
import { useTemporaryStorage } from "@/testing/factories/invoice";
import { makeProduct } from "@/testing/factories/product";
import { addMaterial, catalogueItem, coSellCatalogue, listMaterials, openMaterial, removeMaterial, setIncentive } from ".";

const db = testDatabase();
let company: MadeOrg;
let mine: MadeOrg;
let seller: Ctx;
let otherSeller: Ctx;
let partner: Ctx;
let other: Ctx;
let reviewer: Ctx;

beforeAll(async () => {
  await useTemporaryStorage();
  [company, mine] = [await makeOrg("seller"), await makeOrg("partner")];
  [seller, otherSeller, partner, other] = [await personIn(company), await personIn(await makeOrg("seller")), await personIn(mine), await personIn(await makeOrg("partner"))];
  reviewer = await personIn(await makeOrg("operator"), ["reviewer"]);
});

const kindOf = async (work: Promise<unknown>) => work.then(() => "done", (error: unknown) => (error instanceof AppError ? error.kind : String(error)));
const find = async (ctx: Ctx, name: string) => (await coSellCatalogue(ctx, { q: name })).rows[0];
const grant = (row: { product?: string; partner?: string; account?: string; rateBp: number; floor?: string; share?: number; ended?: boolean }) =>
  db.sql("insert into authority (product_id, partner_org_id, rate_bp, floor_unit_price, max_share_bp, valid_from, valid_to, customer_account) values ($1, $2, $3, $4, $5, now() - interval '2 hours', $6, $7)", [
    row.product ?? null, row.partner ?? null, row.rateBp, row.floor ?? null, row.share ?? null, row.ended ? new Date(Date.now() - 3_600_000) : null, row.account ?? null,
  ]);
const paper = async (ctx: Ctx = seller, purpose: "material" | "proof" = "material") => {
  const { fileId } = await receiveUpload(ctx, { purpose, name: "产品介绍.txt", declaredType: "text/plain", bytes: Buffer.from("介绍") });
  await inspectNow(ctx, fileId);
  return fileId;
};

describe("what a partner may grant", () => {
  test("is the product's floor where no authority is in force", async () => {
    const made = await makeProduct(company, { floorRateBp: 8000, maxShareBp: 2000 });
    expect(await find(partner, made.name)).toMatchObject({ authorityBp: 8000, authorityScope: "floor", shareBp: 2000, fromPrice: "1200.000000", floorPrice: "960.000000" });
  });

  test("is the most specific row in force: the partner's before the product's, never another's or an ended one", async () => {
    const made = await makeProduct(company, { floorRateBp: 8000, maxShareBp: 2000 });
    await grant({ product: made.id, rateBp: 8500, floor: "1100" });
    expect(await find(partner, made.name)).toMatchObject({ authorityBp: 8500, authorityScope: "product", floorPrice: "1100.000000" });
    await grant({ product: made.id, partner: mine.id, rateBp: 7500, share: 1500 });
    await grant({ product: made.id, partner: mine.id, rateBp: 5000, ended: true });
    expect(await find(partner, made.name)).toMatchObject({ authorityBp: 7500, authorityScope: "partner", shareBp: 1500, floorPrice: "900.000000" });
    expect(await find(other, made.name)).toMatchObject({ authorityBp: 8500, authorityScope: "product", shareBp: 2000 });
    expect((await catalogueItem(partner, { productId: made.id })).authorityBp).toBe(7500);
  });
});

describe("what a partner may grant single customers", () => {
  test("is named with its account, the deepest first, to that partner alone; an ended one is not", async () => {
    const made = await makeProduct(company, { floorRateBp: 8000, maxShareBp: 2000 });
    await grant({ product: made.id, partner: mine.id, account: "jade-bank", rateBp: 7800 });
    await grant({ partner: mine.id, account: "jade-bank", rateBp: 6000 });
    await grant({ product: made.id, partner: mine.id, account: "river-mill", rateBp: 7000 });
    await grant({ product: made.id, partner: mine.id, account: "old-town", rateBp: 5000, ended: true });
    const named = [{ account: "river-mill", rateBp: 7000, until: null }, { account: "jade-bank", rateBp: 7800, until: null }];
    expect((await find(partner, made.name))?.customerAuthority).toEqual(named);
    expect((await catalogueItem(partner, { productId: made.id })).customerAuthority).toEqual(named);
    for (const ctx of [other, reviewer]) expect((await find(ctx, made.name))?.customerAuthority).toEqual([]);
  });
});

describe("the catalogue", () => {
  test("is narrowed by class, delivery, incentive and words; only what partners sell is in it", async () => {
    const tag = crypto.randomUUID().slice(0, 8);
    const [coSell, platform, generic, gone] = [
      await makeProduct(company, { name: `${tag} 联营` }),
      await makeProduct(company, { name: `${tag} 自营`, productClass: "platform" }),
      await makeProduct(company, { name: `${tag} 通用`, productClass: "generic" }),
      await makeProduct(company, { name: `${tag} 停售`, status: "discontinued" }),
    ];
    const ids = async (input: Parameters<typeof coSellCatalogue>[1]) => (await coSellCatalogue(partner, { q: tag, ...input })).rows.map(({ id }) => id).toSorted();
    expect(await ids({})).toEqual([coSell.id, platform.id].toSorted());
    expect(await ids({ productClass: "platform" })).toEqual([platform.id]);
    expect(await ids({ deliveryMode: "hardware" })).toEqual([]);
    expect(await ids({ incentive: "full" })).toHaveLength(2);
    for (const { id } of [generic, gone]) expect(await kindOf(catalogueItem(partner, { productId: id }))).toBe("not_found");
    expect(await kindOf(coSellCatalogue({ ...partner, permissions: new Set() }))).toBe("forbidden");
  });

  test("an incentive is set by reviewers, kept in the audit", async () => {
    const made = await makeProduct(company);
    for (const who of [seller, partner, await personIn(await makeOrg("operator"), ["finance"])]) expect(await kindOf(setIncentive(who, { productId: made.id, incentive: "none" }))).toBe("forbidden");
    await setIncentive(reviewer, { productId: made.id, incentive: "counted" });
    expect(await find(partner, made.name)).toMatchObject({ incentive: "counted" });
    expect(await db.sql("select act from audit_entry where noun_id = $1", [made.id])).toEqual([{ act: "product.set_incentive" }]);
    expect(await kindOf(setIncentive(reviewer, { productId: crypto.randomUUID(), incentive: "none" }))).toBe("not_found");
  });
});

describe("materials", () => {
  test("are added by the seller, opened by partners, and gone once removed", async () => {
    const made = await makeProduct(company);
    const fileId = await paper();
    const { id } = await addMaterial(seller, { productId: made.id, kind: "brochure", title: "产品介绍", fileId });
    expect(await find(partner, made.name)).toMatchObject({ materials: 1 });
    expect((await catalogueItem(partner, { productId: made.id })).materialRows).toMatchObject([{ id, kind: "brochure", title: "产品介绍", fileName: "产品介绍.txt" }]);
    expect(await kindOf(openFile(partner, fileId))).toBe("not_found");
    expect(await openMaterial(partner, { materialId: id })).toEqual({ fileId });
    await openMaterial(partner, { materialId: id });
    expect((await openFile(partner, fileId)).name).toBe("产品介绍.txt");
    expect(await kindOf(openMaterial(otherSeller, { materialId: id }))).toBe("not_found");
    expect(await kindOf(openFile(other, fileId))).toBe("not_found");
    await removeMaterial(seller, { materialId: id });
    expect(await kindOf(openFile(partner, fileId))).toBe("not_found");
    expect(await kindOf(openMaterial(partner, { materialId: id }))).toBe("not_found");
    expect(await listMaterials(seller, { productId: made.id })).toEqual([]);
    const acts = await db.sql<{ act: string }>("select act from audit_entry where noun_id = $1 order by seq", [made.id]);
    expect(acts.map(({ act }) => act).toSorted()).toEqual(["product.add_material", "product.open_material", "product.open_material", "product.remove_material"]);
  });

  test("are the seller's own: others' products, files of another purpose, people without the right are refused", async () => {
    const made = await makeProduct(company);
    const add = async (ctx: Ctx, change: object = {}) => kindOf(addMaterial(ctx, { productId: made.id, kind: "other", title: "资料", fileId: await paper(ctx === otherSeller ? otherSeller : seller), ...change }));
    expect(await add(otherSeller)).toBe("not_found");
    expect(await add(await personIn(company, ["viewer"]))).toBe("forbidden");
    expect(await add(seller, { fileId: await paper(seller, "proof") })).toBe("conflict");
    const { id } = await addMaterial(seller, { productId: made.id, kind: "other", title: "资料", fileId: await paper() });
    expect(await kindOf(removeMaterial(otherSeller, { materialId: id }))).toBe("not_found");
    expect(await kindOf(removeMaterial(partner, { materialId: id }))).toBe("forbidden");
    expect(await kindOf(listMaterials(otherSeller, { productId: made.id }))).toBe("not_found");
  });

  test("are twenty at most, also when thirty are added at once", async () => {
    const made = await makeProduct(company);
    const fileId = await paper();
    const results = await Promise.all(Array.from({ length: 30 }, (_, n) => kindOf(addMaterial(seller, { productId: made.id, kind: "other", title: `资料 ${n}`, fileId }))));
    expect(results.filter((result) => result === "done")).toHaveLength(20);
    expect(results.filter((result) => result === "conflict")).toHaveLength(10);
  });
});
