import { Client } from "pg";
import { bootstrap } from "../db/bootstrap";
import { migrate } from "../db/migrate";

// Makes a fresh development database on an own server: node --import tsx scripts/dev-db.ts <name>
const [name = "countinghouse_dev"] = process.argv.slice(2);
const server = process.env["ADMIN_DATABASE_URL"] ?? "postgres://postgres@127.0.0.1:54329/postgres";
const host = new URL(server).host;
const admin = new Client({ connectionString: server });
await admin.connect();
await admin.query(`drop database if exists "${name}" with (force)`);
await admin.end();
const passwords = { countinghouse_owner: "dev", countinghouse_web: "dev", countinghouse_worker: "dev" };
await bootstrap({ adminUrl: server, database: name, passwords });
const url = (role: string) => `postgres://${role}:dev@${host}/${name}`;
await migrate({ ownerUrl: url("countinghouse_owner"), workerUrl: url("countinghouse_worker"), folder: "db/migrations", views: "db/views" });
console.log(`ready: ${url("countinghouse_web")}`);
