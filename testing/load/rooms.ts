import type { Client } from "pg";
import type { LoadedSeat } from "./demands";

/** Whom and what to look at: those with the most rows. */
export type RoomsWorld = {
  readonly operator: LoadedSeat;
  readonly seller: LoadedSeat;
  readonly partner: LoadedSeat;
};

const companies = { seller: 200, partner: 300 } as const;
const productsEach = 25;

/** Companies, their people, agreements and 5,000 products with two specifications each, numbered to be dealt out by number. */
const worldSql = `
  CREATE TEMP TABLE load_org AS
  SELECT uuidv7() AS id, kind, no FROM (SELECT 'operator' AS kind, 1 AS no UNION ALL SELECT 'seller', generate_series(1, ${companies.seller}) UNION ALL SELECT 'partner', generate_series(1, ${companies.partner})) AS wanted;
  INSERT INTO org (id, kind, slug, name_zh, name_en)
  SELECT id, kind, kind || '-load-' || lpad(no::text, 3, '0'), CASE kind WHEN 'seller' THEN '商家' WHEN 'partner' THEN '服务商' ELSE '平台运营' END || no || '号科技有限公司', initcap(kind) || ' ' || no || ' Ltd' FROM load_org;
  CREATE TEMP TABLE load_person AS SELECT id AS org_id, kind, no, uuidv7() AS id FROM load_org;
  INSERT INTO person (id, email, name) SELECT id, kind || no || '@load.test', kind || ' ' || no FROM load_person;
  INSERT INTO membership (org_id, person_id, display_name, email, roles)
  SELECT org_id, id, kind || ' ' || no, kind || no || '@load.test', CASE kind WHEN 'operator' THEN ARRAY['admin', 'lead'] ELSE ARRAY['owner'] END FROM load_person;
  INSERT INTO agreement (org_id, number, title, title_en, agreement_version, body, signed_by, signed_at, valid_from, valid_to)
  SELECT id, 'AG-LOAD-' || kind || no, '合作协议', 'Agreement', 'v1', '协议正文', '签署人', app.now() - interval '3 years', app.now() - interval '3 years', CASE WHEN no % 5 = 0 THEN app.now() + interval '20 days' END FROM load_org WHERE kind <> 'operator';
  INSERT INTO legal_entity (code, name_zh, name_en, uscc, address, phone, bank_name, bank_account_no, invoice_address)
  VALUES ('LE-LOAD', '云商店运营有限公司', 'Marketplace Operations Ltd', '91520900MA6J6CBN9Q', '贵州省贵安新区', '0851-0000000', '中国银行', '100000000001', '财务共享中心');
  CREATE TEMP TABLE load_product AS
  SELECT uuidv7() AS id, uuidv7() AS spec_id, o.id AS org_id, (o.no - 1) * ${productsEach} + n AS no, CASE WHEN n % 5 = 0 THEN 'generic' WHEN n % 5 = 1 THEN 'platform' ELSE 'co_sell' END AS class
  FROM load_org o, generate_series(1, ${productsEach}) AS n WHERE o.kind = 'seller';
  CREATE UNIQUE INDEX ON load_product (no);
  INSERT INTO product (id, org_id, code, name, name_en, product_class, delivery_mode, category, overview, status, legal_entity_id, seller_ratio_bp, max_share_bp, floor_rate_bp, tax_rate_bp, tax_item, incentive, listed_at, created_at)
  SELECT id, org_id, 'P-LOAD-' || lpad(no::text, 5, '0'), (ARRAY['云主机安全','数据治理平台','智能客服','协同办公','边缘网关','日志分析','供应链管理','电子签章'])[1 + no % 8] || no || '版', 'Product ' || no,
    class, (ARRAY['saas','image','license'])[1 + no % 3], 'software', '面向企业的成熟方案', CASE WHEN no % 10 = 9 THEN 'unlisted' ELSE 'on_sale' END, (SELECT id FROM legal_entity WHERE code = 'LE-LOAD'), 7000, 2000, 8000, 600, '信息技术服务',
    CASE WHEN no % 4 = 0 THEN 'counted' ELSE 'full' END, app.now() - interval '1 hour' * no, app.now() - interval '1 hour' * no FROM load_product;
  INSERT INTO product_spec (id, org_id, product_id, sku_code, name, name_en, charging_mode, period_type, unit_price)
  SELECT spec_id, org_id, id, 'SKU-LOAD-' || no || '-1', '标准版', 'Standard', 'PERIOD', 'YEAR', 1200 + no FROM load_product
  UNION ALL SELECT uuidv7(), org_id, id, 'SKU-LOAD-' || no || '-2', '专业版', 'Professional', 'PERIOD', 'YEAR', 2400 + no FROM load_product`;

