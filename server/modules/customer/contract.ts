import { z } from "zod";
import { cursorField, optionalText, trimmedText, uuidField } from "@/lib/fields";
import { registrationLifecycle, type RegistrationConflict, type RegistrationState } from "@/lib/states/customer";
import { stateNames } from "@/lib/states/lifecycle";

/** A buyer as the marketplace names it: its account is its identity. */
export const customerRef = z.object({ account: trimmedText(1, 100), name: trimmedText(1, 200) });
export type CustomerRef = z.infer<typeof customerRef>;

export type CustomerSummary = { id: string; account: string; name: string; industry: string; region: string; createdAt: string };

const account = optionalText(100);

/** Asks whether a customer can be reserved, before the form is sent. */
export const checkInput = z.object({ customerName: trimmedText(2, 200), customerAccount: account });
export const registerInput = checkInput.extend({
  contactName: trimmedText(0, 60),
  contactDetails: trimmedText(0, 120),
  project: trimmedText(2, 300),
});
export const registrationInput = z.object({ registrationId: uuidField });
export const associationInput = z.object({ associationId: uuidField });
export const associateInput = registrationInput.extend({ customerAccount: account, note: trimmedText(2, 500) });
export const endInput = z.object({ associationId: uuidField, reason: trimmedText(2, 500) });
export const registrationListInput = z.object({
  status: z.enum(stateNames(registrationLifecycle) as [RegistrationState, ...RegistrationState[]]).optional(),
  q: optionalText(100),
  cursor: cursorField.optional(),
});
export const associationListInput = z.object({ current: z.enum(["yes", "no"]).optional(), q: optionalText(100), cursor: cursorField.optional() });
export type CheckInput = z.output<typeof checkInput>;
export type RegisterInput = z.output<typeof registerInput>;
export type AssociateInput = z.output<typeof associateInput>;
export type EndInput = z.output<typeof endInput>;
export type RegistrationListInput = z.output<typeof registrationListInput>;
export type AssociationListInput = z.output<typeof associationListInput>;

/** `conflict` is a code under `customer.conflict`; it never says who is in the way. */
export type RegistrationCheck = { conflict: RegistrationConflict | null; holdDays: number; holdUnit: "day" | "workday" };

export type RegistrationRow = {
  id: string;
  number: string;
  status: RegistrationState;
  partnerName: string;
  customerName: string;
  customerAccount: string | null;
  contactName: string;
  contactDetails: string;
  project: string;
  holdsUntil: string | null;
  createdAt: string;
  createdByName: string;
  endedAt: string | null;
  endReason: string | null;
  associationId: string | null;
  /** Null, or why it cannot be done now: a key under `customer.blocked`. */
  acts: { withdraw: string | null; associate: string | null };
};
/** `counts` go no further than `mostCounted` each. */
export type RegistrationList = { rows: RegistrationRow[]; next: string | null; counts: Partial<Record<RegistrationState, number>>; now: string };

export type AssociationRow = {
  id: string;
  partnerName: string;
  customerName: string;
  customerAccount: string;
  registrationId: string | null;
  registrationNumber: string | null;
  startedAt: string;
  endedAt: string | null;
  endReason: string | null;
  note: string;
  acts: { end: string | null };
  /** For the partner: when it may end an association with this customer again. */
  endableFrom: string | null;
};
/** `counts` go no further than `mostCounted` each. */
export type AssociationList = { rows: AssociationRow[]; next: string | null; counts: { current: number; ended: number }; now: string };
