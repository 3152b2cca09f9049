import { serve } from "./serve";

const row = `select d.id, d.number, d.name, d.source, s.name_zh as "submitterName", v.name_zh as "sellerName", d.seller_person_name as "sellerPersonName",
  coalesce((select array_agg(p.name order by l.id) from demand_line l join product p on p.id = l.product_id where l.demand_id = d.id and l.kind = 'interest'), '{}') as "productNames",
  d.delivery_mode as "deliveryMode", d.region, d.budget_fen as "budgetFen", d.expected_signing_date as "expectedSigningDate", d.status, d.submitted_at as "submittedAt", d.due_at as "dueAt",
  d.next_step_on as "nextStepOn", d.last_progress_at as "lastProgressAt", d.created_at as "createdAt"
  from demand d join org s on s.id = d.submitter_org_id left join org v on v.id = d.seller_org_id`;
const newest = "order by d.created_at desc, d.id desc limit 51";

const stages = [["submitted", "true"], ["assigned", "assigned_at is not null"], ["accepted", "accepted_at is not null"], ["offered", "offered_at is not null"], ["won", "status in ('won', 'closed_won_offline')"], ["rejected", "refused_by <> '{}'"], ["lapsed", "lapsed_by <> '{}'"], ["lost", "status = 'closed_lost'"]];
const spans = [["assigned_at", "accepted_at"], ["accepted_at", "first_progress_at"], ["accepted_at", "offered_at"], ["submitted_at", "closed_at"]];

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
  funnel: `select to_char(submitted_at at time zone 'Asia/Shanghai', 'YYYYMM') as month, case when status in ('rejected', 'closed_lost') then status || coalesce(reason_code, 'other') end as lost, ${stages.map(([name, reached]) => `count(*) filter (where ${reached}) as ${name}, sum(budget_fen) filter (where ${reached}) as ${name}_fen`).join(", ")},
    ${spans.map(([from, to], at) => `percentile_cont(0.5) within group (order by extract(epoch from ${to} - ${from})::float8) filter (where ${to} >= ${from}) as median_${at}`).join(", ")}
    from demand where submitted_at >= $1 and submitted_at < $2 and status not in ('draft', 'duplicate') group by grouping sets ((), (1), (2))`,
};

await serve(texts);
