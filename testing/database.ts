import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { closeDatabase, useDatabase } from "@/server/kernel/database";
import { useSecretKeys } from "@/server/kernel/secrets";
import { roleUrl } from "./database-setup";

export type TestDatabase = {
  readonly name: string;
  /** Runs SQL as the cluster's superuser, past every policy: for arranging and for looking behind the walls. */
  readonly sql: <Row extends Record<string, unknown>>(text: string, values?: readonly unknown[]) => Promise<Row[]>;
  readonly url: (role: "countinghouse_web" | "countinghouse_worker" | "countinghouse_owner") => string;
};

async function clone(adminUrl: string, template: string, name: string): Promise<void> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`create database "${name}" template "${template}"`);
  await admin.end();
}

async function drop(adminUrl: string, name: string): Promise<void> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`drop database if exists "${name}" with (force)`);
  await admin.end();
}

/** Call at the top of a test file: the file gets a database of its own, and the kernel works on it as the web role. */
export function testDatabase(): TestDatabase {
  const name = `test_${randomBytes(6).toString("hex")}`;
  const adminUrl = () => inject("adminUrl");
  let client: Client | undefined;

  beforeAll(async () => {
    await clone(adminUrl(), inject("templateName"), name);
    const url = new URL(adminUrl());
    url.pathname = `/${name}`;
    client = new Client({ connectionString: url.toString() });
    await client.connect();
    useSecretKeys(Buffer.alloc(32, 7).toString("base64"));
    useDatabase(roleUrl(adminUrl(), "countinghouse_web", name), "test", 60);
  });
  afterAll(async () => {
    await closeDatabase();
    await client?.end();
    await drop(adminUrl(), name);
  });

  return {
    name,
    sql: async (text, values = []) => {
      if (!client) throw new Error("The database is there from the first test on.");
      return (await client.query(text, [...values])).rows;
    },
    url: (role) => roleUrl(adminUrl(), role, name),
  };
}
