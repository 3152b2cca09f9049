import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { agreement, apiKey, legalEntity, membership, org, orgCertification, product, productionInterface, productSpec, ruleVersion } from "@/db/schema";
import type { OrgId, PersonId } from "@/lib/ids";
import { completeUscc } from "@/lib/uscc";
import { type Ctx, type OrgContext, personCtx, systemCtx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { seal } from "@/server/kernel/secrets";
import { withTx } from "@/server/kernel/tx";
import { type DemoCompany, demoCompanies, type DemoPerson, demoPeople } from "./companies";
import { type DemoProduct, demoProducts, platformProducts } from "./products";

export type ProductionSettings = { readonly url: string; readonly key: string; readonly accessKey: string; readonly secret: string };
export type World = {
  readonly orgs: ReadonlyMap<string, OrgContext>;
  readonly people: ReadonlyMap<string, Ctx>;
  readonly products: ReadonlyMap<string, { id: string; orgId: string; data: DemoProduct }>;
  /** Specification ids by SKU. */
  readonly specs: ReadonlyMap<string, string>;
};

const system = systemCtx("demo");

async function addCompany(tx: Tx, company: DemoCompany, from: Date): Promise<OrgContext> {
  const { slug, kind, nameZh, nameEn } = company;
  const [row] = await tx.insert(org).values({ kind, slug, nameZh, nameEn, createdAt: from }).returning();
  if (!row) throw new Error(`company ${slug} exists`);
  if (company.certified && kind !== "operator") {
    await tx.insert(orgCertification).values({
      orgId: row.id,
      state: "certified",
      legalName: nameZh,
      uscc: completeUscc(company.codeStem),
      taxpayerKind: company.taxpayerKind,
      invoiceRateBp: company.invoiceRateBp,
      bankName: "示例银行营业部",
      bankAccountName: nameZh,
      bankAccountNo: `6222${company.codeStem.slice(2, 8)}000${slug.length}`,
      contactPhone: "+8613800138000",
      contactEmail: `finance@${slug}.example.test`,
      certifiedAt: from,
      validFrom: from,
    });
  }
  return { id: row.id as OrgId, kind, slug, nameZh, nameEn, roles: [] };
}

async function addAgreement(tx: Tx, company: OrgContext, from: Date): Promise<void> {
  const partner = company.kind === "partner";
  await tx.insert(agreement).values({
    orgId: company.id,
    number: `AG-${company.slug.toUpperCase()}-3`,
    title: partner ? "客户服务商合作协议" : "商家入驻与联营合作协议",
    titleEn: partner ? "Partner program agreement" : "Seller and co-sell agreement",
    agreementVersion: "v3",
    body: partner
      ? "第一条 甲方推荐联营商品并促成客户下单的，按订单记录的分成比例结算。\n第二条 分成以客户实付含税金额为基数，客户退订的，相应分成扣回。\n第三条 乙方收到开票通知后一个月内开具增值税专用发票。"
      : "第一条 联营商品由平台与客户签约并开票，乙方按结算比例取得结算款。\n第二条 服务监管商品自客户验收之日起进入结算。\n第三条 乙方收到开票通知后一个月内开具增值税专用发票。",
    signedBy: partner ? "法定代表人" : "授权代表",
    signedAt: from,
    validFrom: from,
  });
}

async function addPerson(tx: Tx, person: DemoPerson, passwordHash: string, orgs: ReadonlyMap<string, OrgContext>): Promise<Ctx> {
  const { rows } = await tx.execute<{ id: string }>(sql`select app.person_add(${person.email}, ${person.name}, ${person.nameEn}, ${passwordHash}) as id`);
  const id = rows[0]?.id as PersonId;
  const [first] = person.seats;
  for (const seat of person.seats) {
    const company = orgs.get(seat.company) as OrgContext;
    await tx.insert(membership).values({ orgId: company.id, personId: id, displayName: person.name, email: person.email, roles: [...seat.roles] });
  }
  const company = orgs.get(first?.company ?? "") as OrgContext;
  return personCtx({
    actor: { kind: "person", id, name: person.name, email: person.email },
    org: { ...company, roles: first?.roles ?? [] },
    requestId: "demo",
    locale: "zh-CN",
    ip: "127.0.0.1",
  });
}

async function addProduct(tx: Tx, data: DemoProduct, orgs: ReadonlyMap<string, OrgContext>, legalEntityId: string, from: Date) {
  const { seller, key, specs, ...facts } = data;
  const orgId = (orgs.get(seller) as OrgContext).id;
  const [row] = await tx
    .insert(product)
    .values({ ...facts, orgId, legalEntityId, code: `P-${seller.toUpperCase()}-${key.toUpperCase()}`, description: facts.overview, status: "on_sale", listedAt: from })
    .returning({ id: product.id });
  if (!row) throw new Error(`product ${key} exists`);
  const made = await tx
    .insert(productSpec)
    .values(specs.map(({ sku, ...spec }) => ({ ...spec, skuCode: sku, orgId, productId: row.id })))
    .returning({ id: productSpec.id, sku: productSpec.skuCode });
  return { id: row.id, orgId, data, specs: made };
}

/** What this marketplace decided beyond the reference: partners' shares without an offer, and quick retries for the demo's seller. */
async function addRules(tx: Tx, from: Date): Promise<void> {
  await tx.insert(ruleVersion).values([
    { kind: "share", scope: "co_sell", value: { bp: 600 }, validFrom: from, note: "partner typed in at order time" },
    { kind: "limit", scope: "interface.retry", value: { attempts: 4, seconds: 20 }, validFrom: from, note: "demo: seconds instead of hours" },
  ]);
}

async function addProduction(tx: Tx, orgs: ReadonlyMap<string, OrgContext>, settings: ProductionSettings): Promise<void> {
  for (const company of orgs.values()) {
    if (company.kind !== "seller") continue;
    await tx.insert(productionInterface).values({ orgId: company.id, name: "default", url: settings.url, accessKeySealed: seal(settings.key) });
    const mine = company.slug === "lantern" ? { accessKey: settings.accessKey, secret: settings.secret } : { accessKey: `AK-${company.slug.toUpperCase()}`, secret: randomBytes(24).toString("base64url") };
    await tx.insert(apiKey).values({ orgId: company.id, accessKey: mine.accessKey, secretSealed: seal(mine.secret) });
  }
}

/** Companies, people, agreements, listings and keys, as they stood when the demo year began. */
export function buildWorld(from: Date, passwordHash: string, production: ProductionSettings): Promise<World> {
  return withTx(system, async (tx) => {
    const [entity] = await tx
      .insert(legalEntity)
      .values({
        code: "CLOUDMART-CN",
        nameZh: "云集市运营有限公司",
        nameEn: "Cloudmart Operations Ltd",
        uscc: completeUscc("91520900MA6J6DEM0"),
        address: "贵州省贵安新区示例大道 1 号",
        phone: "0851-88880000",
        bankName: "示例银行贵安支行",
        bankAccountNo: "1234000056780001",
        invoiceAddress: "贵州省贵安新区示例大道 1 号 财务共享中心",
      })
      .returning({ id: legalEntity.id });
    await addRules(tx, from);
    const orgs = new Map<string, OrgContext>();
    for (const company of demoCompanies) orgs.set(company.slug, await addCompany(tx, company, from));
    for (const company of orgs.values()) if (company.kind !== "operator") await addAgreement(tx, company, from);
    const people = new Map<string, Ctx>();
    for (const person of demoPeople) people.set(person.email.replace("@example.test", ""), await addPerson(tx, person, passwordHash, orgs));
    const products = new Map<string, { id: string; orgId: string; data: DemoProduct }>();
    const specs = new Map<string, string>();
    for (const data of [...demoProducts, ...platformProducts]) {
      const listing = await addProduct(tx, data, orgs, entity?.id ?? "", from);
      products.set(data.key, listing);
      for (const spec of listing.specs) specs.set(spec.sku, spec.id);
    }
    await addProduction(tx, orgs, production);
    return { orgs, people, products, specs };
  });
}
