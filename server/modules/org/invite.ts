import { and, eq, isNull, sql } from "drizzle-orm";
import { membership } from "@/db/schema";
import { textOf } from "@/server/adapters/messages";
import { digestOf, newToken } from "@/server/auth/sessions";
import { env } from "@/server/env";
import { audit } from "@/server/kernel/audit";
import { authorize, type OrgCtx } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import { conflict } from "@/server/kernel/errors";
import { enqueue } from "@/server/kernel/outbox";
import { withTx } from "@/server/kernel/tx";
import type { Role } from "@/lib/states/org";
import type { InviteMember } from "./contract";
import { rolesFor } from "./internal";

const DAYS = 7;

function lettersOf(ctx: OrgCtx, roles: readonly Role[], token: string): { subject: string; body: string } {
  const { locale, org } = ctx;
  const say = (key: string, values: Record<string, string | number>) => textOf(locale, `org.mail.invitation.${key}`, values) ?? "";
  const name = locale === "en" ? org.nameEn : org.nameZh;
  const named = roles.map((role) => textOf(locale, `org.role.${org.kind}.${role}`) ?? role).join(textOf(locale, "org.and") ?? ", ");
  const link = `${env.AUTH_URL ?? ""}/invitation/${token}`;
  return { subject: say("subject", { org: name }), body: say("body", { org: name, inviter: ctx.actor.name, roles: named, days: DAYS, link }) };
}

/**
 * Invites somebody to a seat by mail; an earlier open invitation to the same address is withdrawn.
 * Throws 409 when they have a seat already.
 */
export async function inviteMember(ctx: Ctx, input: InviteMember): Promise<{ invitationId: string }> {
  authorize(ctx, "org:manage_members");
  const roles = rolesFor(ctx.org.kind, input.roles);
  return withTx(ctx, async (tx) => {
    const seated = await tx.select({ id: membership.id }).from(membership).where(and(eq(membership.orgId, ctx.org.id), isNull(membership.endedAt), sql`lower(${membership.email}) = ${input.email}`));
    if (seated.length > 0) throw conflict("org.errors.alreadyMember", { email: input.email });
    const token = newToken();
    await tx.execute(sql`select app.invitation_withdraw(null, ${input.email})`);
    const granted = sql`array[${sql.join(roles.map((role) => sql`${role}`), sql`, `)}]::text[]`;
    const made = await tx.execute<{ id: string }>(sql`select app.invitation_open(${input.email}, ${digestOf(token)}, ${granted}, ${`${DAYS} days`}::interval) as id`);
    const { subject, body } = lettersOf(ctx, roles, token);
    const mail = await tx.execute<{ id: string }>(sql`select app.mail_keep('org.invitation', ${input.email}, ${subject}, ${body}) as id`);
    await enqueue(tx, "send_mail", { messageId: mail.rows[0]?.id ?? "" });
    const invitationId = made.rows[0]?.id ?? "";
    audit(ctx, { noun: "org", nounId: ctx.org.id, act: "org.invite", detail: { invitationId, roles } });
    return { invitationId };
  });
}
