import { eq } from "drizzle-orm";
import { org } from "@/db/schema";
import type { OrgId } from "@/lib/ids";
import { type Ctx, guestCtx, systemCtx } from "@/server/kernel/ctx";
import { pool } from "@/server/kernel/database";
import { unseal } from "@/server/kernel/secrets";
import { withRead } from "@/server/kernel/tx";

export type KnownKey = { readonly orgId: string; readonly secret: string };

/** The company and secret behind an access key; null for an unknown or revoked one. */
export async function apiKeyOf(accessKey: string): Promise<KnownKey | null> {
  const { rows } = await pool().query<{ org_id: string; secret_sealed: string }>("select org_id, secret_sealed from app.api_key_lookup($1)", [accessKey]);
  const [row] = rows;
  return row ? { orgId: row.org_id, secret: unseal(row.secret_sealed) } : null;
}

/** A seller's program acting in its company's sight, once its signature was checked. */
export async function ctxForKey(key: KnownKey, accessKey: string, trace: { requestId: string; ip: string }): Promise<Ctx | null> {
  const [row] = await withRead(systemCtx("api key"), (tx) => tx.select().from(org).where(eq(org.id, key.orgId)));
  if (!row) return null;
  const company = { id: row.id as OrgId, kind: row.kind, slug: row.slug, nameZh: row.nameZh, nameEn: row.nameEn, roles: [] };
  return guestCtx({ kind: "api_key", name: accessKey }, company, trace.requestId, trace.ip);
}
