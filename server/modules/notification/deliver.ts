import { and, eq, gt, lte, sql } from "drizzle-orm";
import { absence, idempotencyKey, notification, org } from "@/db/schema";
import { type Locale, LOCALES } from "@/lib/locale";
import { systemCtx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { notFound } from "@/server/kernel/errors";
import type { Notice } from "@/server/kernel/outbox";
import { businessNow, withTx } from "@/server/kernel/tx";
import { env } from "@/server/env";
import { sentencesOf } from "./internal";
import { type Message, queueMessages } from "./queue-message";

type Recipient = { email: string | null; phone: string | null; locale: string | null; contact: boolean };
type OrgRow = typeof org.$inferSelect;

/** Below the company's wing: operators have one desk, the others their own by slug. */
function hrefOf(company: OrgRow, path: string): string {
  const rest = path.replace(/^\/+/, "");
  return company.kind === "operator" ? `/operator/${rest}` : `/${company.kind}/${company.slug}/${rest}`;
}

/** Who never chose a language is written to in the house's own. */
const localeOf = (chosen: string | null): Locale => LOCALES.find((one) => one === chosen) ?? LOCALES[0];

function letters(notice: Notice, company: OrgRow, href: string, recipients: readonly Recipient[]): Message[] {
  const channels = notice.channels ?? [];
  const link = new URL(href, env.AUTH_URL ?? "http://localhost:3000").toString();
  const seen = new Set<string>();
  return recipients.flatMap(({ email, phone, locale, contact }) => {
    const { title, body } = sentencesOf(notice.kind, notice.values, localeOf(locale));
    const about = { orgId: company.id, kind: notice.kind, subject: title };
    const made: Message[] = [];
    if (channels.includes("mail") && email && !seen.has(email.toLowerCase())) {
      seen.add(email.toLowerCase());
      made.push({ ...about, channel: "mail", recipient: email, body: [title, body, link].filter(Boolean).join("\n\n") });
    }
    if (channels.includes("sms") && phone && contact && !seen.has(phone)) {
      seen.add(phone);
      made.push({ ...about, channel: "sms", recipient: phone, body: [title, body].filter(Boolean).join(" ") });
    }
    return made;
  });
}

/** True the first time; a repeated run of the same job finds its mark. */
async function firstTime(tx: Tx, orgId: string, jobId: string): Promise<boolean> {
  const made = await tx.insert(idempotencyKey).values({ orgId, key: `notice:${jobId}`, requestHash: "" }).onConflictDoNothing().returning({ key: idempotencyKey.key });
  return made.length > 0;
}

/** The person a notice names and whoever stands in for them today; null = it names nobody. */
async function readersOf(tx: Tx, { orgId, personId }: Notice): Promise<(string | null)[]> {
  if (!personId) return [null];
  const now = businessNow();
  const away = and(eq(absence.orgId, orgId), eq(absence.personId, personId), lte(absence.startsAt, now), gt(absence.endsAt, now));
  const delegates = await tx.select({ personId: absence.delegatePersonId }).from(absence).where(away);
  return [...new Set([personId, ...delegates.map((row) => row.personId)])];
}

/** What the notice asks for, null when somebody did it before the notice came. */
async function stillAsked(tx: Tx, { noun, nounId, actionNeeded }: Notice): Promise<string | null> {
  if (!actionNeeded) return null;
  const { rows } = await tx.execute<{ asked: boolean }>(sql`select app.still_asked(${noun}, ${nounId}::uuid, ${actionNeeded}) as asked`);
  return rows[0]?.asked ? actionNeeded : null;
}

/**
 * The job behind `announce`: one inbox entry for the company, and where the notice asks for it, mail to its people with
 * the roles and to its certified contact, SMS to that contact. Once per job, however often it runs.
 */
export async function deliverNotice(notice: Notice, run: { readonly jobId: string }): Promise<void> {
  await withTx(systemCtx("notification"), async (tx) => {
    const [company] = await tx.select().from(org).where(eq(org.id, notice.orgId));
    if (!company) throw notFound("org");
    if (!(await firstTime(tx, company.id, run.jobId))) return;
    const href = hrefOf(company, notice.path);
    const asked = await stillAsked(tx, notice);
    for (const personId of await readersOf(tx, notice)) {
      await tx.insert(notification).values({
        orgId: company.id,
        roles: [...(notice.roles ?? [])],
        personId,
        kind: notice.kind,
        values: { ...notice.values },
        href,
        noun: notice.noun,
        nounId: notice.nounId,
        actionNeeded: asked,
      });
      if (!notice.channels?.length) continue;
      const roles = sql.param(notice.roles?.length ? [...notice.roles] : null);
      const { rows } = await tx.execute<Recipient>(sql`select email, phone, locale, contact from app.notice_recipients(${company.id}::uuid, ${roles}::text[], ${personId}::uuid)`);
      await queueMessages(tx, letters(notice, company, href, rows));
    }
  });
}