/** Rules of share, and authority: for all, by product, by partner, by both and by customer, with ended versions of each. */
const ruleSql = `
  INSERT INTO rule_version (kind, scope, value, valid_from)
  SELECT 'share', scope, '{"bp": 1500}'::jsonb, app.now() - interval '4 years' FROM unnest(ARRAY['co_sell', 'platform']) AS scope
  UNION ALL SELECT 'share', 'P-LOAD-' || lpad(no::text, 5, '0'), '{"bp": 1200}'::jsonb, app.now() - interval '4 years' FROM load_product WHERE no % 2 = 0;
  INSERT INTO authority (product_id, partner_org_id, customer_account, rate_bp, max_share_bp, valid_from, valid_to, created_by_name)
  SELECT product_id, partner_id, account, 8800 - 300 * version, 1500, app.now() - interval '6 months' * (2 - version), CASE WHEN version = 0 THEN app.now() - interval '6 months' END, '运营'
  FROM (SELECT NULL::uuid AS product_id, NULL::uuid AS partner_id, NULL::text AS account
      UNION ALL SELECT id, NULL, NULL FROM load_product WHERE class <> 'generic'
      UNION ALL SELECT NULL, id, NULL FROM load_org WHERE kind = 'partner'
      UNION ALL SELECT p.id, o.id, NULL FROM load_org o JOIN load_product p ON p.class <> 'generic' AND p.no % 50 = o.no % 50 WHERE o.kind = 'partner'
      UNION ALL SELECT NULL, o.id, 'customer-' || (o.no * 1000 + n) FROM load_org o, generate_series(1, 100) AS n WHERE o.kind = 'partner') AS scope, generate_series(0, 1) AS version`;

/** What each order is: new ones over two years, renewals of every second and refunds of some others, each like its original. */
const planSql = `
  CREATE TEMP TABLE load_plan AS
  SELECT g, kind, root, uuidv7(born - clock_timestamp()) AS order_id, uuidv7(born - clock_timestamp()) AS line_id, born, product_no, partner_no, account, seller_no
  FROM (SELECT app.now() AS base) AS clock, generate_series(1, $1::int) AS g,
    LATERAL (SELECT CASE WHEN g <= $1::int * 0.7 THEN 'new' WHEN g <= $1::int * 0.95 THEN 'renew' ELSE 'refund' END AS kind) AS what,
    LATERAL (SELECT CASE kind WHEN 'new' THEN g WHEN 'renew' THEN 2 * (g - ($1::int * 0.7)::int) ELSE 2 * (g - ($1::int * 0.95)::int) - 1 END AS root) AS origin,
    LATERAL (SELECT hashint4(root) & 1048575 AS a, hashint4(root + 7) & 1048575 AS b, hashint4(root + 13) & 1048575 AS c) AS dice,
    LATERAL (SELECT 1 + floor(${companies.seller} * (a / 1048576.0) ^ 2.5)::int AS seller_no, CASE WHEN root % 6 > 0 THEN 1 + floor(${companies.partner} * (b / 1048576.0) ^ 2.0)::int END AS partner_no, 'customer-' || (1 + c % 200000) AS account) AS dealt,
    LATERAL (SELECT (seller_no - 1) * ${productsEach} + 1 + b % ${productsEach} AS product_no, base - interval '1 second' * (63072000.0 * (1 - root / ($1::int * 0.7))) AS first) AS more,
    LATERAL (SELECT CASE kind WHEN 'new' THEN first WHEN 'renew' THEN least(first + interval '340 days', base - interval '1 second' * (c % 2000000)) ELSE least(first + interval '5 days', base) END AS born) AS dated;
  CREATE UNIQUE INDEX ON load_plan (g);
  INSERT INTO customer (account, name) SELECT 'customer-' || n, '客户' || n || '号有限公司' FROM generate_series(1, 200000) AS n`;

