import { type SQL, sql } from "drizzle-orm";
import { type AnyPgColumn, pgPolicy } from "drizzle-orm/pg-core";
import { ownerRole, webRole, workerRole } from "./roles";

const orgContext = sql.raw("(select nullif(current_setting('app.org_id', true), '')::uuid)");
const personContext = sql.raw("(select nullif(current_setting('app.person_id', true), '')::uuid)");
const platformContext = sql.raw("(select current_setting('app.platform', true) = 'on')");
const actors = [webRole, workerRole];

const owner = () => pgPolicy("owner", { for: "all", to: ownerRole, using: sql`true`, withCheck: sql`true` });
const platform = (name: string) =>
  pgPolicy(name, { for: "all", to: actors, using: platformContext, withCheck: platformContext });
const scoped = (kind: string, condition: SQL) => [
  pgPolicy(kind, { for: "all", to: actors, using: condition, withCheck: condition }),
  platform("operators"),
  owner(),
];

/** *own*: one company's rows; operators see them too. */
export const own = (orgId: AnyPgColumn) => scoped("own", sql`${orgId} = ${orgContext}`);

/** *party*: every named company sees the row it takes part in; operators see all. */
export const party = (...orgIds: AnyPgColumn[]) =>
  scoped("party", sql.join(orgIds.map((orgId) => sql`${orgId} = ${orgContext}`), sql` or `));

/** *party* by a condition of the noun's own (fields released by stage, a directory). */
export const partyWhere = (condition: SQL) => scoped("party", condition);

/** *own*, and shown to others by a condition of the noun's own (a catalogue): only the owner may change it. */
export const ownShownWhere = (orgId: AnyPgColumn, condition: SQL) => [...own(orgId), pgPolicy("shown", { for: "select", to: actors, using: condition })];

/** *platform*, readable by a condition of the noun's own. */
export const platformShownWhere = (condition: SQL) => [platform("platform"), pgPolicy("shown", { for: "select", to: actors, using: condition }), owner()];

/**
 * Narrows a shared noun to a person's own sight, on top of its policy kind: a salesperson sees own deals, a product's
 * delegate that product's. `app.sight` is 'own' only for such people; the clock, jobs and teams see all.
 * Only the web acts for people; were the worker bound too, so would be the owner (its member), whose functions could then not
 * search text by an index.
 */
export const narrowed = (condition: SQL) => pgPolicy("sight", { as: "restrictive", for: "all", to: webRole, using: condition });
/** The acting person and everybody they stand in for, as uuid[]. */
export const actingPersons = sql.raw("(select app.acting_persons())::uuid[]");
/** The products a person is kept to, as uuid[]; null = all. */
export const productScope = sql.raw("(select app.product_scope())");
export const ownSight = sql.raw("(select current_setting('app.sight', true) = 'own')");

/** *platform*: operators and the worker's platform context only. */
export const platformOnly = () => [platform("platform"), owner()];

/** *platform*, readable in every company's context (rules, calendars, legal entities). */
export const platformReadable = () => [
  platform("platform"),
  pgPolicy("reference", { for: "select", to: actors, using: sql`${orgContext} is not null` }),
  owner(),
];

/** *identity*: the signed-in person's own rows; all else goes through definer functions. */
export const identity = (personId: AnyPgColumn) => [
  pgPolicy("identity", { for: "all", to: actors, using: sql`${personId} = ${personContext}`, withCheck: sql`${personId} = ${personContext}` }),
  owner(),
];

/** *identity*, reached only through definer functions. */
export const identityClosed = () => [
  pgPolicy("identity", { for: "all", to: actors, using: sql`false`, withCheck: sql`false` }),
  owner(),
];

/** *identity*, before anybody is known: counters keyed by digests, with nothing of any company in them. */
export const identityOpen = () => [
  pgPolicy("identity", { for: "all", to: actors, using: sql`true`, withCheck: sql`true` }),
  owner(),
];

export { orgContext, personContext };
