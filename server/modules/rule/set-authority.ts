import { and, eq, gt, isNull, lt, or, sql } from "drizzle-orm";
import { authority, org, product } from "@/db/schema";
import { businessDay, endOfBusinessDay, startOfBusinessDay, toBusinessDay } from "@/lib/dates";
import { audit } from "@/server/kernel/audit";
import { authorize, requireKind } from "@/server/kernel/authorize";
import type { Ctx } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { conflict, invalid, isDuplicate } from "@/server/kernel/errors";
import { businessNow, withTx } from "@/server/kernel/tx";
import type { SetAuthority } from "./contract-authority";

type Span = { readonly validFrom: Date; readonly validTo: Date | null };

/** From now when it begins today (or no day is given); to the end of the last day. Or what is wrong with it. */
function spanOf(input: SetAuthority, now: Date): Span | Record<string, string> {
  const today = toBusinessDay(now);
  const startsOn = input.startsOn ?? today;
  if (startsOn < today) return { startsOn: "errors.field.past" };
  if (input.endsOn && input.endsOn < startsOn) return { endsOn: "authority.errors.field.endsBeforeStart" };
  return { validFrom: startsOn === today ? now : startOfBusinessDay(businessDay(startsOn)), validTo: input.endsOn ? endOfBusinessDay(businessDay(input.endsOn)) : null };
}

const isSpan = (answer: Span | Record<string, string>): answer is Span => answer["validFrom"] instanceof Date;

/** Field errors of what the scope names: products partners may sell, existing partners, shares within the product's maximum. */
async function problemsOf(tx: Tx, input: SetAuthority): Promise<Record<string, string>> {
  const problems: Record<string, string> = {};
  if (input.customerAccount && !input.partnerOrgId) problems["partnerOrgId"] = "authority.errors.field.customerNeedsPartner";
  const [of] = input.productId ? await tx.select().from(product).where(eq(product.id, input.productId)) : [];
  if (input.productId && (!of || !["co_sell", "platform"].includes(of.productClass))) problems["productId"] = "authority.errors.field.notForPartners";
  if (of && input.maxShareBp !== undefined && input.maxShareBp > of.maxShareBp) problems["maxShareBp"] = "authority.errors.field.overMaximum";
  const [partner] = input.partnerOrgId ? await tx.select({ id: org.id }).from(org).where(and(eq(org.id, input.partnerOrgId), eq(org.kind, "partner"))) : [];
  if (input.partnerOrgId && !partner) problems["partnerOrgId"] = "authority.errors.field.noPartner";
  return problems;
}

const sameScope = (input: SetAuthority) =>
  and(
    input.productId ? eq(authority.productId, input.productId) : isNull(authority.productId),
    input.partnerOrgId ? eq(authority.partnerOrgId, input.partnerOrgId) : isNull(authority.partnerOrgId),
    input.customerAccount ? eq(authority.customerAccount, input.customerAccount) : isNull(authority.customerAccount),
  );

/** One writer per scope: versions follow one another without a gap or an overlap. */
async function takeTurn(tx: Tx, input: SetAuthority): Promise<void> {
  const key = ["authority", input.productId, input.partnerOrgId, input.customerAccount].join(":");
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`);
}

/**
 * Sets how deep partners may quote by themselves, as a new version: the version of the same scope in force ends where
 * this one begins. A version planned for later must be ended first (409).
 */
export async function setAuthority(ctx: Ctx, input: SetAuthority): Promise<{ id: string }> {
  authorize(ctx, "authority:manage");
  requireKind(ctx, "operator");
  try {
    return await withTx(ctx, async (tx) => {
      const span = spanOf(input, businessNow());
      const problems = { ...(isSpan(span) ? {} : span), ...(await problemsOf(tx, input)) };
      if (!isSpan(span) || Object.keys(problems).length > 0) throw invalid("authority.errors.incomplete", {}, problems);
      await takeTurn(tx, input);
      const open = and(sameScope(input), or(isNull(authority.validTo), gt(authority.validTo, span.validFrom)));
      const later = await tx.select({ id: authority.id }).from(authority).where(and(open, gt(authority.validFrom, span.validFrom), or(isNull(authority.validTo), gt(authority.validTo, authority.validFrom)))).limit(1);
      if (later.length > 0) throw conflict("authority.errors.laterVersion");
      // A version ended before it began was never in force and gives its instant up.
      await tx.delete(authority).where(and(sameScope(input), eq(authority.validFrom, span.validFrom), eq(authority.validTo, authority.validFrom)));
      await tx.update(authority).set({ validTo: span.validFrom }).where(and(open, lt(authority.validFrom, span.validFrom)));
      const [made] = await tx
        .insert(authority)
        .values({
          ...span,
          productId: input.productId ?? null,
          partnerOrgId: input.partnerOrgId ?? null,
          customerAccount: input.customerAccount ?? null,
          rateBp: input.rateBp,
          floorUnitPrice: input.floorUnitPrice ?? null,
          maxShareBp: input.maxShareBp ?? null,
          note: input.note ?? "",
          createdByName: ctx.actor.name,
        })
        .returning({ id: authority.id });
      if (!made) throw new Error("no authority was set");
      const detail = { productId: input.productId ?? null, rateBp: input.rateBp, validFrom: span.validFrom.toISOString(), note: input.note ?? "" };
      audit(ctx, { noun: "authority", nounId: made.id, act: "authority.set", parties: [input.partnerOrgId], detail });
      return made;
    });
  } catch (error) {
    if (isDuplicate(error, "authority_version_key")) throw conflict("authority.errors.laterVersion");
    throw error;
  }
}
