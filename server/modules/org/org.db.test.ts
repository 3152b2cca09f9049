import { beforeEach, describe, expect, test } from "vitest";
import { openSession } from "@/server/auth/sessions";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import { AppError } from "@/server/kernel/errors";
import { withRead } from "@/server/kernel/tx";
import { testDatabase } from "@/testing/database";
import { makeLegalEntity, makeOrg, type MadeOrg, personIn } from "@/testing/factories";
import { addCompany, changePreferences, changeRoles, currentCertification, directory, endMembership, inviteMember, keepers, legalEntities, legalEntityByCode, legalEntityById, members, openInvitations, ownSessions, requestReset, takeToken, tokenView, withdrawInvitation } from ".";

const db = testDatabase();
let seller: MadeOrg;
let owner: Ctx;
let viewer: Ctx;
const who = { requestId: "test", ip: "203.0.113.5", locale: "en" as const };
const secret = "a long and plain phrase";

const personOf = (ctx: Ctx) => (ctx.actor.kind === "person" ? ctx.actor.id : "");
const emailOf = (ctx: Ctx) => (ctx.actor.kind === "person" ? ctx.actor.email : "");
const seatOf = async (ctx: Ctx) => (await db.sql<{ id: string }>("select id from membership where person_id = $1 and org_id = $2", [personOf(ctx), ctx.org?.id]))[0]?.id ?? "";
const refusal = (work: Promise<unknown>) => work.then(() => "done", (error: unknown) => (error instanceof AppError ? [error.kind, error.key] : String(error)));
const acts = async (act: string) => db.sql<{ parties: string[]; actor_kind: string; payload: string }>("select parties, actor_kind, payload from audit_entry where act = $1 and $2 = any (parties)", [act, seller.id]);
const mails = (address: string) => db.sql<{ id: string; subject: string; body: string; kind: string; org_id: string | null }>("select * from outbound_message where recipient = $1 order by created_at desc, id", [address]);
const tokenIn = (body: string) => /\/(?:invitation|reset)\/([\w-]{43})/.exec(body)?.[1] ?? "";
const invite = async (email: string) => {
  await inviteMember(owner, { email, roles: ["sales", "viewer"] });
  const [mail] = await mails(email);
  return tokenIn(mail?.body ?? "");
};

beforeEach(async () => {
  await db.sql("delete from rate_counter");
  seller = await makeOrg("seller");
  owner = await personIn(seller, ["owner"]);
  viewer = await personIn(seller, ["viewer"]);
});

describe("the team", () => {
  test("is read by every member, of one's own company only", async () => {
    const listed = await members(viewer);
    expect(listed.map(({ email }) => email).toSorted()).toEqual([emailOf(owner), emailOf(viewer)].toSorted());
    const elsewhere = await personIn(await makeOrg("seller"));
    expect((await members(elsewhere)).map(({ email }) => email)).toEqual([emailOf(elsewhere)]);
    expect(await keepers(viewer)).toEqual([owner.actor.name]);
  });

  test("is changed only by who may manage it", async () => {
    const membershipId = await seatOf(owner);
    const tries = [inviteMember(viewer, { email: "new@example.test", roles: ["viewer"] }), changeRoles(viewer, { membershipId, roles: ["viewer"] }), endMembership(viewer, { membershipId }), withdrawInvitation(viewer, { invitationId: membershipId }), openInvitations(viewer)];
    expect(await Promise.all(tries.map(refusal))).toEqual(tries.map(() => ["forbidden", "noPermission"]));
  });

  test("another company's seat does not exist, even for operators", async () => {
    const strangers = [await personIn(await makeOrg("seller")), await personIn(await makeOrg("partner")), await personIn(await makeOrg("operator"))];
    const membershipId = await seatOf(viewer);
    for (const stranger of strangers) {
      expect(await refusal(changeRoles(stranger, { membershipId, roles: ["viewer"] }))).toEqual(["not_found", "notFound"]);
      expect(await refusal(endMembership(stranger, { membershipId }))).toEqual(["not_found", "notFound"]);
    }
    expect(await members(owner)).toHaveLength(2);
  });
});

