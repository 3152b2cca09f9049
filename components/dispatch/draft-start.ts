import type { DemandDetail, DraftInput } from "@/server/modules/demand/contract";

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
