import { createHash, randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encode } from "next-auth/jwt";
import type { Client } from "pg";
import type { LoadedSeat } from "../testing/load/demands";
import { type Asked, ask, type Figures, figuresOf, sample } from "./measure";
import { databaseUrl, startServer } from "./world";

/** One question, put to both: `deep` pages are held against the first page of the same list. */
export type Case = { readonly name: string; readonly portal: Asked; readonly bare: Asked; readonly first?: string };
type Result = { readonly name: string; readonly portal: Figures; readonly bare: Figures; readonly ratio: number; readonly p95ToFirst: number | null };
type Sample = Awaited<ReturnType<typeof sample>>;

const connections = Number(process.env["BENCH_CONNECTIONS"] ?? 16);
const rounds = Number(process.env["BENCH_ROUNDS"] ?? 5);
const each = Number(process.env["BENCH_MILLISECONDS"] ?? 1000);
const secrets = { AUTH_SECRET: "bench-secret-of-no-value-elsewhere", SECRETS_KEY: Buffer.alloc(32, 7).toString("base64") };

/** Asks both sides the same by turns and prints what came of it; `what` says how much they were asked of. */
export async function compare(file: string, what: string, cases: readonly Case[], words: readonly string[]): Promise<void> {
  const wanted = cases.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
  for (const one of wanted) await agree(one);
  const results = await measure(wanted);
  report(what, results);
  await writeFile(process.env["BENCH_OUT"] ?? join(tmpdir(), `bench-${file}.json`), JSON.stringify({ what, connections, rounds, each, results }, null, 2));
}

/** Both sides must give the same rows: what is quick and wrong is not measured. */
async function agree({ portal, bare, name }: Case): Promise<void> {
  const [ours, theirs] = (await Promise.all([ask(portal), ask(bare)])).map((text) => JSON.parse(text) as { result?: { data: { rows: { id: string }[] } }; rows?: { id: string }[] });
  const ids = [ours?.result?.data.rows, theirs?.rows].map((list) => list?.map(({ id }) => id).join());
  if (ids[0] !== undefined && ids[0] !== ids[1]) throw new Error(`${name}: the two answers differ`);
}

async function measure(cases: readonly Case[]): Promise<Result[]> {
  const taken = new Map(cases.map(({ name }) => [name, { portal: [] as Sample[], bare: [] as Sample[] }]));
  for (const { portal, bare } of cases) await Promise.all([sample(portal, each / 3, connections), sample(bare, each / 3, connections)]);
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, portal, bare } of cases) {
      taken.get(name)?.bare.push(await sample(bare, each, connections));
      taken.get(name)?.portal.push(await sample(portal, each, connections));
    }
  }
  const figures = new Map([...taken].map(([name, { portal, bare }]) => [name, { portal: figuresOf(portal), bare: figuresOf(bare) }]));
  return cases.map(({ name, first }) => {
    const { portal, bare } = figures.get(name) as { portal: Figures; bare: Figures };
    const start = first ? figures.get(first) : undefined;
    return { name, portal, bare, ratio: portal.perSecond / bare.perSecond, p95ToFirst: start ? portal.p95 / start.portal.p95 : null };
  });
}

function report(what: string, results: readonly Result[]): void {
  console.log(`\n${what}, ${connections} connections, ${rounds} rounds of ${each} ms each way\n`);
  console.log("| what | portal req/s | bare req/s | ratio | portal p50 ms | p95 ms | bare p95 ms | p95 to first page |");
  console.log("|---|--:|--:|--:|--:|--:|--:|--:|");
  for (const { name, portal, bare, ratio, p95ToFirst } of results) {
    console.log(`| ${name} | ${portal.perSecond.toFixed(0)} | ${bare.perSecond.toFixed(0)} | ${ratio.toFixed(2)} | ${portal.p50.toFixed(1)} | ${portal.p95.toFixed(1)} | ${bare.p95.toFixed(1)} | ${p95ToFirst?.toFixed(2) ?? ""} |`);
  }
}

/** The last row's sort keys, as a list's address carries them. */
export const encodeKeys = (keys: readonly string[]) => Buffer.from(JSON.stringify(keys)).toString("base64url");

type Doors = {
  readonly asked: (procedure: string, seat: Record<string, string>, input: object) => Asked;
  readonly plain: (name: string, ...values: unknown[]) => Asked;
};

/** Both sides on one database, each as a process of its own: how to ask the portal's API, and the bare server. */
export async function openDoors(adminUrl: string, database: string, baseline: string, children: { kill: () => boolean }[]): Promise<Doors> {
  const portal = await startServer("../testing/load/portal.ts", children, { ...secrets, DATABASE_URL: databaseUrl(adminUrl, database, "countinghouse_web") });
  const bare = await startServer(baseline, children, { DATABASE_URL: databaseUrl(adminUrl, database) });
  return {
    asked: (procedure, seat, input) => ({ url: `${portal.url}/api/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`, headers: seat }),
    plain: (name, ...values) => ({ url: `${bare.url}/${name}?values=${encodeURIComponent(JSON.stringify(values))}` }),
  };
}

/** A session row and its cookie, as a browser would hold it. */
export async function signedIn(client: Client, seat: LoadedSeat): Promise<Record<string, string>> {
  const sid = randomBytes(32).toString("base64url");
  const { rows: opened } = await client.query("insert into session (token_hash, person_id, expires_at) values ($1, $2, now() + interval '7 days') returning id", [createHash("sha256").update(sid).digest("hex"), seat.personId]);
  if (opened.length !== 1) throw new Error("no session was opened");
  const name = "authjs.session-token";
  return { cookie: `${name}=${await encode({ token: { sid }, secret: secrets.AUTH_SECRET, salt: name, maxAge: 86_400 })}`, "x-org": seat.slug };
}
