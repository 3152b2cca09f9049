import { z } from "zod";
import { emailField, trimmedText, uuidField } from "@/lib/fields";
import { LOCALES } from "@/lib/locale";
import { type OrgKind, orgKinds, type Role, rolesByKind } from "@/lib/states/org";

const roleNames = [...new Set(orgKinds.flatMap((kind): readonly Role[] => rolesByKind[kind]))] as [Role, ...Role[]];
const roles = z.array(z.enum(roleNames, { error: "org.errors.roleUnknown" })).min(1, { error: "errors.field.required" }).max(10);

/** A password: long rather than odd; the most common ones are refused where it is set. */
export const passwordField = z
  .string({ error: "errors.field.required" })
  .min(12, { error: "auth.fields.short" })
  .max(200, { error: "errors.field.tooLong" })
  .refine((text) => !text.includes("\0"), { error: "errors.field.unsafe" });

export const inviteMemberInput = z.object({ email: emailField, roles });
export type InviteMember = z.output<typeof inviteMemberInput>;

export const changeRolesInput = z.object({ membershipId: uuidField, roles });
export type ChangeRoles = z.output<typeof changeRolesInput>;

/** `productIds`: the products the seat is kept to; null = all of the company's. */
export const setProductsInput = z.object({ membershipId: uuidField, productIds: z.array(uuidField).min(1, { error: "errors.field.required" }).max(500).nullable() });
export type SetProducts = z.output<typeof setProductsInput>;
export type ProductChoice = { readonly id: string; readonly code: string; readonly name: string };

export const endMembershipInput = z.object({ membershipId: uuidField });
export type EndMembership = z.output<typeof endMembershipInput>;

export const withdrawInvitationInput = z.object({ invitationId: uuidField });
export type WithdrawInvitation = z.output<typeof withdrawInvitationInput>;

export const preferences = z.object({ locale: z.enum(LOCALES), theme: z.enum(["light", "dark", "system"]) }).partial();
export type Preferences = z.output<typeof preferences>;

/** The name a person gives when taking a seat. */
export const personName = trimmedText(1, 80);

/** A seat as the team page shows it; `since` is an ISO instant. */
export type Member = {
  readonly membershipId: string;
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  /** Products the seat is kept to; null = all. */
  readonly productIds: readonly string[] | null;
  readonly since: string;
};

/** An invitation nobody has taken yet; `expiresAt` is an ISO instant. */
export type OpenInvitation = { readonly invitationId: string; readonly email: string; readonly roles: readonly Role[]; readonly expiresAt: string };

/** The public face of a company. */
export type OrgFace = { readonly id: string; readonly kind: OrgKind; readonly slug: string; readonly nameZh: string; readonly nameEn: string };

/** What a mailed link leads to; null names for a reset. */
export type TokenView = {
  readonly purpose: "invitation" | "reset";
  readonly email: string;
  readonly orgKind: OrgKind | null;
  readonly orgNameZh: string | null;
  readonly orgNameEn: string | null;
  readonly roles: readonly Role[];
  /** The address has an account already: taking the seat needs no new password. */
  readonly known: boolean;
};

/** The role of a company that may never be without a holder. */
/** A company that is to be let in, with the address its first owner or administrator is invited at. */
export const newCompany = z.object({
  kind: z.enum(orgKinds),
  slug: z.string().regex(/^[a-z][a-z0-9-]{1,38}[a-z0-9]$/, { error: "errors.field.invalid" }),
  nameZh: trimmedText(1, 100),
  nameEn: trimmedText(1, 100),
  email: emailField,
});
export type NewCompany = z.infer<typeof newCompany>;

export const keeperRole = { seller: "owner", partner: "owner", operator: "admin" } as const satisfies Record<OrgKind, Role>;
