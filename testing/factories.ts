import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { legalEntity, membership, org, orgCertification } from "@/db/schema";
import type { OrgId, PersonId } from "@/lib/ids";
import type { OrgKind, Role } from "@/lib/states/org";
import { rolesByKind } from "@/lib/states/org";
import { type Ctx, type OrgContext, personCtx, systemCtx } from "@/server/kernel/ctx";
import { withTx } from "@/server/kernel/tx";

const system = systemCtx("factory");
const token = () => randomBytes(4).toString("hex");

export type MadeOrg = { readonly id: OrgId; readonly kind: OrgKind; readonly slug: string; readonly nameZh: string; readonly nameEn: string };

/** A company with a name of its own; certified unless told otherwise. */
export async function makeOrg(kind: OrgKind, options: { certified?: boolean; nameZh?: string; nameEn?: string; uscc?: string } = {}): Promise<MadeOrg> {
  const slug = `${kind}-${token()}`;
  const nameZh = options.nameZh ?? `公司${token()}有限公司`;
  return withTx(system, async (tx) => {
    const [row] = await tx.insert(org).values({ kind, slug, nameZh, nameEn: options.nameEn ?? `Company ${slug}` }).returning();
    if (!row) throw new Error("no company was made");
    if (options.certified !== false) {
      await tx.insert(orgCertification).values({
        orgId: row.id,
        state: "certified",
        legalName: nameZh,
        uscc: options.uscc ?? "91520900MA6J6CBN9Q",
        taxpayerKind: "general",
        invoiceRateBp: 600,
        bankName: "中国银行",
        bankAccountName: nameZh,
        bankAccountNo: "6200000000000000",
        contactPhone: "+8613800000000",
        contactEmail: `finance@${slug}.test`,
        certifiedAt: new Date("2020-01-01T00:00:00Z"),
        validFrom: new Date("2020-01-01T00:00:00Z"),
      });
    }
    return { id: row.id as OrgId, kind, slug, nameZh: row.nameZh, nameEn: row.nameEn };
  });
}

/** A person with a seat in the company, and the context in which they act. All roles unless some are named. */
export async function personIn(company: MadeOrg, roles: readonly Role[] = rolesByKind[company.kind]): Promise<Ctx> {
  const name = `人${token()}`;
  const email = `${token()}@${company.slug}.test`;
  return withTx(system, async (tx) => {
    const { rows } = await tx.execute<{ id: string }>(sql`select app.person_add(${email}, ${name}, '', null) as id`);
    const personId = rows[0]?.id as PersonId;
    await tx.insert(membership).values({ orgId: company.id, personId, displayName: name, email, roles: [...roles] });
    const acting: OrgContext = { ...company, roles: [...roles] };
    return personCtx({ actor: { kind: "person", id: personId, name, email }, org: acting, requestId: `test-${token()}`, locale: "zh-CN", ip: "127.0.0.1" });
  });
}

/** The marketplace's contracting entity. */
export async function makeLegalEntity(): Promise<{ id: string; nameZh: string; uscc: string }> {
  return withTx(system, async (tx) => {
    const [row] = await tx
      .insert(legalEntity)
      .values({ code: `LE-${token()}`, nameZh: "云商店运营有限公司", nameEn: "Marketplace Operations Ltd", uscc: "91520900MA6J6CBN9Q", address: "贵州省贵安新区", phone: "0851-0000000", bankName: "中国银行", bankAccountNo: "100000000001", invoiceAddress: "财务共享中心" })
      .returning();
    if (!row) throw new Error("no entity was made");
    return row;
  });
}
