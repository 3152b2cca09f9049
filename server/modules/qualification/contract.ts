import { z } from "zod";
import type { Certificate, CertificateMatch } from "@/lib/certificate";
import { uuidField } from "@/lib/fields";

export const certificateInput = z.object({ certificateId: uuidField });
export type CertificateInput = z.infer<typeof certificateInput>;

/** Why a program could not read a certificate; a person reads it then. */
export const unreadableReasons = ["no_text", "not_a_certificate", "image", "broken"] as const;
export type UnreadableReason = (typeof unreadableReasons)[number];

/** What was read from the file: the fields, or why there are none; always with the text that was found. */
export type CertificateReading =
  | { readonly ok: true; readonly certificate: Certificate; readonly text: string }
  | { readonly ok: false; readonly reason: UnreadableReason; readonly text: string };

export type CertificateState = "reading" | "read" | "unreadable" | "approved" | "refused";

/** `known` is the certificate the application holds so far. */
export type ClaimInput = { readonly fileId: string; readonly regNo: string; readonly known?: string | null };

/** A certificate as its company and reviewers see it. */
export type CertificateDetail = {
  id: string;
  state: CertificateState;
  /** What the company claims: the number given, its product's name, its own certified name. */
  claim: { regNo: string; name: string; owner: string };
  /** A customary ending of the product's name that the comparison left out. */
  suffix: string | null;
  reading: CertificateReading | null;
  /** Compared with what the company claims now; null while nothing was read. */
  match: CertificateMatch | null;
  file: { id: string; name: string; bytes: number; sha256: string; contentType: string | null; state: "quarantined" | "clean" | "refused"; findings: string[]; refusedReason: string | null };
  createdAt: string;
};

/** Another listing or running application that leans on the same registration number. */
export type Reuse = { applicationNumber: string | null; productName: string; orgId: string; live: boolean };
