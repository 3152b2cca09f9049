import { once } from "node:events";
import { Client } from "pg";
import { bootstrap } from "@/db/bootstrap";
import { migrate } from "@/db/migrate";
import { useOutboundAllow } from "@/server/adapters/outbound";
import { env, requireSetting } from "@/server/env";
import { closeDatabase, useDatabase } from "@/server/kernel/database";
import { systemCtx } from "@/server/kernel/ctx";
import { seal, unseal, useSecretKeys } from "@/server/kernel/secrets";
import { withTx } from "@/server/kernel/tx";
import { verifyAudit } from "@/server/modules/audit";
import { addCompany, newCompany } from "@/server/modules/org";
import { ensureReferenceRules } from "@/server/modules/rule";

/** The portal's command line: preparing a database, demo data, checking the audit log. */

/** The reference rules hold from here on, before any order a marketplace may bring along. */
const rulesBegin = new Date("2020-01-01T00:00:00+08:00");

const say = async (line: string) => {
  if (!process.stdout.write(`${line}\n`)) await once(process.stdout, "drain");
};

async function asOwner<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: requireSetting("DATABASE_OWNER_URL") });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The roles and the database, by an administrator's address. */
async function prepare(): Promise<void> {
  const database = new URL(env.DATABASE_OWNER_URL ?? "postgres://localhost/countinghouse").pathname.slice(1);
  await bootstrap({
    adminUrl: requireSetting("ADMIN_DATABASE_URL"),
    database,
    passwords: { countinghouse_owner: requireSetting("OWNER_PASSWORD"), countinghouse_web: requireSetting("WEB_PASSWORD"), countinghouse_worker: requireSetting("WORKER_PASSWORD") },
  });
  await say(`The database ${database} and its three roles are there.`);
}

/** The marketplace's machine with the secret of the settings; the one before stays valid beside it. */
async function ensureSource(client: Client): Promise<void> {
  if (!env.OPEN_API_SECRET) return;
  useSecretKeys(requireSetting("SECRETS_KEY"));
  const { rows } = await client.query<{ secrets: string[] }>("select secrets from event_source where name = 'marketplace'");
  const known = rows[0]?.secrets ?? [];
  if (known.some((sealed) => unseal(sealed) === env.OPEN_API_SECRET)) return;
  const secrets = [seal(env.OPEN_API_SECRET), ...known].slice(0, 2);
  await client.query("insert into event_source (name, secrets) values ('marketplace', $1) on conflict (name) do update set secrets = excluded.secrets", [secrets]);
}

async function bringUp(): Promise<void> {
  await migrate({ ownerUrl: requireSetting("DATABASE_OWNER_URL"), workerUrl: requireSetting("DATABASE_WORKER_URL"), folder: "db/migrations", views: "db/views" });
  await asOwner(ensureSource);
  workAs("DATABASE_WORKER_URL");
  await withTx(systemCtx("migration"), (tx) => ensureReferenceRules(tx, rulesBegin));
  await say("The database is at its newest state.");
}

async function tellEmpty(): Promise<void> {
  const { rows } = await asOwner((client) => client.query("select 1 from org limit 1"));
  await say(rows.length === 0 ? "empty" : "filled");
}

function workAs(role: "DATABASE_WORKER_URL" | "DATABASE_URL"): void {
  useDatabase(requireSetting(role), "cli", 10);
  takeSettings();
}

/** Demo data can be made again, so its commits need not wait for the disk; its few statements are planned once. */
function workHurriedly(): void {
  const url = new URL(requireSetting("DATABASE_WORKER_URL"));
  url.searchParams.set("options", "-c synchronous_commit=off");
  useDatabase(url.href, "cli", 10, true);
  takeSettings();
}

function takeSettings(): void {
  if (env.SECRETS_KEY) useSecretKeys(env.SECRETS_KEY);
  useOutboundAllow(env.OUTBOUND_ALLOW);
}

async function fillDemo(): Promise<void> {
  workHurriedly();
  const { seedDemo } = await import("@/testing/demo");
  const { acts } = await seedDemo({
    workerUrl: requireSetting("DATABASE_WORKER_URL"),
    ownerUrl: requireSetting("DATABASE_OWNER_URL"),
    production: { url: new URL("/v2", env.SAMPLE_SELLER_URL).toString(), key: env.SAMPLE_SELLER_KEY, accessKey: env.SAMPLE_SELLER_AK, secret: env.SAMPLE_SELLER_SK },
    log: (line) => void say(line),
  });
  await say(`A demo year of ${acts} acts is there.`);
}

async function checkAudit(): Promise<void> {
  workAs("DATABASE_WORKER_URL");
  const { rows, chains, fault } = await verifyAudit(systemCtx("audit verification"));
  if (!fault) return say(`${rows} rows checked in ${chains} chains: every row follows from the one before.`);
  process.exitCode = 1;
  await say(`${rows} rows checked: row ${fault.seq ?? "–"} (chain ${fault.chain}, position ${fault.position}) is broken: ${fault.why}.`);
}

/** `add-company <seller|partner|operator> <slug> <Chinese name> <English name> <e-mail of the first owner>` */
async function letIn(): Promise<void> {
  workAs("DATABASE_WORKER_URL");
  const [, kind, slug, nameZh, nameEn, email] = process.argv.slice(2);
  const given = newCompany.safeParse({ kind, slug, nameZh, nameEn, email });
  if (!given.success) {
    process.exitCode = 2;
    return say(`add-company <seller|partner|operator> <slug> <Chinese name> <English name> <e-mail>: ${given.error.issues.map((issue) => issue.path.join(".")).join(", ")} cannot be used.`);
  }
  const { link } = await addCompany(systemCtx("command line"), given.data);
  await say(`The company is there. Its first ${given.data.kind === "operator" ? "administrator" : "owner"} takes the seat within seven days at ${link}`);
}

const commands: Readonly<Record<string, () => Promise<void>>> = {
  bootstrap: prepare,
  migrate: bringUp,
  "is-empty": tellEmpty,
  "seed-demo": fillDemo,
  "add-company": letIn,
  "audit-verify": checkAudit,
};

const [name = ""] = process.argv.slice(2);
const command = commands[name];
if (command) await command().finally(closeDatabase);
else {
  process.exitCode = 2;
  await say(`There is no command «${name}». Commands: ${Object.keys(commands).join(", ")}.`);
}
