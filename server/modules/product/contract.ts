import { z } from "zod";
import { basisPointsField, cursorField, FIELD_ERRORS, optionalText, trimmedText, uuidField } from "@/lib/fields";
import { deliveryModes } from "@/lib/states/demand";
import { stateNames } from "@/lib/states/lifecycle";
import { applicationLifecycle, type ApplicationState, chargingModes, periodTypes, type ProductClass, productLifecycle, type ProductState } from "@/lib/states/product";
import type { CertificateDetail } from "@/server/modules/qualification";

/** The wizard's steps in order; the last one shows everything and hands it in. */
export const wizardSteps = ["type", "basics", "pricing", "certificate", "submit"] as const;
export type WizardStep = (typeof wizardSteps)[number];
export const draftSteps = ["type", "basics", "pricing", "certificate"] as const;
export type DraftStep = (typeof draftSteps)[number];

/** Classes a seller may apply for; the marketplace makes the others. */
export const offeredClasses = ["co_sell", "generic"] as const;
/** Most specifications of one application. */
export const mostSpecs = 20;

const orNothing = <T extends z.ZodType>(field: T) => z.preprocess((value) => (value === "" || value === null ? undefined : value), field.optional());
const choice = <const T extends readonly [string, ...string[]]>(words: T) => orNothing(z.enum(words, { error: FIELD_ERRORS.required }));
const price = z.string().trim().max(20, { error: FIELD_ERRORS.amountTooLarge });
const percent = orNothing(basisPointsField);

export const specDraft = z.object({
  name: trimmedText(0, 60),
  nameEn: trimmedText(0, 60),
  chargingMode: choice(chargingModes),
  periodType: choice(periodTypes),
  unitPrice: price,
});
export type SpecDraft = z.infer<typeof specDraft>;

/** What each step may hold while it is being written: any part may still be empty. */
export const stepDrafts = {
  type: z.object({ productClass: choice(offeredClasses), deliveryMode: choice(deliveryModes), interfaceId: orNothing(uuidField), supervised: z.boolean() }),
  basics: z.object({ name: trimmedText(0, 80), nameEn: trimmedText(0, 80), category: trimmedText(0, 40), overview: trimmedText(0, 300), overviewEn: trimmedText(0, 300).optional(), description: trimmedText(0, 8000) }),
  pricing: z.object({ specs: z.array(specDraft).max(mostSpecs), maxShareBp: percent, floorRateBp: percent }),
  certificate: z.object({ fileId: orNothing(uuidField), regNo: trimmedText(0, 40) }),
} as const satisfies Record<DraftStep, z.ZodType>;
export type Draft = { [S in DraftStep]: z.infer<(typeof stepDrafts)[S]> };

export const emptyDraft: Draft = {
  type: { supervised: false },
  basics: { name: "", nameEn: "", category: "", overview: "", overviewEn: "", description: "" },
  pricing: { specs: [{ name: "", nameEn: "", unitPrice: "" }], maxShareBp: 1000, floorRateBp: 8500 },
  certificate: { regNo: "" },
};

const decimal = z
  .string({ error: FIELD_ERRORS.required })
  .trim()
  .min(1, { error: FIELD_ERRORS.required })
  .regex(/^\d{1,12}(\.\d{1,6})?$/, { error: FIELD_ERRORS.amount, abort: true })
  .refine((text) => /[1-9]/.test(text), { error: FIELD_ERRORS.amountNotPositive });
const periodic = (mode: string) => mode === "PERIOD" || mode === "ON_DEMAND_PKG";

/** What each step holds when it is handed in. */
export const completeSteps = {
  type: z.object({
    productClass: z.enum(offeredClasses, { error: FIELD_ERRORS.required }),
    deliveryMode: z.enum(deliveryModes, { error: FIELD_ERRORS.required }),
    interfaceId: orNothing(uuidField),
    supervised: z.boolean(),
  }),
  basics: z.object({ name: trimmedText(2, 80), nameEn: trimmedText(0, 80), category: trimmedText(1, 40), overview: trimmedText(1, 300), overviewEn: trimmedText(0, 300).optional(), description: trimmedText(1, 8000) }),
  pricing: z.object({
    specs: z
      .array(
        z
          .object({ name: trimmedText(1, 60), nameEn: trimmedText(0, 60), chargingMode: z.enum(chargingModes, { error: FIELD_ERRORS.required }), periodType: z.enum(periodTypes, { error: FIELD_ERRORS.required }), unitPrice: decimal })
          .refine((spec) => periodic(spec.chargingMode) === (spec.periodType !== "NONE"), { error: "product.errors.field.periodOfCharging", path: ["periodType"] }),
      )
      .min(1, { error: FIELD_ERRORS.required })
      .max(mostSpecs)
      .refine((specs) => new Set(specs.map((spec) => spec.name)).size === specs.length, { error: "product.errors.field.sameSpec" }),
    maxShareBp: basisPointsField,
    floorRateBp: basisPointsField,
  }),
  certificate: z.object({ fileId: orNothing(uuidField), regNo: trimmedText(0, 40) }),
} as const satisfies Record<DraftStep, z.ZodType>;
export type CompleteDraft = { [S in DraftStep]: z.infer<(typeof completeSteps)[S]> };

