import { createServer } from "node:http";
import { once } from "node:events";
import { Pool, types } from "pg";

/**
 * The yardstick: node:http and pg alone, the same rows as the same JSON. No session, no tenant, no permission, no
 * row-level security; the SQL somebody would write by hand for just this question, prepared.
 */
types.setTypeParser(types.builtins.INT8, String);
types.setTypeParser(types.builtins.DATE, String);
const pool = new Pool({ connectionString: process.env["DATABASE_URL"], max: 20 });

const row = `select d.id, d.number, d.name, d.source, s.name_zh as "submitterName", v.name_zh as "sellerName", d.seller_person_name as "sellerPersonName",
  coalesce((select array_agg(p.name order by l.id) from demand_line l join product p on p.id = l.product_id where l.demand_id = d.id and l.kind = 'interest'), '{}') as "productNames",
  d.delivery_mode as "deliveryMode", d.region, d.budget_fen as "budgetFen", d.expected_signing_date as "expectedSigningDate", d.status, d.submitted_at as "submittedAt", d.due_at as "dueAt",
  d.next_step_on as "nextStepOn", d.last_progress_at as "lastProgressAt", d.created_at as "createdAt"
  from demand d join org s on s.id = d.submitter_org_id left join org v on v.id = d.seller_org_id`;
const newest = "order by d.created_at desc, d.id desc limit 51";

/** One question each; `org` is the seller's or null for all, the rest what the question is about. */
const texts: Readonly<Record<string, string>> = {
  seller: `${row} where d.seller_org_id = $1 ${newest}`,
  sellerAfter: `${row} where d.seller_org_id = $1 and (d.created_at, d.id) < ($2::timestamptz, $3::uuid) ${newest}`,
  all: `${row} where (d.status <> 'draft' or d.submitter_org_id = $1) ${newest}`,
  allAfter: `${row} where (d.status <> 'draft' or d.submitter_org_id = $1) and (d.created_at, d.id) < ($2::timestamptz, $3::uuid) ${newest}`,
  status: `${row} where d.status = $1 ${newest}`,
  product: `${row} where d.id in (select demand_id from demand_line where product_id = $1) and (d.status <> 'draft' or d.submitter_org_id = $2) ${newest}`,
  submitted: `${row} where d.submitted_at >= $1 and d.submitted_at < $2 order by d.submitted_at desc, d.id desc limit 51`,
  search: `${row} where d.searched like '%' || $1 || '%' and (d.status <> 'draft' or d.submitter_org_id = $2) ${newest}`,
  sellerSearch: `${row} where d.seller_org_id = $1 and d.searched like '%' || $2 || '%' ${newest}`,
  funnel: `select count(submitted_at), count(assigned_at), count(accepted_at), count(offered_at), count(*) filter (where status in ('won', 'closed_won_offline')) from demand where submitted_at >= $1 and submitted_at < $2`,
};

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
