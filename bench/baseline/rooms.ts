import { serve } from "./serve";

const registration = `select r.id, r.number, r.status, o.name_zh as "partnerName", r.customer_name as "customerName", r.customer_account as "customerAccount", r.contact_name as "contactName", r.contact_details as "contactDetails",
  r.project, r.holds_until as "holdsUntil", r.created_at as "createdAt", r.created_by_name as "createdByName", r.ended_at as "endedAt", r.end_reason as "endReason",
  (select a.id from association a where a.registration_id = r.id order by a.started_at desc limit 1) as "associationId" from registration r join org o on o.id = r.org_id`;
const association = `select a.id, o.name_zh as "partnerName", a.customer_name as "customerName", a.customer_account as "customerAccount", a.registration_id as "registrationId", g.number as "registrationNumber",
  a.started_at as "startedAt", a.ended_at as "endedAt", a.end_reason as "endReason", a.note from association a join org o on o.id = a.org_id left join registration g on g.id = a.registration_id`;
const claim = `select c.id, c.number, c.status, c.order_number as "orderNumber", o.id as "orderId", o.amount_fen as "amountFen", p.name_zh as "partnerName", s.name_zh as "sellerName", c.due_at as "dueAt", c.created_at as "createdAt", c.decided_at as "decidedAt"
  from claim c join org p on p.id = c.partner_org_id join org s on s.id = c.seller_org_id join "order" o on o.id = c.order_id`;
const renewal = `select l.id, l.number as "lineNumber", o.id as "orderId", o.number as "orderNumber", s.name_zh as "sellerName", p.name as "productName", sp.name as "specName", o.customer_name as "customerName", o.customer_account as "customerAccount",
    l.currency, l.amount_fen as "amountFen", l.quantity, l.expires_at as "expiresAt", a.partner_org_id as "creditedBefore", a.share_bp as "shareBp", g.valid_to as "agreedUntil", n.org_id as "associated"
  from order_line l join "order" o on o.id = l.order_id join org s on s.id = l.seller_org_id join product p on p.id = l.product_id join product_spec sp on sp.id = l.product_spec_id
    left join attribution a on a.order_line_id = l.id left join agreement g on g.id = a.agreement_id left join association n on n.customer_account = o.customer_account and n.ended_at is null
  where l.expires_at is not null and l.paid_at is not null and l.cancelled_at is null and l.order_type in ('new', 'renew', 'change') and l.expires_at > now() and l.expires_at <= now() + interval '90 days'
    and not exists (select 1 from order_line x where x.original_line_id = l.id and x.order_type in ('renew', 'change') and x.cancelled_at is null)
    and l.amount_fen + coalesce((select sum(b.amount_fen) from order_line b where b.original_line_id = l.id and b.order_type = 'refund'), 0) > 0`;
const product = `select p.id, p.code, p.name, o.name_zh as "sellerName", p.product_class as "productClass", p.delivery_mode as "deliveryMode", p.category, p.overview, p.regions, p.incentive, p.floor_rate_bp as "floorRateBp", p.max_share_bp as "shareBp",
    (select min(s.unit_price) from product_spec s where s.org_id = p.org_id and s.product_id = p.id and s.on_sale) as "fromPrice"
  from product p join org o on o.id = p.org_id where p.status = 'on_sale' and p.product_class in ('co_sell', 'platform')`;
const newest = (alias: string, at = "created_at") => `order by ${alias}.${at} desc, ${alias}.id desc limit 51`;
const before = (alias: string, from: number, at = "created_at") => `(${alias}.${at}, ${alias}.id) < ($${from}::timestamptz, $${from + 1}::uuid)`;

await serve({
  registrations: `${registration} ${newest("r")}`,
  registrationsAfter: `${registration} where ${before("r", 1)} ${newest("r")}`,
  partnerRegistrations: `${registration} where r.org_id = $1 ${newest("r")}`,
  partnerRegistrationsAfter: `${registration} where r.org_id = $1 and ${before("r", 2)} ${newest("r")}`,
  heldRegistrations: `${registration} where r.status = $1 ${newest("r")}`,
  saidRegistrations: `${registration} where lower(r.customer_name || ' ' || coalesce(r.customer_account, '') || ' ' || r.number) like '%' || $1 || '%' ${newest("r")}`,
  associations: `${association} ${newest("a", "started_at")}`,
  partnerAssociations: `${association} where a.org_id = $1 ${newest("a", "started_at")}`,
  partnerAssociationsAfter: `${association} where a.org_id = $1 and ${before("a", 2, "started_at")} ${newest("a", "started_at")}`,
  claims: `${claim} ${newest("c")}`,
  claimsAfter: `${claim} where ${before("c", 1)} ${newest("c")}`,
  waitingClaims: `${claim} where c.status = 'submitted' order by c.created_at, c.id limit 51`,
  sellerClaims: `${claim} where c.seller_org_id = $1 ${newest("c")}`,
  renewals: `${renewal} order by l.expires_at, l.id limit 51`,
  renewalsAfter: `${renewal} and (l.expires_at, l.id) > ($1::timestamptz, $2::uuid) order by l.expires_at, l.id limit 51`,
  sellerRenewals: `${renewal} and l.seller_org_id = $1 order by l.expires_at, l.id limit 51`,
  sellerRenewalsAfter: `${renewal} and l.seller_org_id = $1 and (l.expires_at, l.id) > ($2::timestamptz, $3::uuid) order by l.expires_at, l.id limit 51`,
  catalogue: `${product} ${newest("p")}`,
  catalogueAfter: `${product} and ${before("p", 1)} ${newest("p")}`,
});
