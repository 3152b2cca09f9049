import { z } from "zod";
import { parseBusinessDay } from "@/lib/dates";
import { basisPointsField, cursorField, FIELD_ERRORS, optionalText, uuidField } from "@/lib/fields";
import type { authorityScopes } from "@/lib/states/offer";

const day = z.string().refine((text) => parseBusinessDay(text) !== null, { error: FIELD_ERRORS.invalid });
const blank = (value: unknown) => (value === "" || value === null ? undefined : value);
const price = z.preprocess(blank, z.string().trim().regex(/^(?:0|[1-9]\d{0,11})(?:\.\d{1,6})?$/, { error: FIELD_ERRORS.amount }).optional());

/** How deep partners may quote by themselves: product × partner × customer, left out = any. A customer needs a partner. */
export const setAuthorityInput = z.object({
  productId: z.preprocess(blank, uuidField.optional()),
  partnerOrgId: z.preprocess(blank, uuidField.optional()),
  customerAccount: optionalText(64),
  /** Lowest rate payable, basis points. */
  rateBp: basisPointsField.refine((bp) => bp > 0, { error: FIELD_ERRORS.basisPoints }),
  /** Lowest price of one unit for one period, yuan. */
  floorUnitPrice: price,
  /** Highest share that may be asked for, basis points. */
  maxShareBp: z.preprocess(blank, basisPointsField.optional()),
  /** First day; today = at once. */
  startsOn: z.preprocess(blank, day.optional()),
  /** Last day. */
  endsOn: z.preprocess(blank, day.optional()),
  note: optionalText(500),
});
export type SetAuthority = z.infer<typeof setAuthorityInput>;

export const endAuthorityInput = z.object({ authorityId: uuidField, note: optionalText(500) });
export type EndAuthority = z.infer<typeof endAuthorityInput>;

/** How deep an operator's role may approve, from a day on (today = at once). */
export const setApprovalInput = z.object({ role: z.string().max(40), downToBp: basisPointsField, startsOn: z.preprocess(blank, day.optional()), note: optionalText(500) });
export type SetApproval = z.infer<typeof setApprovalInput>;

export const listAuthorityInput = z.object({
  productId: uuidField.optional(),
  partnerOrgId: uuidField.optional(),
  /** How the customer's account begins. */
  customer: optionalText(64),
  ended: z.boolean().optional(),
  cursor: cursorField.optional(),
});
export type ListAuthority = z.infer<typeof listAuthorityInput>;

/** A version of an authority. Rates in basis points, prices in yuan, instants ISO texts. */
export type AuthorityRow = {
  id: string;
  scope: Exclude<(typeof authorityScopes)[number], "floor">;
  productId: string | null;
  productName: string | null;
  productCode: string | null;
  sellerName: string | null;
  partnerOrgId: string | null;
  partnerName: string | null;
  /** For operators and the partner itself. */
  customerAccount: string | null;
  rateBp: number;
  floorUnitPrice: string | null;
  maxShareBp: number | null;
  validFrom: string;
  validTo: string | null;
  state: "planned" | "in_force" | "ended";
  note: string;
  createdByName: string;
};
/** Which operator's role may approve how deep: the lowest rate payable, basis points. */
export type ApprovalLimit = { role: string; downToBp: number; validFrom: string | null };
export type AuthorityList = { rows: AuthorityRow[]; next: string | null; count: number; approvals: ApprovalLimit[]; mayManage: boolean; maySetApprovals: boolean; now: string };

/** What the list can be narrowed to. */
export type AuthorityTargets = Record<"products" | "partners", { id: string; name: string }[]>;

/** What an operator may choose from in the form. */
export type AuthorityChoices = {
  products: { id: string; code: string; name: string; sellerName: string; floorRateBp: number; maxShareBp: number }[];
  partners: { id: string; name: string }[];
};