describe("changing roles", () => {
  test("holds from the next request on and is recorded with before and after", async () => {
    await changeRoles(owner, { membershipId: await seatOf(viewer), roles: ["finance", "product"] });
    const [seat] = (await members(owner)).filter(({ email }) => email === emailOf(viewer));
    expect(seat?.roles).toEqual(["product", "finance"]);
    const [act] = await acts("org.change_roles");
    expect(JSON.parse(act?.payload ?? "{}")).toMatchObject({ detail: { before: ["viewer"], after: ["product", "finance"], personId: personOf(viewer) } });
  });

  test("refuses a role of another kind of company, on its field", async () => {
    const failed = await changeRoles(owner, { membershipId: await seatOf(viewer), roles: ["admin"] }).catch((error: unknown) => error);
    expect(failed).toMatchObject({ kind: "invalid", fieldErrors: { roles: "org.errors.roleUnknown" } });
  });

  test("leaves the last owner one, and says who", async () => {
    const failed = await changeRoles(owner, { membershipId: await seatOf(owner), roles: ["sales"] }).catch((error: unknown) => error);
    expect(failed).toMatchObject({ kind: "conflict", key: "org.errors.lastOwner", values: { name: owner.actor.name, role: "负责人" } });
    expect(await acts("org.change_roles")).toEqual([]);
    const operator = await personIn(await makeOrg("operator"), ["admin"]);
    expect(await refusal(endMembership(operator, { membershipId: await seatOf(operator) }))).toEqual(["conflict", "org.errors.lastOwner"]);
  });
});

describe("ending a seat", () => {
  test("takes it from the list, once; the person's sessions and other seats stay", async () => {
    const membershipId = await seatOf(viewer);
    await openSession(personOf(viewer), { agent: "test", ip: "" });
    await endMembership(owner, { membershipId });
    expect(await members(owner)).toHaveLength(1);
    expect(await refusal(endMembership(owner, { membershipId }))).toEqual(["conflict", "org.errors.alreadyEnded"]);
    expect(await refusal(changeRoles(owner, { membershipId, roles: ["sales"] }))).toEqual(["conflict", "org.errors.alreadyEnded"]);
    expect(await acts("org.end_membership")).toHaveLength(1);
    expect(await ownSessions(viewer)).toHaveLength(1);
  });

  test("fifty owners ending each other's seats at once leave one", async () => {
    const others = await Promise.all(Array.from({ length: 9 }, () => personIn(seller, ["owner"])));
    const all = [owner, ...others];
    const seats = await Promise.all(all.map(seatOf));
    await Promise.allSettled(Array.from({ length: 50 }, (_, n) => endMembership(all[n % all.length] ?? owner, { membershipId: seats[(n * 7 + 3) % seats.length] ?? "" })));
    const left = (await members(owner)).filter(({ roles }) => roles.includes("owner"));
    expect(left.length).toBeGreaterThanOrEqual(1);
    expect(await acts("org.end_membership")).toHaveLength(all.length - left.length);
    const [last, ...more] = left;
    for (const { membershipId } of more) await endMembership(owner, { membershipId });
    expect(await refusal(endMembership(owner, { membershipId: last?.membershipId ?? "" }))).toEqual(["conflict", "org.errors.lastOwner"]);
  });

  test("fifty at once end one seat once", async () => {
    const membershipId = await seatOf(viewer);
    const tries = await Promise.allSettled(Array.from({ length: 50 }, () => endMembership(owner, { membershipId })));
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await acts("org.end_membership")).toHaveLength(1);
  });
});

