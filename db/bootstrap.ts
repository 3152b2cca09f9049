import { Client } from "pg";

export type BootstrapSettings = {
  /** A superuser's or CREATEROLE CREATEDB user's address. */
  readonly adminUrl: string;
  readonly database: string;
  readonly passwords: Readonly<Record<RoleName, string>>;
};
export const roleNames = ["countinghouse_owner", "countinghouse_web", "countinghouse_worker"] as const;
export type RoleName = (typeof roleNames)[number];

const quoteIdent = (text: string) => `"${text.replaceAll('"', '""')}"`;

async function ensureRole(client: Client, role: RoleName, password: string): Promise<void> {
  const { rowCount } = await client.query("select 1 from pg_roles where rolname = $1", [role]);
  const verb = rowCount ? "alter" : "create";
  await client.query(`${verb} role ${role} login nosuperuser nobypassrls password ${client.escapeLiteral(password)}`);
}

/** Makes the three roles and the database when they are missing; safe to repeat. */
export async function bootstrap(settings: BootstrapSettings): Promise<void> {
  const client = new Client({ connectionString: settings.adminUrl });
  await client.connect();
  try {
    for (const role of roleNames) await ensureRole(client, role, settings.passwords[role]);
    await client.query("grant countinghouse_worker to countinghouse_owner");
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [settings.database]);
    const database = quoteIdent(settings.database);
    if (!rowCount) {
      await client.query(`create database ${database} owner countinghouse_owner encoding 'UTF8' lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8' template template0`);
    }
    await client.query(`revoke connect on database ${database} from public`);
    await client.query(`grant connect on database ${database} to countinghouse_web, countinghouse_worker`);
    await client.query(`grant create on database ${database} to countinghouse_worker`);
  } finally {
    await client.end();
  }
}
