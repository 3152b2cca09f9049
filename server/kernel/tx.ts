import { AsyncLocalStorage } from "node:async_hooks";
import pg, { type Client, type PoolClient } from "pg";
import { closingWords, type PendingAct } from "./acts";
import { seesTeam } from "@/lib/sight";
import type { Ctx } from "./ctx";
import { databaseOf, plainTypes, pool, type Tx } from "./database";

type Scope = {
  readonly tx: Tx;
  readonly client: PoolClient;
  readonly now: Date;
  readonly acts: PendingAct[];
  setting: string;
};
const scopes = new AsyncLocalStorage<Scope>();

const setting = (ctx: Ctx) => {
  const person = ctx.actor.kind === "person" ? ctx.actor.id : "";
  const values = [
    ["app.org_id", ctx.org?.id ?? ""],
    ["app.person_id", person],
    ["app.platform", ctx.platform ? "on" : ""],
    ["app.actor", ctx.actor.name],
    ["app.sight", person && ctx.org && !seesTeam(ctx.org.kind, ctx.org.roles) ? "own" : ""],
    ["app.products", ctx.org?.productIds ? `{${ctx.org.productIds.join(",")}}` : ""],
  ];
  return values.map(([name, value]) => `set_config('${name}', ${pg.escapeLiteral(value ?? "")}, true)`).join(", ");
};

async function open(ctx: Ctx, client: PoolClient, mode: "read only" | "read write"): Promise<Scope> {
  const configuration = setting(ctx);
  // One round trip: begin, who we are, and the business time of this act.
  const results = (await client.query(`begin ${mode}; select ${configuration}, app.now() as business_now`)) as unknown as [unknown, { rows: { business_now: Date }[] }];
  const now = results[1].rows[0]?.business_now ?? new Date();
  return { tx: databaseOf(client), client, now, acts: [], setting: configuration };
}

async function run<T>(ctx: Ctx, mode: "read only" | "read write", work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool().connect();
  let broken: Error | undefined;
  try {
    const opened = await open(ctx, client, mode);
    const result = await scopes.run(opened, () => work(opened.tx));
    await client.query(closingWords(opened.acts));
    return result;
  } catch (error) {
    await client.query("rollback").catch((failure: Error) => (broken = failure));
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Inside an outer transaction, another actor's sight is put on for the inner work and taken off after it. */
async function join<T>(outer: Scope, ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T> {
  const inner = setting(ctx);
  if (inner === outer.setting) return work(outer.tx);
  const before = outer.setting;
  await outer.client.query(`select ${inner}`);
  outer.setting = inner;
  try {
    return await work(outer.tx);
  } finally {
    outer.setting = before;
    // After a failed statement the transaction is void and takes its settings with it.
    await outer.client.query(`select ${before}`).catch(() => undefined);
  }
}

/** One verb, one transaction, one acting company. Joins an outer transaction when there is one. */
export function withTx<T>(ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T> {
  const outer = scopes.getStore();
  return outer ? join(outer, ctx, work) : run(ctx, "read write", work);
}

/** The same, for reading only. */
export function withRead<T>(ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T> {
  const outer = scopes.getStore();
  return outer ? join(outer, ctx, work) : run(ctx, "read only", work);
}

/** A prepared statement: its name stands for its text on every connection. */
export type PlainQuery = { readonly name: string; readonly text: string; readonly values: unknown[] };

/**
 * One statement read within the walls, with the business time of the reading: begin, statement and commit go out together.
 * Its rows are plain JSON: instants are ISO strings, big integers and days strings.
 */
export async function readOnce<Row extends object>(ctx: Ctx, asked: PlainQuery): Promise<{ rows: Row[]; now: Date }> {
  const query = { ...asked, types: plainTypes };
  if (scopes.getStore()) return withRead(ctx, async (tx) => ({ rows: (await tx.$client.query<Row>(query)).rows, now: businessNow() }));
  const client = await pool().connect();
  const { stream } = (client as PoolClient & Pick<Client, "connection">).connection;
  stream.cork();
  const sent = [open(ctx, client, "read only"), client.query<Row>(query), client.query("commit")] as const;
  stream.uncork();
  const [opened, read, committed] = await Promise.allSettled(sent);
  const failed = [opened, read, committed].find((one) => one.status === "rejected");
  client.release(opened.status === "rejected" || committed.status === "rejected");
  if (failed) throw failed.reason;
  return { rows: (read as PromiseFulfilledResult<{ rows: Row[] }>).value.rows, now: (opened as PromiseFulfilledResult<Scope>).value.now };
}

function scope(): Scope {
  const current = scopes.getStore();
  if (!current) throw new Error("This belongs inside withTx or withRead.");
  return current;
}

/** Business time of the running transaction. */
export function businessNow(): Date {
  return scope().now;
}

/** Keeps an act for the audit log; written last, with the transaction. */
export function keepAct(act: PendingAct): void {
  scope().acts.push(act);
}
