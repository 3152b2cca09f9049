import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import type { TestProject } from "vitest/node";
import { bootstrap } from "../db/bootstrap";
import { migrate } from "../db/migrate";
import { startCluster } from "../scripts/lib/cluster.mjs";

declare module "vitest" {
  interface ProvidedContext {
    adminUrl: string;
    templateName: string;
  }
}

const passwords = { countinghouse_owner: "test", countinghouse_web: "test", countinghouse_worker: "test" };

export const roleUrl = (adminUrl: string, role: string, database: string) => {
  const url = new URL(adminUrl);
  url.username = role;
  url.password = "test";
  url.pathname = `/${database}`;
  return url.toString();
};

async function prepareTemplate(adminUrl: string, name: string): Promise<void> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`drop database if exists "${name}" with (force)`);
  await admin.end();
  await bootstrap({ adminUrl, database: name, passwords });
  await migrate({
    ownerUrl: roleUrl(adminUrl, "countinghouse_owner", name),
    workerUrl: roleUrl(adminUrl, "countinghouse_worker", name),
    folder: "db/migrations",
    views: "db/views",
  });
}

/** One migrated template for the whole run, on an own cluster unless TEST_PG_URL names a server to use. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env["TEST_PG_URL"];
  const folder = given ? null : await mkdtemp(join(tmpdir(), "countinghouse-test-"));
  const cluster = folder ? await startCluster({ dataDir: folder, durable: false, log: () => undefined }) : null;
  const adminUrl = given ?? (cluster as { adminUrl: string }).adminUrl;
  const templateName = `template_${process.pid}`;
  await prepareTemplate(adminUrl, templateName);
  project.provide("adminUrl", adminUrl);
  project.provide("templateName", templateName);
  return async () => {
    const admin = new Client({ connectionString: adminUrl });
    await admin.connect();
    await admin.query(`drop database if exists "${templateName}" with (force)`);
    await admin.end();
    await cluster?.stop();
    if (folder) await rm(folder, { recursive: true, force: true });
  };
}
