import { serve } from "./serve";

/** The rows of the portal's list of offers, in the SQL somebody would write by hand for just this question. */
const row = `select f.id, f.number, f.revision, f.name, m.name_zh as "makerName", p.name_zh as "partnerName", f.demand_id as "demandId", d.number as "demandNumber", f.buyer_account as "buyerAccount", f.buyer_name as "buyerName",
  f.discount_kind as "discountKind", f.status, f.starts_at as "startsAt", f.ends_at as "endsAt", f.total_list_fen as "totalListFen", f.total_fen as "totalFen", f.due_at as "dueAt", f.opened_count as "openedCount",
  f.created_by_name as "createdByName", f.submitted_at as "submittedAt", f.created_at as "createdAt", (select min(l.rate_bp) from offer_line l where l.offer_id = f.id) as "deepestBp",
  (select count(*) from offer_comment q where q.offer_id = f.id and q.kind = 'question' and not exists (select from offer_comment a where a.offer_id = f.id and a.answers_id = q.id)) as "openQuestions",
  coalesce((select array_agg(x.name) from offer_line l join product x on x.id = l.product_id where l.offer_id = f.id), '{}') as "productNames"
  from offer f join org m on m.id = f.org_id left join org p on p.id = f.partner_org_id left join demand d on d.id = f.demand_id where f.status not in ('draft', 'superseded')`;
const newest = "order by f.created_at desc, f.id desc limit 51";
const before = (from: number) => `(f.created_at, f.id) < ($${from}::timestamptz, $${from + 1}::uuid)`;
const said = "app.fold(f.number || ' ' || f.name) like '%' || $1 || '%'";

await serve({
  all: `${row} ${newest}`,
  allAfter: `${row} and ${before(1)} ${newest}`,
  seller: `${row} and f.seller_org_id = $1 ${newest}`,
  sellerAfter: `${row} and f.seller_org_id = $1 and ${before(2)} ${newest}`,
  partner: `${row} and f.partner_org_id = $1 ${newest}`,
  own: `${row} and f.created_by = $1 ${newest}`,
  status: `${row} and f.status = $1 ${newest}`,
  ending: `${row} and f.status in ('scheduled', 'effective') and f.ends_at <= now() + interval '7 days' order by f.ends_at, f.id limit 51`,
  product: `${row} and f.id in (select offer_id from offer_line where product_id = $1) ${newest}`,
  created: `${row} and f.created_at >= $1 and f.created_at < $2 ${newest}`,
  search: `${row} and ${said} ${newest}`,
  buyer: `${row} and app.fold(f.buyer_account || ' ' || f.buyer_name) like '%' || $1 || '%' ${newest}`,
});