const orderSql = `
  INSERT INTO "order" (id, number, order_type, original_order_id, seller_org_id, partner_org_id, customer_id, customer_name, customer_account, legal_entity_id, status, list_fen, amount_fen, payment_method, placed_at, paid_at, created_at)
  SELECT p.order_id, 'CS' || to_char(p.born, 'YYYYMMDD') || lpad(p.g::text, 8, '0'), p.kind, r.order_id, s.id, partner.id, c.id, c.name, c.account, (SELECT id FROM legal_entity WHERE code = 'LE-LOAD'),
    CASE WHEN p.kind = 'new' AND p.g % 40 = 11 THEN 'cancelled' WHEN p.kind = 'new' AND p.g % 2 = 1 AND p.g < 2 * $1::int * 0.05 THEN 'refunded' ELSE 'completed' END,
    120000, CASE p.kind WHEN 'refund' THEN -100000 ELSE 100000 END, 'online', p.born, CASE WHEN p.kind <> 'new' OR p.g % 40 <> 11 THEN p.born + interval '1 hour' END, p.born
  FROM load_plan p JOIN load_org s ON s.kind = 'seller' AND s.no = p.seller_no JOIN customer c ON c.account = p.account
    LEFT JOIN load_plan r ON r.g = p.root AND p.kind <> 'new' LEFT JOIN load_org partner ON partner.kind = 'partner' AND partner.no = p.partner_no;
  INSERT INTO order_line (id, number, order_id, original_line_id, seller_org_id, partner_org_id, product_id, product_spec_id, product_class, legal_entity_id, order_type, charging_mode, period_type, period_number, quantity,
    list_fen, amount_fen, tax_rate_bp, seller_ratio_bp, share_borne_by, has_interface, supervision, paid_at, money_at, provisioned_at, effective_at, expires_at, cancelled_at, created_at)
  SELECT p.line_id, o.number || '-1', o.id, r.line_id, o.seller_org_id, o.partner_org_id, product.id, product.spec_id, product.class, o.legal_entity_id, o.order_type, 'PERIOD', 'YEAR', 1, 1 + p.g % 9,
    o.list_fen, o.amount_fen, 600, 7000, 'platform', false, 'not_applicable', o.paid_at, o.paid_at, o.paid_at, o.paid_at, coalesce(r.born, p.born) + interval '366 days' * CASE p.kind WHEN 'renew' THEN 2 ELSE 1 END, CASE WHEN o.status = 'cancelled' THEN p.born END, p.born
  FROM load_plan p JOIN "order" o ON o.id = p.order_id JOIN load_product product ON product.no = p.product_no LEFT JOIN load_plan r ON r.g = p.root AND p.kind <> 'new'`;

/** Every line with a partner is credited to it; every order of nobody was claimed once, a third of those in vain. */
const creditSql = `
  CREATE TEMP TABLE load_claim AS
  SELECT uuidv7(p.born + interval '3 days' - clock_timestamp()) AS id, p.g, p.order_id, p.line_id, claimant.id AS partner_id, (ARRAY['granted','granted','granted','granted','granted','granted','granted','refused','refused','refused','refused','refused','refused','refused','refused','withdrawn','withdrawn','withdrawn','withdrawn','submitted'])[1 + (p.g / 6) % 20] AS status, p.born + interval '3 days' AS at
  FROM load_plan p JOIN load_org claimant ON claimant.kind = 'partner' AND claimant.no = 1 + floor(${companies.partner} * ((hashint4(p.g) & 1048575) / 1048576.0) ^ 2.0)::int WHERE p.partner_no IS NULL;
  INSERT INTO claim (id, number, order_number, order_id, partner_org_id, seller_org_id, status, reason, claimed_by_name, due_at, decided_at, decided_by_name, created_at)
  SELECT c.id, 'C-' || to_char(c.at, 'YYYYMMDD') || '-' || lpad(c.g::text, 7, '0'), o.number, o.id, c.partner_id, o.seller_org_id, c.status, '本单由我方推荐，附聊天记录与拜访纪要', '经办人', c.at + interval '7 days',
    CASE WHEN c.status <> 'submitted' THEN c.at + interval '4 days' END, CASE WHEN c.status IN ('granted', 'refused') THEN '运营' END, c.at FROM load_claim c JOIN "order" o ON o.id = c.order_id;
  UPDATE "order" o SET partner_org_id = c.partner_id FROM load_claim c WHERE c.order_id = o.id AND c.status = 'granted';
  UPDATE order_line l SET partner_org_id = c.partner_id FROM load_claim c WHERE c.line_id = l.id AND c.status = 'granted';
  INSERT INTO attribution (id, order_id, order_line_id, partner_org_id, seller_org_id, carrier, share_bp, agreement_id, evidence, claim_id, created_at)
  SELECT uuidv7(p.born - clock_timestamp()), l.order_id, l.id, l.partner_org_id, l.seller_org_id, CASE WHEN c.id IS NOT NULL THEN 'claim' WHEN p.g % 3 = 0 THEN 'link' ELSE 'typed' END, 1500, CASE WHEN p.g % 4 > 0 THEN g.id END, '{"rule": "product_link_followed"}', c.id, p.born
  FROM load_plan p JOIN order_line l ON l.id = p.line_id AND l.partner_org_id IS NOT NULL LEFT JOIN load_claim c ON c.line_id = l.id LEFT JOIN agreement g ON g.org_id = l.partner_org_id`;

