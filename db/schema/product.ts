import { sql } from "drizzle-orm";
import { boolean, foreignKey, index, integer, jsonb, numeric, pgTable, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { deliveryModes } from "../../lib/states/demand";
import { applicationLifecycle, chargingModes, incentives, materialKinds, periodTypes, productClasses, productLifecycle } from "../../lib/states/product";
import { stateNames } from "../../lib/states/lifecycle";
import { oneOf } from "../checks";
import { basisPoints, createdAt, id, instant, version } from "../columns";
import { orgContext, own, ownShownWhere, platformOnly } from "../policies";
import { file } from "./file";
import { legalEntity, org } from "./org";

/** A listing. What partners may see of it follows its state; the seller always sees its own. */
export const product = pgTable(
  "product",
  {
    id: id(),
    orgId: uuid().notNull().references(() => org.id),
    code: text().notNull(),
    name: text().notNull(),
    nameEn: text().notNull().default(""),
    productClass: text({ enum: productClasses }).notNull(),
    deliveryMode: text({ enum: deliveryModes }).notNull(),
    category: text().notNull().default(""),
    overview: text().notNull().default(""),
    overviewEn: text().notNull().default(""),
    /** Provinces and cities it is delivered in; empty = everywhere. */
    regions: text().array().notNull().default(sql`'{}'`),
    /** What its sales count for in partners' programs. */
    incentive: text({ enum: incentives }).notNull().default("full"),
    description: text().notNull().default(""),
    status: text().notNull(),
    supervised: boolean().notNull().default(false),
    /** Delivered through the seller's production interface (else by the marketplace's word or by hand). */
    hasInterface: boolean().notNull().default(false),
    legalEntityId: uuid().notNull().references(() => legalEntity.id),
    /** Seller's part of the deal price, basis points (co-sell, platform, curated); generic products pay the fee rule. */
    sellerRatioBp: basisPoints().notNull(),
    /** Highest share a partner may ask for, basis points. */
    maxShareBp: basisPoints().notNull().default(0),
    /** Who bears the partner's share. */
    shareBorneBy: text({ enum: ["platform", "seller"] }).notNull().default("platform"),
    /** Rate payable down to which the seller may offer without approval, basis points. */
    floorRateBp: basisPoints().notNull().default(10000),
    /** Output VAT rate of what the customer buys, basis points. */
    taxRateBp: basisPoints().notNull(),
    taxItem: text().notNull(),
    listedAt: instant(),
    version: version(),
    createdAt: createdAt(),
  },
  (t) => [
    unique("product_org_id_key").on(t.orgId, t.id),
    uniqueIndex("product_code_key").on(t.code),
    index("product_org_idx").on(t.orgId, t.createdAt.desc()),
    index("product_entity_idx").on(t.legalEntityId),
    index("product_catalogue_idx").on(t.createdAt, t.id).where(sql`status = 'on_sale' and product_class in ('co_sell', 'platform')`),
    index("product_name_trgm_idx").using("gin", t.name.op("gin_trgm_ops")),
    oneOf("product_status_check", t.status, stateNames(productLifecycle)),
    oneOf("product_class_check", t.productClass, productClasses),
    oneOf("product_delivery_check", t.deliveryMode, deliveryModes),
    ...ownShownWhere(t.orgId, sql`${t.status} <> 'unlisted' and ${orgContext} is not null`),
  ],
);

/** A priced specification of a product. */
export const productSpec = pgTable(
  "product_spec",
  {
    id: id(),
    orgId: uuid().notNull(),
    productId: uuid().notNull(),
    skuCode: text().notNull(),
    name: text().notNull(),
    nameEn: text().notNull().default(""),
    chargingMode: text({ enum: chargingModes }).notNull(),
    periodType: text({ enum: periodTypes }).notNull(),
    /** List price of one unit for one period, yuan. */
    unitPrice: numeric({ precision: 20, scale: 6 }).notNull(),
    onSale: boolean().notNull().default(true),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({ name: "product_spec_product_fk", columns: [t.orgId, t.productId], foreignColumns: [product.orgId, product.id] }),
    index("product_spec_product_idx").on(t.orgId, t.productId),
    uniqueIndex("product_spec_sku_key").on(t.skuCode),
    oneOf("product_spec_charging_check", t.chargingMode, chargingModes),
    ...ownShownWhere(t.orgId, sql`exists (select 1 from product p where p.id = product_id and p.status <> 'unlisted')`),
  ],
);

/** A software copyright certificate as claimed by the seller and as read from the file. Never shown to anyone else. */
export const certificate = pgTable(
  "certificate",
  {
    id: id(),
    orgId: uuid().notNull(),
    fileId: uuid().notNull(),
    productId: uuid(),
    claimed: jsonb().$type<Record<string, string>>().notNull(),
    read: jsonb().$type<Record<string, unknown>>(),
    comparison: jsonb().$type<Record<string, string>>(),
    regNo: text(),
    state: text({ enum: ["reading", "read", "unreadable", "approved", "refused"] }).notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({ name: "certificate_file_fk", columns: [t.orgId, t.fileId], foreignColumns: [file.orgId, file.id] }),
    foreignKey({ name: "certificate_product_fk", columns: [t.orgId, t.productId], foreignColumns: [product.orgId, product.id] }),
    index("certificate_file_idx").on(t.orgId, t.fileId),
    index("certificate_product_idx").on(t.orgId, t.productId),
    index("certificate_reg_no_idx").on(t.regNo),
    ...own(t.orgId),
  ],
);

/** An application to publish: the wizard's draft and its way through review. */
export const application = pgTable(
  "application",
  {
    id: id(),
    orgId: uuid().notNull().references(() => org.id),
    number: text().notNull(),
    status: text().notNull(),
    productId: uuid(),
    certificateId: uuid().references(() => certificate.id),
    /** What the wizard holds, by step; validated on submit. */
    draft: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    productName: text().notNull().default(""),
    submittedAt: instant(),
    dueAt: instant(),
    decidedAt: instant(),
    decidedBy: uuid(),
    decidedByName: text(),
    reasons: jsonb().$type<{ code: string; note: string }[]>().notNull().default([]),
    checklist: jsonb().$type<Record<string, boolean>>().notNull().default({}),
    round: integer().notNull().default(1),
    version: version(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("application_number_key").on(t.number),
    foreignKey({ name: "application_product_fk", columns: [t.orgId, t.productId], foreignColumns: [product.orgId, product.id] }),
    index("application_org_idx").on(t.orgId, t.createdAt.desc()),
    index("application_product_idx").on(t.orgId, t.productId),
    index("application_certificate_idx").on(t.certificateId),
    index("application_status_idx").on(t.status, t.dueAt),
    oneOf("application_status_check", t.status, stateNames(applicationLifecycle)),
    ...own(t.orgId),
  ],
);

/** One round of review: what was handed in, and what only reviewers know of it. */
export const applicationRound = pgTable(
  "application_round",
  {
    id: id(),
    applicationId: uuid().notNull().references(() => application.id),
    round: integer().notNull(),
    /** The draft as it was submitted, by step. */
    submitted: jsonb().$type<Record<string, unknown>>().notNull(),
    submittedBy: uuid(),
    submittedAt: instant().notNull(),
    checklist: jsonb().$type<Record<string, boolean>>().notNull().default({}),
    note: text().notNull().default(""),
    version: version(),
  },
  (t) => [uniqueIndex("application_round_key").on(t.applicationId, t.round), ...platformOnly()],
);

/** What a partner sells with: brochures, cases, price sheets. */
export const productMaterial = pgTable(
  "product_material",
  {
    id: id(),
    orgId: uuid().notNull(),
    productId: uuid().notNull(),
    kind: text({ enum: materialKinds }).notNull(),
    title: text().notNull(),
    fileId: uuid().references(() => file.id),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({ name: "product_material_product_fk", columns: [t.orgId, t.productId], foreignColumns: [product.orgId, product.id] }),
    index("product_material_product_idx").on(t.orgId, t.productId),
    index("product_material_file_idx").on(t.fileId),
    oneOf("product_material_kind_check", t.kind, materialKinds),
    ...ownShownWhere(t.orgId, sql`exists (select 1 from product p where p.id = product_id and p.status <> 'unlisted')`),
  ],
);
