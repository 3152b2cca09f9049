import type { DemandDetail, DraftInput, InterestProduct } from "@/server/modules/demand/contract";

/** An empty form. */
export const blankDemand: DraftInput = {
  name: "",
  deliveryMode: "saas",
  demandType: "purchase",
  budgetFen: undefined,
  mainAsk: "",
  description: "",
  expectedSigningDate: undefined,
  region: "",
  salesContact: "",
  salesContactDetails: "",
  customer: { name: "", account: undefined, contactName: "", contactDetails: "" },
  products: [],
};

/** A form that asks for this product already; its share is still to be named. Empty where the product may not be asked for. */
export function demandFor(productId: string, products: readonly InterestProduct[]): DraftInput {
  const asked = products.filter(({ id }) => id === productId).map(({ id }) => ({ productId: id, expectedShareBp: undefined }));
  // A line is filled in step by step: what it lacks is said when it is sent.
  return { ...blankDemand, products: asked as unknown as DraftInput["products"] };
}

/** A stored draft or returned demand, as the form holds it. */
export function draftOf(demand: DemandDetail): DraftInput {
  const { id, name, deliveryMode, demandType, mainAsk, description, region, salesContact, salesContactDetails, customer, interests } = demand;
  return {
    demandId: id,
    name,
    deliveryMode,
    demandType,
    budgetFen: demand.budgetFen ?? undefined,
    mainAsk,
    description,
    expectedSigningDate: demand.expectedSigningDate ?? undefined,
    region,
    salesContact,
    salesContactDetails,
    customer: { name: customer?.name ?? "", account: customer?.account ?? undefined, contactName: customer?.contactName ?? "", contactDetails: customer?.contactDetails ?? "" },
    products: interests.map(({ productId, expectedShareBp }) => ({ productId, expectedShareBp: expectedShareBp ?? 0 })),
  };
}
