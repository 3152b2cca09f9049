import { createServer } from "node:http";
import { once } from "node:events";
import { Pool, types } from "pg";

/**
 * The yardstick: node:http and pg alone, the same rows as the same JSON. No session, no tenant, no permission, no
 * row-level security; the SQL somebody would write by hand for just this question, prepared.
 */
export async function serve(texts: Readonly<Record<string, string>>): Promise<void> {
  types.setTypeParser(types.builtins.INT8, String);
  types.setTypeParser(types.builtins.DATE, String);
  const pool = new Pool({ connectionString: process.env["DATABASE_URL"], max: 20 });
  const server = createServer((req, res) => {
    const url = new URL(req.url ?? "/", "http://baseline");
    const name = url.pathname.slice(1);
    const values = JSON.parse(url.searchParams.get("values") ?? "[]") as unknown[];
    pool.query({ name, text: texts[name] ?? "", values }).then(
      ({ rows }) => {
        res.writeHead(200, { "content-type": "application/json" });
        res.end(JSON.stringify({ rows: rows.slice(0, 50), next: rows.length > 50 }));
      },
      (error: Error) => res.writeHead(500).end(error.message),
    );
  });
  server.listen(Number(process.env["PORT"]), "127.0.0.1");
  await once(server, "listening");
  process.send?.("ready");
}
