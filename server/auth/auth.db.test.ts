import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { PersonId } from "@/lib/ids";
import type { Ctx } from "@/server/kernel/ctx";
import { testDatabase } from "@/testing/database";
import { makeOrg, type MadeOrg, personIn } from "@/testing/factories";

vi.hoisted(() => vi.stubEnv("AUTH_SECRET", "a secret that only this test knows"));
const { cookieFor } = await import("@/testing/auth");
const { openByPassword } = await import("./check");
const { cookieName, sealCookie, sidInCookies } = await import("./cookie");
const { LimitedError } = await import("./limits");
const { hashPassword, verifyPassword } = await import("./passwords");
const { ctxForOrg, seatFor, sessionFromHeaders } = await import("./session");
const { loadSession, openSession, revokeAllSessions, revokeSession } = await import("./sessions");

const db = testDatabase();
const password = "correct horse battery staple";
let seller: MadeOrg;
let owner: Ctx;
let email: string;
let personId: PersonId;

const from = (ip: string) => ({ ip, agent: "test" });
const tryWith = (account: string, secret: string, ip = "") => openByPassword({ email: account, password: secret, ...from(ip) });
const open = () => openSession(personId, from("127.0.0.1"));

beforeAll(async () => {
  seller = await makeOrg("seller");
  owner = await personIn(seller, ["owner"]);
  if (owner.actor.kind !== "person") throw new Error("a person acts");
  ({ id: personId, email } = owner.actor);
  await db.sql("update person set password_hash = $1 where id = $2", [await hashPassword(password), personId]);
});
beforeEach(() => db.sql("delete from rate_counter"));

