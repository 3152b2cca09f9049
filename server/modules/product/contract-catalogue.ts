import { z } from "zod";
import { cursorField, optionalText, trimmedText, uuidField } from "@/lib/fields";
import { deliveryModes } from "@/lib/states/demand";
import { incentives, materialKinds, type ProductClass } from "@/lib/states/product";
import type { SpecRow } from "./contract";

/** Classes that partners sell. */
export const partnerClasses = ["co_sell", "platform"] as const;
/** Most papers of one product. */
export const mostMaterials = 20;

export const catalogueInput = z.object({
  q: optionalText(100),
  productClass: z.enum(partnerClasses).optional(),
  deliveryMode: z.enum(deliveryModes).optional(),
  incentive: z.enum(incentives).optional(),
  cursor: cursorField.optional(),
});
export const catalogueItemInput = z.object({ productId: uuidField });
export const materialInput = z.object({ materialId: uuidField });
export const addMaterialInput = catalogueItemInput.extend({ kind: z.enum(materialKinds), title: trimmedText(2, 80), fileId: uuidField });
export const incentiveInput = catalogueItemInput.extend({ incentive: z.enum(incentives) });
export type CatalogueInput = z.output<typeof catalogueInput>;
export type AddMaterialInput = z.output<typeof addMaterialInput>;
export type IncentiveInput = z.output<typeof incentiveInput>;

export type Incentive = (typeof incentives)[number];
export type MaterialKind = (typeof materialKinds)[number];
/** Rate payable in basis points down to which a partner may grant one customer's cloud account, until an ISO instant or for ever. */
export type CustomerAuthority = { readonly account: string; readonly rateBp: number; readonly until: string | null };
export type CatalogueRow = {
  id: string;
  code: string;
  name: string;
  sellerName: string;
  productClass: ProductClass;
  deliveryMode: (typeof deliveryModes)[number];
  category: string;
  overview: string;
  /** Provinces and cities; empty = everywhere. */
  regions: string[];
  incentive: Incentive;
  /** The highest share the asking company may ask for, basis points. */
  shareBp: number;
  /** Rate payable down to which it may grant by itself, basis points; the product's floor where no authority is in force. */
  authorityBp: number;
  authorityScope: "partner" | "product" | "all" | "floor";
  /** Single customers for whom the asking partner may go elsewhere, the deepest first. */
  customerAuthority: readonly CustomerAuthority[];
  floorRateBp: number;
  /** Yuan for one unit and period of the cheapest specification: list, and the lowest it may grant. */
  fromPrice: string | null;
  floorPrice: string | null;
  materials: number;
};
export type Catalogue = { rows: CatalogueRow[]; next: string | null };

export type MaterialRow = { id: string; kind: MaterialKind; title: string; fileName: string; bytes: number; createdAt: string };
export type CatalogueItem = CatalogueRow & { description: string; supervised: boolean; listedAt: string | null; specRows: SpecRow[]; materialRows: MaterialRow[] };
