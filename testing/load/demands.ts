import type { Client } from "pg";

/** The people and companies a loaded world is looked at from: those with the most rows. */
export type DemandWorld = {
  readonly operator: LoadedSeat;
  readonly seller: LoadedSeat;
  readonly partner: LoadedSeat;
  readonly productId: string;
};
export type LoadedSeat = { readonly orgId: string; readonly slug: string; readonly personId: string };

const companies = { seller: 200, partner: 300 } as const;
const productsEach = 4;

/** Companies, people and products, numbered in temporary tables so that rows can be dealt out by number. */
const worldSql = `
  CREATE TEMP TABLE load_org AS
  SELECT uuidv7() AS id, kind, no, kind || '-load-' || lpad(no::text, 3, '0') AS slug
  FROM (SELECT 'operator' AS kind, 1 AS no UNION ALL SELECT 'seller', generate_series(1, ${companies.seller}) UNION ALL SELECT 'partner', generate_series(1, ${companies.partner})) AS wanted;
  INSERT INTO org (id, kind, slug, name_zh, name_en)
  SELECT id, kind, slug, CASE kind WHEN 'seller' THEN '商家' WHEN 'partner' THEN '服务商' ELSE '平台运营' END || no || '号科技有限公司', initcap(kind) || ' ' || no || ' Ltd' FROM load_org;
  INSERT INTO legal_entity (code, name_zh, name_en, uscc, address, phone, bank_name, bank_account_no, invoice_address)
  VALUES ('LE-LOAD', '云商店运营有限公司', 'Marketplace Operations Ltd', '91520900MA6J6CBN9Q', '贵州省贵安新区', '0851-0000000', '中国银行', '100000000001', '财务共享中心');
  CREATE TEMP TABLE load_product AS
  SELECT uuidv7() AS id, o.id AS org_id, (o.no - 1) * ${productsEach} + n AS no FROM load_org o, generate_series(1, ${productsEach}) AS n WHERE o.kind = 'seller';
  CREATE UNIQUE INDEX ON load_product (no);
  INSERT INTO product (id, org_id, code, name, name_en, product_class, delivery_mode, category, status, legal_entity_id, seller_ratio_bp, max_share_bp, floor_rate_bp, tax_rate_bp, tax_item)
  SELECT p.id, p.org_id, 'P-LOAD-' || lpad(no::text, 5, '0'), (ARRAY['云主机安全','数据治理平台','智能客服','协同办公','边缘网关','日志分析','供应链管理','电子签章'])[1 + no % 8] || no || '版', 'Product ' || no,
    'co_sell', 'saas', 'software', 'on_sale', (SELECT id FROM legal_entity WHERE code = 'LE-LOAD'), 7000, 2000, 8000, 600, '信息技术服务' FROM load_product p;
  CREATE TEMP TABLE load_person AS
  SELECT o.id AS org_id, o.kind, o.no, uuidv7() AS id FROM load_org o;
  INSERT INTO person (id, email, name) SELECT id, kind || no || '@load.test', kind || ' ' || no FROM load_person;
  INSERT INTO membership (org_id, person_id, display_name, email, roles)
  SELECT org_id, id, kind || ' ' || no, kind || no || '@load.test', CASE kind WHEN 'operator' THEN ARRAY['admin', 'dispatcher'] ELSE ARRAY['owner'] END FROM load_person`;