describe("passwords", () => {
  test("are kept as argon2id with salt; the same password never alike", async () => {
    const [one, other] = await Promise.all([hashPassword(password), hashPassword(password)]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(other);
    expect(await verifyPassword(one, password)).toBe(true);
    expect(await verifyPassword(one, `${password} `)).toBe(false);
  });

  test("fit however their letters were composed; without a digest nothing fits", async () => {
    expect(await verifyPassword(await hashPassword("caf\u00e9 au lait!"), "cafe\u0301 au lait!")).toBe(true);
    expect(await verifyPassword(null, "an account that does not exist")).toBe(false);
    expect(await verifyPassword("not a digest", password)).toBe(false);
  });
});

describe("sign-in", () => {
  test("opens a session of which only the token's hash is kept", async () => {
    const sid = await tryWith(` ${email.toUpperCase()} `, password);
    expect(sid).toMatch(/^[\w-]{43}$/);
    expect((await loadSession(sid ?? ""))?.email).toBe(email);
    expect(await db.sql("select 1 from session where token_hash = $1", [sid])).toEqual([]);
  });

  test("answers alike for a wrong password, an unknown account, one without password, and text no database holds", async () => {
    const invited = await personIn(seller, ["viewer"]);
    const without = invited.actor.kind === "person" ? invited.actor.email : "";
    const answers = await Promise.all([tryWith(email, "wrong password"), tryWith("unknown@example.test", password), tryWith(without, password), tryWith(`${email}\0`, password), tryWith(email, "a".repeat(5000))]);
    expect(answers).toEqual([null, null, null, null, null]);
  });

  test("hears ten tries for an account, then says when to try again; even the right password waits", async () => {
    for (let n = 0; n < 10; n++) expect(await tryWith(email, "wrong password")).toBeNull();
    const refusal = await tryWith(email, password).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(LimitedError);
    expect((refusal as InstanceType<typeof LimitedError>).retryAt.getTime()).toBeGreaterThan(Date.now());
    expect(refusal).toMatchObject({ kind: "limited", key: "tooManyTries", values: { minutes: 15 } });
    const keys = await db.sql<{ key: string }>("select key from rate_counter");
    expect(keys.every(({ key }) => /^sign-in-account:[0-9a-f]{64}$/.test(key))).toBe(true);
  });

  test("lets exactly ten of fifty parallel tries through", async () => {
    const tries = await Promise.allSettled(Array.from({ length: 50 }, () => tryWith("race@example.test", "wrong password")));
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
  });

  test("forgets an account's earlier tries once the password was right", async () => {
    for (let n = 0; n < 9; n++) await tryWith(email, "wrong password");
    expect(await tryWith(email, password)).not.toBeNull();
    for (let n = 0; n < 9; n++) await tryWith(email, "wrong password");
    expect(await tryWith(email, password)).not.toBeNull();
  });

  test("hears fifty tries from one address, whatever the accounts; others are heard still", async () => {
    await Promise.all(Array.from({ length: 50 }, (_, n) => tryWith(`guess${n}@example.test`, "wrong password", "203.0.113.9")));
    await expect(tryWith(email, password, "203.0.113.9")).rejects.toBeInstanceOf(LimitedError);
    expect(await tryWith(email, password, "203.0.113.10")).not.toBeNull();
  });
});

describe("sessions", () => {
  const headersWith = (cookie: string) => new Headers({ cookie: `theme=dark; ${cookieName}=${cookie}; locale=en` });

  test("the cookie carries an opaque id that only we can read", async () => {
    const sid = await open();
    const sealed = await sealCookie(sid);
    expect(sealed).not.toContain(sid);
    expect(await sidInCookies(`${cookieName}=${sealed}`)).toBe(sid);
    expect((await sessionFromHeaders(headersWith(sealed)))?.personId).toBe(personId);
  });

  test("who never chose a language goes on in the browser's, who chose one in that", async () => {
    const sealed = await sealCookie(await open());
    const english = { "accept-language": "en-GB,en;q=0.9" };
    const spoken = async (asked: Record<string, string>, cookie = "") => (await sessionFromHeaders(new Headers({ cookie: `${cookieName}=${sealed}${cookie}`, ...asked })))?.locale;
    expect([await spoken({}), await spoken(english), await spoken({}, "; locale=en"), await spoken(english, "; locale=zh-CN")]).toEqual(["zh-CN", "en", "en", "zh-CN"]);
    await db.sql("update person set locale = 'zh-CN' where id = $1", [personId]);
    expect([await spoken(english), await spoken({}, "; locale=en")]).toEqual(["zh-CN", "zh-CN"]);
  });

  test("a cookie that is foreign, bent or missing is nobody's", async () => {
    const sealed = await sealCookie(await open());
    for (const cookie of ["", "x", sealed.slice(0, -4), `${sealed.slice(0, -2)}AA`, await open()]) expect(await sessionFromHeaders(headersWith(cookie))).toBeNull();
    expect(await sessionFromHeaders(new Headers())).toBeNull();
    expect(await sessionFromHeaders(headersWith(await sealCookie("never opened")))).toBeNull();
  });

  test("the tests' own cookie is a session like any other", async () => {
    const { name, value } = await cookieFor(personId);
    expect((await sessionFromHeaders(new Headers({ cookie: `${name}=${value}` })))?.email).toBe(email);
  });

  test("signing out ends this one at once, signing out everywhere all of the person's and nobody else's", async () => {
    const [one, two, three] = await Promise.all([open(), open(), open()]);
    const colleague = await personIn(seller, ["viewer"]);
    const theirs = await openSession(colleague.actor.kind === "person" ? colleague.actor.id : "", from(""));
    await revokeSession(one);
    expect(await loadSession(one)).toBeNull();
    expect(await loadSession(two)).not.toBeNull();
    expect(await revokeAllSessions(one)).toBe(0);
    expect(await revokeAllSessions(two)).toBeGreaterThanOrEqual(2);
    expect(await loadSession(three)).toBeNull();
    expect(await loadSession(theirs)).not.toBeNull();
  });

  test("ends after eight hours without use, and after seven days in any case", async () => {
    const [idle, old, used] = await Promise.all([open(), open(), open()]);
    const age = (sid: string, change: string) => db.sql(`update session set ${change} where token_hash = encode(sha256($1::bytea), 'hex')`, [sid]);
    await age(idle, "last_seen_at = now() - interval '8 hours 1 second'");
    await age(old, "expires_at = now() - interval '1 second'");
    await age(used, "last_seen_at = now() - interval '7 hours 59 minutes'");
    expect(await loadSession(idle)).toBeNull();
    expect(await loadSession(old)).toBeNull();
    expect(await loadSession(used)).not.toBeNull();
    const [row] = await db.sql<{ fresh: boolean; week: boolean }>("select last_seen_at > now() - interval '1 minute' as fresh, expires_at between created_at + interval '6 days 23 hours' and created_at + interval '7 days 1 minute' as week from session where token_hash = encode(sha256($1::bytea), 'hex')", [used]);
    expect(row).toEqual({ fresh: true, week: true });
  });
});

describe("contexts", () => {
  test("come from the seats held now: roles and an ended seat show on the next request", async () => {
    const person = await personIn(seller, ["sales"]);
    const id = person.actor.kind === "person" ? person.actor.id : "";
    const sid = await openSession(id, from(""));
    const session = await loadSession(sid);
    expect(session && ctxForOrg(session, seller.slug, { requestId: "r", ip: "i" })?.permissions.has("demand:accept")).toBe(true);
    await db.sql("update membership set roles = '{viewer}' where person_id = $1", [id]);
    const later = await loadSession(sid);
    expect(later && ctxForOrg(later, seller.slug, { requestId: "r", ip: "i" })?.permissions.has("demand:accept")).toBe(false);
    await db.sql("update membership set ended_at = now() where person_id = $1", [id]);
    const last = await loadSession(sid);
    expect(last && ctxForOrg(last, seller.slug, { requestId: "r", ip: "i" })).toBeNull();
  });

  test("open no other company, and no other wing of one's own", async () => {
    const session = await loadSession(await open());
    if (!session) throw new Error("a session was opened");
    const other = await makeOrg("seller");
    expect(ctxForOrg(session, other.slug, { requestId: "r", ip: "i" })).toBeNull();
    expect(seatFor(session, "seller", seller.slug)?.orgId).toBe(seller.id);
    expect(seatFor(session, "seller", other.slug)).toBeUndefined();
    expect(seatFor(session, "seller")).toBeUndefined();
    expect(seatFor(session, "partner", seller.slug)).toBeUndefined();
    expect(seatFor(session, "operator")).toBeUndefined();
  });
});