/** Registrations over two years, the newest partly held still; those that led to an association have one. */
const customerSql = `
  CREATE TEMP TABLE load_registration AS
  SELECT uuidv7(born - clock_timestamp()) AS id, g, born, partner.org_id, partner.id AS person_id, CASE WHEN g > $1::int * 0.98 AND g % 4 > 0 THEN 'held' ELSE (ARRAY['expired','expired','expired','expired','withdrawn','associated','ended'])[1 + g % 7] END AS status
  FROM (SELECT app.now() AS base) AS clock CROSS JOIN generate_series(1, $1::int) AS g CROSS JOIN LATERAL (SELECT base - interval '1 second' * (63072000.0 * ($1::int - g) / $1::int) AS born) AS dated
    JOIN load_person partner ON partner.kind = 'partner' AND partner.no = 1 + floor(${companies.partner} * ((hashint4(g) & 1048575) / 1048576.0) ^ 2.0)::int;
  INSERT INTO registration (id, number, org_id, customer_name, customer_account, contact_name, contact_details, project, status, holds_until, ended_at, created_by, created_by_name, created_at)
  SELECT id, 'R-' || to_char(born AT TIME ZONE 'Asia/Shanghai', 'YYYYMMDD') || '-' || lpad(g::text, 7, '0'), org_id,
    (ARRAY['贵阳','成都','西安','杭州','苏州','青岛','长沙','合肥','福州','昆明','南宁','沈阳','大连','郑州','太原','兰州'])[1 + g % 16] || (ARRAY['制造','零售','医疗','教育','物流','能源','政务','金融','文旅','农业','建筑'])[1 + g % 11] || CASE WHEN g % 997 = 0 THEN '灯塔' ELSE '' END || g || '号有限公司',
    CASE WHEN status IN ('associated', 'ended') OR g % 3 = 0 THEN 'customer-' || g END, '联系人', '13800000000', '上云与数据治理项目', status, CASE status WHEN 'held' THEN born + interval '15 days' END, CASE WHEN status IN ('expired', 'withdrawn', 'ended') THEN born + interval '15 days' END, person_id, '经办人', born FROM load_registration;
  INSERT INTO association (id, org_id, customer_account, customer_name, registration_id, started_at, ended_at, end_reason, ended_by_org_id, created_at)
  SELECT uuidv7(born + interval '4 days' - clock_timestamp()), r.org_id, r.customer_account, r.customer_name, r.id, l.born + interval '4 days', r.ended_at, CASE WHEN r.ended_at IS NOT NULL THEN '合作结束' END, CASE WHEN r.ended_at IS NOT NULL AND l.g % 2 = 0 THEN r.org_id END, l.born + interval '4 days'
  FROM load_registration l JOIN registration r ON r.id = l.id WHERE l.status IN ('associated', 'ended')`;

const tables = ["order", "order_line", "claim", "attribution", "registration", "association", "authority", "customer"];

/** Loads the rooms about customers by set-based SQL as the cluster's superuser, indexes put away meanwhile: as many order lines and registrations as asked for. */
export async function loadRooms(client: Client, rows: number): Promise<void> {
  await client.query("set session_replication_role = replica; set maintenance_work_mem = '512MB'; set work_mem = '256MB'; set synchronous_commit = off");
  const { rows: kept } = await client.query<{ name: string; made: string }>(
    "select format('%I.%I', schemaname, indexname) as name, indexdef as made from pg_indexes i where schemaname = 'public' and tablename = any($1) and indexname <> 'customer_account_key' and not exists (select 1 from pg_constraint c where c.conname = i.indexname)",
    [tables],
  );
  for (const { name } of kept) await client.query(`drop index ${name}`);
  await client.query(worldSql);
  await client.query(ruleSql);
  for (const text of planSql.split(";\n")) await client.query(text, text.includes("$1") ? [rows] : []);
  for (const text of orderSql.split(";\n")) await client.query(text, text.includes("$1") ? [rows] : []);
  await client.query("analyze \"order\", order_line");
  await client.query(creditSql);
  for (const text of customerSql.split(";\n")) await client.query(text, text.includes("$1") ? [rows] : []);
  for (const { made } of kept) await client.query(made);
  await client.query("set session_replication_role = default");
  for (const table of [...tables, "org", "product", "product_spec", "rule_version", "agreement"]) await client.query(`vacuum (analyze) "${table}"`);
}

/** The people the loaded rooms are looked at as: the operator, the seller and the partner with the most rows. */
export async function readRoomsWorld(client: Client): Promise<RoomsWorld> {
  const { rows: found } = await client.query<LoadedSeat & { kind: "operator" | "seller" | "partner" }>(
    `select o.kind, o.id as "orgId", o.slug, m.person_id as "personId" from org o join membership m on m.org_id = o.id where o.slug = any($1)`,
    [["operator-load-001", "seller-load-001", "partner-load-001"]],
  );
  const of = (kind: string) => found.find((seat) => seat.kind === kind) as LoadedSeat;
  return { operator: of("operator"), seller: of("seller"), partner: of("partner") };
}