/** What each row is, before it is written: its age, its companies (a few are large), its state by age. */
const planSql = `
  CREATE TEMP TABLE load_plan AS
  SELECT g, clock.base - interval '1 second' * (63072000.0 * ($1::int - g) / $1::int) AS born, status, source, partner_no, seller_no, product_no,
    CASE WHEN status IN ('draft', 'submitted', 'returned', 'cancelled', 'duplicate') THEN NULL ELSE seller_no END AS holder_no
  FROM (SELECT app.now() AS base) AS clock,
    LATERAL (SELECT g, random() AS s, random() AS o, random() AS p, random() AS q, 1 + (random() * ${productsEach - 1})::int AS nth FROM generate_series(1, $1::int) AS g) AS dice,
    LATERAL (SELECT 1 + floor(${companies.partner} * p ^ 2.0)::int AS partner_no, 1 + floor(${companies.seller} * q ^ 2.5)::int AS seller_no) AS dealt,
    LATERAL (SELECT (seller_no - 1) * ${productsEach} + nth AS product_no, CASE WHEN o < 0.7 THEN 'partner' WHEN o < 0.9 THEN 'operator' ELSE 'marketing' END AS source) AS what,
    LATERAL (SELECT CASE WHEN g > $1::int * 0.96
        THEN (ARRAY['draft','submitted','returned','pending','converting','converting','converting','stale','offered','offered'])[1 + floor(s * 10)::int]
        ELSE (ARRAY['won','won','won','won','closed_won_offline','closed_lost','closed_lost','closed_lost','closed_lost','rejected','rejected','lapsed','lapsed','cancelled','duplicate','converting','stale'])[1 + floor(s * 17)::int] END AS status) AS stands`;

const demandSql = `
  INSERT INTO demand (id, number, source, submitter_org_id, submitter_person_id, submitter_name, seller_org_id, seller_person_id, seller_person_name, name, delivery_mode, demand_type,
    budget_fen, main_ask, region, status, submitted_at, assigned_at, due_at, accepted_at, first_progress_at, last_progress_at, offered_at, closed_at, won_fen, reason_code, refused_by, lapsed_by, next_step_on, created_at)
  SELECT uuidv7(born - clock_timestamp()), 'D-' || to_char(born AT TIME ZONE 'Asia/Shanghai', 'YYYYMMDD') || '-' || lpad(g::text, 6, '0'), source,
    CASE source WHEN 'partner' THEN partner.org_id ELSE operator.org_id END, CASE source WHEN 'partner' THEN partner.id ELSE operator.id END, '经办人',
    seller.org_id, CASE WHEN accepted THEN seller.id END, CASE WHEN accepted THEN '销售' ELSE '' END,
    (ARRAY['贵阳','成都','西安','杭州','苏州','青岛','长沙','合肥','福州','昆明','南宁','沈阳','大连','郑州','太原','兰州'])[1 + g % 16]
      || (ARRAY['制造','零售','医疗','教育','物流','能源','政务','金融','文旅','农业','建筑'])[1 + g % 11] || '企业'
      || (ARRAY['上云','数据中台','等保测评','智能客服','协同办公','视频会议','供应链','电子签章','灾备','容器平台','日志审计','边缘计算','身份认证'])[1 + g % 13] || (ARRAY['项目','采购','扩容','续费','试点'])[1 + g % 5] || CASE WHEN g % 997 = 0 THEN '·灯塔' ELSE '' END,
    'saas', (ARRAY['purchase','renewal','expansion','project'])[1 + g % 4], (10000 + g % 9000) * 10000::bigint, '需要在季度内上线，预算已经批复',
    (ARRAY['贵州','四川','陕西','浙江','江苏','山东','湖南','安徽','福建','云南'])[1 + g % 10], status,
    CASE WHEN status <> 'draft' THEN born + interval '3 hours' END, CASE WHEN seller.id IS NOT NULL THEN born + interval '1 day' END,
    CASE status WHEN 'pending' THEN born + interval '6 days' WHEN 'submitted' THEN born + interval '2 days' END,
    CASE WHEN accepted THEN born + interval '2 days' END, CASE WHEN accepted THEN born + interval '4 days' END, CASE WHEN accepted THEN born + interval '9 days' END,
    CASE WHEN status IN ('offered', 'won') THEN born + interval '12 days' END,
    CASE WHEN status IN ('won', 'closed_won_offline', 'closed_lost', 'rejected', 'lapsed', 'cancelled', 'duplicate') THEN born + interval '1 day' * (5 + g % 60) END,
    CASE WHEN status = 'won' THEN (8000 + g % 7000) * 10000::bigint END, CASE status WHEN 'closed_lost' THEN (ARRAY['price','competitor','no_budget','other'])[1 + g % 4] WHEN 'rejected' THEN 'no_capacity' END,
    CASE status WHEN 'rejected' THEN ARRAY[seller.org_id] ELSE '{}' END, CASE status WHEN 'lapsed' THEN ARRAY[seller.org_id] ELSE '{}' END,
    CASE WHEN status IN ('converting', 'offered') THEN (born + interval '20 days')::date END, born
  FROM load_plan
    JOIN load_person partner ON partner.kind = 'partner' AND partner.no = partner_no
    JOIN load_person operator ON operator.kind = 'operator'
    LEFT JOIN load_person seller ON seller.kind = 'seller' AND seller.no = holder_no,
    LATERAL (SELECT status IN ('converting', 'stale', 'offered', 'won', 'closed_won_offline', 'closed_lost') AS accepted) AS known`;