describe("an invitation", () => {
  test("mails a link, is recorded without the address, and waits in the list", async () => {
    const token = await invite("new@example.test");
    const [mail] = await mails("new@example.test");
    expect(mail).toMatchObject({ kind: "org.invitation", org_id: seller.id });
    expect(mail?.subject).toContain(seller.nameZh);
    const jobs = await db.sql("select 1 from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'send_mail' and j.payload ->> 'messageId' = $1", [mail?.id]);
    expect(jobs).toHaveLength(1);
    expect(await tokenView(who, token)).toMatchObject({ purpose: "invitation", email: "new@example.test", orgKind: "seller", orgNameZh: seller.nameZh, roles: ["sales", "viewer"], known: false });
    expect((await openInvitations(owner)).map(({ email }) => email)).toEqual(["new@example.test"]);
    expect((await acts("org.invite"))[0]?.payload).not.toContain("new@example.test");
    expect(await db.sql("select 1 from mail_token where token_hash = $1", [token])).toEqual([]);
  });

  test("makes a person with the seat, once", async () => {
    const email = `once-${seller.slug}@example.test`;
    const token = await invite(email);
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => takeToken(who, token, { name: "新人", password: secret })));
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await members(owner)).find((one) => one.email === email)).toMatchObject({ name: "新人", roles: ["sales", "viewer"] });
    expect(await db.sql("select locale from person where email = $1", [email])).toEqual([{ locale: "en" }]);
    expect(await tokenView(who, token)).toBeNull();
    expect(await openInvitations(owner)).toEqual([]);
    expect(await acts("org.take_seat")).toHaveLength(1);
  });

  test("needs name and a sound password from somebody new", async () => {
    const token = await invite(`weak-${seller.slug}@example.test`);
    expect(await takeToken(who, token, { name: "新人" }).catch((error: unknown) => error)).toMatchObject({ fieldErrors: { password: "errors.field.required" } });
    expect(await takeToken(who, token, { password: secret }).catch((error: unknown) => error)).toMatchObject({ fieldErrors: { name: "errors.field.required" } });
    expect(await takeToken(who, token, { name: "新人", password: "111111111111" }).catch((error: unknown) => error)).toMatchObject({ fieldErrors: { password: "auth.fields.common" } });
    expect(await tokenView(who, token)).not.toBeNull();
  });

  test("gives somebody known their seat and leaves their password alone", async () => {
    const known = await personIn(await makeOrg("partner"));
    await db.sql("update person set password_hash = 'kept' where id = $1", [personOf(known)]);
    const token = await invite(emailOf(known));
    expect((await tokenView(who, token))?.known).toBe(true);
    await takeToken(who, token, { name: "Somebody else", password: secret });
    expect(await db.sql("select name, password_hash from person where id = $1", [personOf(known)])).toEqual([{ name: known.actor.name, password_hash: "kept" }]);
    expect((await members(owner)).some(({ email }) => email === emailOf(known))).toBe(true);
  });

  test("to a member is refused; a second one replaces the first; a withdrawn or old one is gone", async () => {
    expect(await refusal(inviteMember(owner, { email: emailOf(viewer), roles: ["sales"] }))).toEqual(["conflict", "org.errors.alreadyMember"]);
    const email = `again-${seller.slug}@example.test`;
    const first = await invite(email);
    await db.sql("update outbound_message set created_at = created_at - interval '1 hour' where recipient = $1", [email]);
    const second = await invite(email);
    expect(await tokenView(who, first)).toBeNull();
    expect(await openInvitations(owner)).toHaveLength(1);
    const [open] = await openInvitations(owner);
    await withdrawInvitation(owner, { invitationId: open?.invitationId ?? "" });
    expect(await refusal(takeToken(who, second, { name: "新人", password: secret }))).toEqual(["conflict", "org.errors.linkGone"]);
    expect(await refusal(withdrawInvitation(owner, { invitationId: open?.invitationId ?? "" }))).toEqual(["not_found", "org.errors.linkGone"]);
    expect(await acts("org.withdraw_invitation")).toHaveLength(1);
    const third = await invite(`old-${seller.slug}@example.test`);
    await db.sql("update mail_token set expires_at = now() - interval '1 second' where org_id = $1", [seller.id]);
    expect(await tokenView(who, third)).toBeNull();
  });

  test("of another company can be neither seen nor withdrawn", async () => {
    await invite(`theirs-${seller.slug}@example.test`);
    const [open] = await openInvitations(owner);
    const stranger = await personIn(await makeOrg("seller"));
    expect(await openInvitations(stranger)).toEqual([]);
    expect(await refusal(withdrawInvitation(stranger, { invitationId: open?.invitationId ?? "" }))).toEqual(["not_found", "org.errors.linkGone"]);
    expect(await openInvitations(owner)).toHaveLength(1);
  });
});

