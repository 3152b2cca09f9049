import { z } from "zod";
import { optionalText } from "@/lib/fields";
import { orderLifecycle, orderTypes, type OrderState, type OrderType, type SupervisionState } from "@/lib/states/order";
import { stateNames } from "@/lib/states/lifecycle";

/** What a list of orders is narrowed to; every part is optional and a foreign value simply matches nothing. */
export const orderListInput = z.object({
  status: z.enum(stateNames(orderLifecycle) as [OrderState, ...OrderState[]]).optional(),
  type: z.enum(orderTypes).optional(),
  productId: z.uuid().optional(),
  /** Beijing month in which the order was placed, YYYYMM. */
  period: z.string().regex(/^[1-9]\d{3}(0[1-9]|1[0-2])$/).optional(),
  /** Part of the order number. */
  text: optionalText(64),
  cursor: z.string().max(500).optional(),
});
export type OrderListInput = z.input<typeof orderListInput>;
export const orderInput = z.object({ orderId: z.uuid() });

export type OrderSummary = {
  readonly id: string;
  readonly number: string;
  readonly orderType: OrderType;
  readonly status: OrderState;
  readonly placedAt: string;
  readonly currency: string;
  readonly amountFen: string;
  readonly customerName: string;
  readonly sellerName: string;
  readonly sellerNameEn: string;
  readonly partnerName: string | null;
  readonly partnerNameEn: string | null;
  readonly product: string;
  readonly productEn: string;
  readonly lineCount: number;
  /** The last failure of a call to the seller's program, when one stands. */
  readonly trouble: string | null;
};

/** Something that must have happened before a line can be settled. */
export type Gate = { readonly key: "money" | "provisioned" | "supervision" | "effective"; readonly state: "passed" | "blocked" | "later"; readonly at: string | null; readonly reason: string };

export type OrderLineDetail = {
  readonly id: string;
  readonly number: string;
  readonly productId: string;
  readonly product: string;
  readonly productEn: string;
  readonly specification: string;
  readonly specificationEn: string;
  readonly productClass: string;
  readonly chargingMode: string;
  readonly periodType: string;
  readonly periodNumber: number;
  readonly quantity: number;
  readonly listFen: string;
  readonly amountFen: string;
  readonly voucherFen: string;
  readonly supervision: SupervisionState;
  readonly hasInterface: boolean;
  readonly instanceId: string | null;
  readonly effectiveAt: string | null;
  readonly expiresAt: string | null;
  /** None of an order that was cancelled unpaid. */
  readonly gates: readonly Gate[];
  readonly attribution: AttributionDetail | null;
};

export type AttributionDetail = {
  readonly partnerName: string;
  readonly partnerNameEn: string;
  readonly carrier: string;
  readonly shareBp: number;
  readonly discountKind: string | null;
  readonly offerId: string | null;
  readonly offerNumber: string | null;
  readonly demandId: string | null;
  readonly offerRevision: number | null;
  readonly hasAgreement: boolean;
  /** Its number, for the partner and operators; sellers only see whether there is one. */
  readonly agreementNumber: string | null;
  /** The credited partner against the one the customer was associated with at that instant. */
  readonly branch: "same" | "different" | "none";
  readonly claimId: string | null;
  readonly claimNumber: string | null;
  readonly creditedAt: string;
  readonly rule: string;
};

export type OrderMoment = { readonly id: string; readonly act: string; readonly at: string; readonly detail: Readonly<Record<string, string>> };

export type OrderDetail = OrderSummary & {
  readonly listFen: string;
  readonly refundedFen: string;
  readonly customerAccount: string;
  /** Contact data of the customer: whole for the operator, in part for the seller until revealed, null for the partner. */
  readonly buyer: Readonly<Record<string, string>> | null;
  readonly buyerMasked: boolean;
  /** Whether this person may ask for the whole. */
  readonly mayReveal: boolean;
  readonly paymentMethod: string | null;
  readonly paidAt: string | null;
  readonly creditConfirmedAt: string | null;
  readonly repaidAt: string | null;
  readonly creditClearedAt: string | null;
  readonly cancelledAt: string | null;
  readonly original: { readonly id: string; readonly number: string } | null;
  readonly related: readonly { readonly id: string; readonly number: string; readonly orderType: OrderType; readonly amountFen: string; readonly placedAt: string }[];
  readonly lines: readonly OrderLineDetail[];
  readonly timeline: readonly OrderMoment[];
};