const aroundSql = `
  CREATE TEMP TABLE load_id AS SELECT d.id, d.submitter_org_id, d.accepted_at, d.seller_org_id, p.g, p.product_no FROM demand d JOIN load_plan p ON d.number = 'D-' || to_char(p.born AT TIME ZONE 'Asia/Shanghai', 'YYYYMMDD') || '-' || lpad(p.g::text, 6, '0');
  INSERT INTO demand_line (demand_id, kind, product_id, expected_share_bp, max_share_bp)
  SELECT i.id, 'interest', p.id, 1000, 2000 FROM load_id i JOIN load_product p ON p.no = i.product_no
  UNION ALL SELECT i.id, 'interest', p.id, 1000, 2000 FROM load_id i JOIN load_product p ON p.no = 1 + (i.product_no + 1) % ${companies.seller * productsEach} WHERE i.g % 5 < 2;
  INSERT INTO demand_customer (demand_id, submitter_org_id, released_to_org_id, customer_name, customer_account, contact_name, contact_details)
  SELECT i.id, i.submitter_org_id, CASE WHEN i.accepted_at IS NOT NULL THEN i.seller_org_id END, '客户' || i.g || '号有限公司', 'customer-' || i.g, '联系人', '13800000000' FROM load_id i`;

const loadedTables = ["demand", "demand_line", "demand_customer"];

/** Writes with triggers, checks of references and the tables' indexes put away, which is many times faster; then makes the indexes anew. */
export async function withoutIndexes(client: Client, tables: readonly string[], write: () => Promise<void>): Promise<void> {
  await client.query("set session_replication_role = replica; set maintenance_work_mem = '512MB'; set synchronous_commit = off; select setseed(0.42)");
  const { rows: kept } = await client.query<{ name: string; made: string }>(
    "select format('%I.%I', schemaname, indexname) as name, indexdef as made from pg_indexes i where schemaname = 'public' and tablename = any($1) and not exists (select 1 from pg_constraint c where c.conname = i.indexname)",
    [tables],
  );
  for (const { name } of kept) await client.query(`drop index ${name}`);
  await write();
  for (const { made } of kept) await client.query(made);
  await client.query("set session_replication_role = default");
}

/** Loads demand by set-based SQL as the cluster's superuser, indexes put away meanwhile; about 4 ms per ten rows. */
export async function loadDemand(client: Client, rows: number): Promise<void> {
  await withoutIndexes(client, loadedTables, async () => {
    await client.query(worldSql);
    await client.query(planSql, [rows]);
    await client.query(demandSql);
    await client.query(aroundSql);
  });
  for (const table of [...loadedTables, "org", "product"]) await client.query(`vacuum (analyze) ${table}`);
}

/** Whom to look at the loaded rows as: the operator, and the seller and the partner with the most of them. */
export async function readDemandWorld(client: Client): Promise<DemandWorld> {
  const { rows: found } = await client.query<{ kind: "operator" | "seller" | "partner"; orgId: string; slug: string; personId: string }>(
    `select o.kind, o.id as "orgId", o.slug, m.person_id as "personId" from org o join membership m on m.org_id = o.id where o.slug = any($1)`,
    [["operator-load-001", "seller-load-001", "partner-load-001"]],
  );
  const of = (kind: string) => found.find((seat) => seat.kind === kind) as LoadedSeat;
  const { rows: products } = await client.query<{ id: string }>("select id from product where code = 'P-LOAD-00002'");
  return { operator: of("operator"), seller: of("seller"), partner: of("partner"), productId: products[0]?.id ?? "" };
}
