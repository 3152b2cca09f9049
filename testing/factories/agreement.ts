import { randomBytes } from "node:crypto";
import { agreement } from "@/db/schema";
import { systemCtx } from "@/server/kernel/ctx";
import { withTx } from "@/server/kernel/tx";
import type { MadeOrg } from "../factories";

type AgreementOptions = { readonly validFrom?: Date; readonly validTo?: Date | null; readonly signed?: boolean; readonly agreementVersion?: string };

/** A signed agreement of a company with the marketplace, in force since 2020 unless told otherwise. */
export async function makeAgreement(company: MadeOrg, options: AgreementOptions = {}): Promise<{ id: string; number: string }> {
  const number = `AGR-${randomBytes(4).toString("hex")}`;
  const validFrom = options.validFrom ?? new Date("2020-01-01T00:00:00+08:00");
  return withTx(systemCtx("factory"), async (tx) => {
    const [row] = await tx
      .insert(agreement)
      .values({
        orgId: company.id,
        number,
        title: "云商店合作协议",
        titleEn: "Marketplace agreement",
        agreementVersion: options.agreementVersion ?? "2026-01",
        body: "双方按照本协议合作。\n\n分成比例以下单时生效的规则为准。",
        signedBy: options.signed === false ? null : company.nameZh,
        signedAt: options.signed === false ? null : validFrom,
        validFrom,
        validTo: options.validTo ?? null,
      })
      .returning();
    if (!row) throw new Error("no agreement was made");
    return row;
  });
}
