import { sql } from "drizzle-orm";
import { hashPassword } from "@/server/auth/passwords";
import { digestOf } from "@/server/auth/sessions";
import { audit } from "@/server/kernel/audit";
import { type Ctx, type OrgContext, systemCtx } from "@/server/kernel/ctx";
import { invalid } from "@/server/kernel/errors";
import { withTx } from "@/server/kernel/tx";
import type { PersonId } from "@/lib/ids";
import type { Role } from "@/lib/states/org";
import { changePreferences } from "./change-preferences";
import type { TokenView } from "./contract";
import { linkGone } from "./internal";
import type { Stranger } from "./request-reset";
import { isCommonPassword } from "./rules";

const ctxOf = (who: Stranger, org: OrgContext | null = null): Ctx => ({ ...systemCtx("identity", who.requestId), platform: false, ip: who.ip, locale: who.locale, org });

type Seat = OrgContext & { roles: Role[]; email: string };
type Look = { view: Omit<TokenView, "orgKind"> | null; seat: Seat | null };

async function look(who: Stranger, token: string): Promise<{ view: TokenView; seat: Seat | null } | null> {
  const digest = digestOf(token);
  const { rows } = await withTx(ctxOf(who), (tx) => tx.execute<Look>(sql`select app.token_look(${digest}) as view, app.invitation_seat(${digest}) as seat`));
  const { view = null, seat = null } = rows[0] ?? {};
  return view && { view: { ...view, orgKind: seat?.kind ?? null }, seat };
}

/** What a mailed link leads to; null when it was used, withdrawn or is too old. */
export async function tokenView(who: Stranger, token: string): Promise<TokenView | null> {
  return (await look(who, token))?.view ?? null;
}

export type Answer = { readonly password?: string; readonly name?: string };

/**
 * Uses a mailed link once: a reset sets the password and ends every session, an invitation takes the seat and sets
 * name and password where the person is new. Throws 409 when the link is gone, a field error for a common password.
 */
export async function takeToken(who: Stranger, token: string, { password, name }: Answer): Promise<TokenView> {
  const found = await look(who, token);
  if (!found) throw linkGone();
  const { view, seat } = found;
  const isNew = view.purpose === "reset" || !view.known;
  if (isNew && !password) throw invalid("invalidInput", {}, { password: "errors.field.required" });
  if (view.purpose === "invitation" && isNew && !name) throw invalid("invalidInput", {}, { name: "errors.field.required" });
  if (isNew && isCommonPassword(password ?? "", view.email)) throw invalid("invalidInput", {}, { password: "auth.fields.common" });
  const digest = isNew ? await hashPassword(password ?? "") : "";
  const ctx = ctxOf(who, seat);
  await withTx(ctx, async (tx) => {
    const { rows } = await tx.execute<{ person: PersonId | null }>(sql`select app.token_use(${digestOf(token)}, ${digest}, ${name ?? ""}) as person`);
    const personId = rows[0]?.person;
    if (!personId) throw linkGone();
    // Somebody new goes on in the language in which they came in.
    if (seat && isNew) await changePreferences({ ...ctx, actor: { kind: "person", id: personId, name: name ?? "", email: view.email } }, { locale: who.locale });
    audit(ctx, { noun: "org", nounId: seat?.id ?? null, act: seat ? "org.take_seat" : "org.reset_password", detail: { personId, roles: view.roles } });
  });
  return view;
}