export const applicationInput = z.object({ applicationId: uuidField });
/** One step at a time; what the step holds replaces what it held. */
export const saveStepInput = z.discriminatedUnion("step", [
  z.object({ applicationId: uuidField, step: z.literal("type"), values: stepDrafts.type }),
  z.object({ applicationId: uuidField, step: z.literal("basics"), values: stepDrafts.basics }),
  z.object({ applicationId: uuidField, step: z.literal("pricing"), values: stepDrafts.pricing }),
  z.object({ applicationId: uuidField, step: z.literal("certificate"), values: stepDrafts.certificate }),
]);
export const productInput = z.object({ productId: uuidField });
export const discontinueInput = productInput.extend({ reason: trimmedText(1, 500) });
export type ApplicationInput = z.infer<typeof applicationInput>;
export type SaveStepInput = z.infer<typeof saveStepInput>;
export type ProductInput = z.infer<typeof productInput>;
export type DiscontinueInput = z.infer<typeof discontinueInput>;

export const productListInput = z.object({ status: z.enum(stateNames(productLifecycle) as [ProductState]).optional(), q: optionalText(100), cursor: cursorField.optional() });
export const applicationListInput = z.object({ status: z.enum(stateNames(applicationLifecycle) as [ApplicationState]).optional(), cursor: cursorField.optional() });
export type ProductListInput = z.infer<typeof productListInput>;
export type ApplicationListInput = z.infer<typeof applicationListInput>;

export type SpecRow = { id: string; skuCode: string; name: string; nameEn: string; chargingMode: (typeof chargingModes)[number]; periodType: (typeof periodTypes)[number]; unitPrice: string; onSale: boolean };
export type ProductSummary = { id: string; code: string; name: string; productClass: ProductClass; deliveryMode: (typeof deliveryModes)[number]; category: string; status: ProductState; specs: number; listedAt: string | null };
export type ProductList = { rows: ProductSummary[]; next: string | null; counts: Partial<Record<ProductState, number>> };
/** One entry of a history: `actor` is empty when the other side's person did it. */
export type HistoryLine = { key: string; act: string; at: string; actor: string };
export type ProductDetail = ProductSummary & {
  nameEn: string;
  overview: string;
  overviewEn: string;
  description: string;
  supervised: boolean;
  hasInterface: boolean;
  sellerRatioBp: number;
  maxShareBp: number;
  floorRateBp: number;
  taxItem: string;
  taxRateBp: number;
  legalEntityName: string;
  specRows: SpecRow[];
  certificate: { regNo: string | null; state: string } | null;
  application: { id: string; number: string } | null;
  history: HistoryLine[];
  /** null = may be done now, else the reason's key under `product.blocked`. */
  acts: { discontinue: string | null };
};

export type ApplicationSummary = { id: string; number: string; name: string; status: ApplicationState; submittedAt: string | null; dueAt: string | null; decidedAt: string | null; createdAt: string };
export type ApplicationList = { rows: ApplicationSummary[]; next: string | null; counts: Partial<Record<ApplicationState, number>>; now: string };

/** Something a reviewer would refuse. `block` keeps the application from being handed in; `code` is a message key. */
export type Finding = { step: DraftStep; field: string; code: string; weight: "block" | "risk"; values?: Record<string, string | number> };
export type InterfaceChoice = { id: string; name: string; url: string };

export type ApplicationDetail = ApplicationSummary & {
  draft: Draft;
  round: number;
  reasons: { code: string; note: string }[];
  productId: string | null;
  companyName: string;
  certificate: CertificateDetail | null;
  findings: Finding[];
  completeness: { done: number; total: number };
  interfaces: InterfaceChoice[];
  history: HistoryLine[];
  /** null = may be done now, else the reason's key under `product.blocked`. */
  acts: { edit: string | null; submit: string | null; withdraw: string | null };
  now: string;
};
