import { bigint, boolean, integer, numeric, pgView, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { deliveryModes } from "../../lib/states/demand";
import { discountKinds, type OfferState } from "../../lib/states/offer";
import { chargingModes, periodTypes, productClasses } from "../../lib/states/product";

const instant = () => timestamp({ withTimezone: true, mode: "date" });
const fen = () => bigint({ mode: "bigint" });

/** Listings open to demand and offers (demand.sql). */
export const sellableProduct = pgView("sellable_product", {
  id: uuid().notNull(),
  orgId: uuid().notNull(),
  code: text().notNull(),
  name: text().notNull(),
  nameEn: text().notNull(),
  deliveryMode: text({ enum: deliveryModes }).notNull(),
  maxShareBp: integer().notNull(),
  floorRateBp: integer().notNull(),
  sellerNameZh: text().notNull(),
  sellerNameEn: text().notNull(),
}).existing();

export const sellableSpec = pgView("sellable_spec", {
  id: uuid().notNull(),
  productId: uuid().notNull(),
  orgId: uuid().notNull(),
  skuCode: text().notNull(),
  name: text().notNull(),
  nameEn: text().notNull(),
  chargingMode: text({ enum: chargingModes }).notNull(),
  periodType: text({ enum: periodTypes }).notNull(),
  unitPrice: numeric({ precision: 20, scale: 6 }).notNull(),
  productName: text().notNull(),
  productNameEn: text().notNull(),
  maxShareBp: integer().notNull(),
  floorRateBp: integer().notNull(),
  sellerNameZh: text().notNull(),
  sellerNameEn: text().notNull(),
}).existing();

/** What may be put into an offer (offer.sql). */
export const quotableSpec = pgView("quotable_spec", {
  id: uuid().notNull(),
  productId: uuid().notNull(),
  orgId: uuid().notNull(),
  skuCode: text().notNull(),
  name: text().notNull(),
  nameEn: text().notNull(),
  chargingMode: text({ enum: chargingModes }).notNull(),
  periodType: text({ enum: periodTypes }).notNull(),
  unitPrice: numeric({ precision: 20, scale: 6 }).notNull(),
  productCode: text().notNull(),
  productName: text().notNull(),
  productNameEn: text().notNull(),
  productClass: text({ enum: productClasses }).notNull(),
  maxShareBp: integer().notNull(),
  floorRateBp: integer().notNull(),
  sellerNameZh: text().notNull(),
  sellerNameEn: text().notNull(),
}).existing();

export const offerRow = pgView("offer_row", {
  id: uuid().notNull(),
  number: text().notNull(),
  revision: integer().notNull(),
  orgId: uuid().notNull(),
  sellerOrgId: uuid().notNull(),
  partnerOrgId: uuid(),
  demandId: uuid(),
  name: text().notNull(),
  buyerAccount: text().notNull(),
  buyerName: text().notNull(),
  discountKind: text({ enum: discountKinds }).notNull(),
  status: text().$type<OfferState>().notNull(),
  startsAt: instant().notNull(),
  endsAt: instant().notNull(),
  totalListFen: fen().notNull(),
  totalFen: fen().notNull(),
  openedCount: integer().notNull(),
  createdByName: text().notNull(),
  submittedAt: instant(),
  dueAt: instant(),
  createdAt: instant().notNull(),
  makerNameZh: text().notNull(),
  makerNameEn: text().notNull(),
  partnerNameZh: text(),
  partnerNameEn: text(),
  demandNumber: text(),
  deepestBp: integer(),
  openQuestions: integer().notNull(),
  /** The buyer is not for the reader any more: account and name are empty. */
  buyerHidden: boolean().notNull(),
  /** Each product of its lines: its Chinese name, then its English one, which may be empty. */
  productNames: text().array().array().notNull(),
  /** Who follows it up. */
  personName: text().notNull(),
}).existing();
