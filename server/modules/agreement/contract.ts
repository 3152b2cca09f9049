import { z } from "zod";

export const agreementInput = z.object({ agreementId: z.uuid() });

export type AgreementSummary = {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly titleEn: string;
  readonly agreementVersion: string;
  readonly signedBy: string | null;
  readonly signedAt: string | null;
  readonly validFrom: string;
  readonly validTo: string | null;
  /** In force at this moment of business time. */
  readonly inForce: boolean;
};
export type AgreementDetail = AgreementSummary & { readonly body: string };