describe("a reset", () => {
  test("mails a link to a known address, sets the password once and ends every session", async () => {
    await requestReset(who, emailOf(viewer).toUpperCase());
    const [mail] = await mails(emailOf(viewer).toUpperCase());
    expect(mail).toMatchObject({ kind: "org.reset", org_id: null });
    const token = tokenIn(mail?.body ?? "");
    expect(await tokenView(who, token)).toMatchObject({ purpose: "reset", orgKind: null });
    await openSession(personOf(viewer), { agent: "test", ip: "" });
    await takeToken(who, token, { password: secret });
    expect(await ownSessions(viewer)).toEqual([]);
    expect(await db.sql("select password_hash like '$argon2id$%' as set from person where id = $1", [personOf(viewer)])).toEqual([{ set: true }]);
    expect(await refusal(takeToken(who, token, { password: secret }))).toEqual(["conflict", "org.errors.linkGone"]);
  });

  test("answers an unknown address alike, mails nothing, and hears five requests", async () => {
    for (let n = 0; n < 5; n++) expect(await requestReset(who, "unknown@example.test")).toBeUndefined();
    expect(await mails("unknown@example.test")).toEqual([]);
    expect(await refusal(requestReset(who, "unknown@example.test"))).toEqual(["limited", "tooManyTries"]);
  });
});

describe("reads for the others", () => {
  test("the directory names companies to whoever acts for one", async () => {
    const other = await makeOrg("partner");
    const found = await withRead(viewer, (tx) => directory(tx, [other.id, other.id, seller.id, "00000000-0000-4000-8000-000000000000"]));
    expect([...found.keys()].toSorted()).toEqual([other.id, seller.id].toSorted());
    expect(found.get(other.id)).toMatchObject({ kind: "partner", slug: other.slug });
  });

  test("the certification in force is seen by the company and the operators alone", async () => {
    const operator = await personIn(await makeOrg("operator"));
    const stranger = await personIn(await makeOrg("seller"));
    const seen = (ctx: Ctx) => withRead(ctx, (tx) => currentCertification(tx, seller.id));
    expect((await seen(viewer))?.legalName).toBe(seller.nameZh);
    expect(await seen(operator)).not.toBeNull();
    expect(await seen(stranger)).toBeNull();
    await db.sql("update org_certification set valid_to = now() where org_id = $1", [seller.id]);
    expect(await seen(viewer)).toBeNull();
  });

  test("contracting entities are readable in every company's context", async () => {
    const { id } = await makeLegalEntity();
    await withRead(viewer, async (tx) => {
      const entity = await legalEntityById(tx, id);
      expect((await legalEntityByCode(tx, entity.code))?.id).toBe(id);
      expect((await legalEntities(tx)).some((one) => one.id === id)).toBe(true);
      expect(await refusal(legalEntityById(tx, seller.id))).toEqual(["not_found", "notFound"]);
    });
  });

  test("a person's preferences and sessions are their own", async () => {
    await changePreferences(viewer, { locale: "en", theme: "dark" });
    expect(await db.sql("select locale, theme from person where id = $1", [personOf(viewer)])).toEqual([{ locale: "en", theme: "dark" }]);
    expect(await db.sql("select locale, theme from person where id = $1", [personOf(owner)])).toEqual([{ locale: null, theme: "system" }]);
    await openSession(personOf(owner), { agent: "test", ip: "" });
    expect(await ownSessions(viewer)).toEqual([]);
    expect(await ownSessions(owner)).toHaveLength(1);
  });
});

describe("a company let in by the command line", () => {
  const face = { kind: "seller", slug: "let-in-soft", nameZh: "新来软件有限公司", nameEn: "Newcomer Software", email: "first@newcomer.test" } as const;

  test("has an invitation for its first owner, and its slug is taken", async () => {
    const { link } = await addCompany(systemCtx("test"), face);
    const view = await tokenView(who, link.split("/").at(-1) ?? "");
    expect(view).toMatchObject({ email: face.email, roles: ["owner"] });
    await expect(addCompany(systemCtx("test"), face)).rejects.toMatchObject({ kind: "conflict", key: "org.errors.slugTaken" });
  });

  test("is no person's to make", async () => {
    const admin = await personIn(await makeOrg("operator"));
    await expect(addCompany(admin, { ...face, slug: "other-soft" })).rejects.toMatchObject({ kind: "forbidden" });
  });
});
