import { sql } from "drizzle-orm";
import { org } from "@/db/schema";
import type { OrgId } from "@/lib/ids";
import { digestOf, newToken } from "@/server/auth/sessions";
import { env } from "@/server/env";
import { audit } from "@/server/kernel/audit";
import { requireSystem } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { conflict } from "@/server/kernel/errors";
import { withTx } from "@/server/kernel/tx";
import { keeperRole, type NewCompany } from "./contract";

const DAYS = 7;

/** Makes a company and the invitation of its first owner or administrator; answers the link. 409 when the slug is taken. */
export async function addCompany(ctx: Ctx, company: NewCompany): Promise<{ orgId: string; link: string }> {
  requireSystem(ctx);
  const { email, ...face } = company;
  return withTx(ctx, async (tx) => {
    const [row] = await tx.insert(org).values(face).onConflictDoNothing({ target: org.slug }).returning();
    if (!row) throw conflict("org.errors.slugTaken", { slug: company.slug });
    const token = newToken();
    const inside: Ctx = { ...ctx, org: { ...face, id: row.id as OrgId, roles: [] } };
    await withTx(inside, (same) => same.execute(sql`select app.invitation_open(${email}, ${digestOf(token)}, array[${keeperRole[company.kind]}]::text[], ${`${DAYS} days`}::interval)`));
    audit(ctx, { noun: "org", nounId: row.id, act: "org.add_company", parties: [row.id], detail: { kind: company.kind, slug: company.slug } });
    return { orgId: row.id, link: `${env.AUTH_URL ?? "http://localhost:3000"}/invitation/${token}` };
  });
}
