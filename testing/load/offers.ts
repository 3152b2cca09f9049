import type { Client } from "pg";
import { type DemandWorld, loadDemand, readDemandWorld, withoutIndexes } from "./demands";

/** The loaded world of demand, with a salesperson of the largest seller and one of the largest partner. */
export type OfferWorld = DemandWorld & { readonly sellerSales: string; readonly partnerSales: string };

/** Specifications to quote and, beside each company's owner, one person who only sells. */
const peopleSql = `
  INSERT INTO product_spec (product_id, org_id, sku_code, name, name_en, charging_mode, period_type, unit_price, on_sale)
  SELECT p.id, p.org_id, 'SKU-LOAD-' || lpad(p.no::text, 5, '0'), '标准版', 'Standard', 'PERIOD', 'YEAR', 9800 + p.no, true FROM load_product p;
  CREATE TEMP TABLE load_spec AS SELECT s.id, s.product_id, p.no, s.unit_price FROM product_spec s JOIN load_product p ON p.id = s.product_id;
  CREATE UNIQUE INDEX ON load_spec (no);
  CREATE TEMP TABLE load_sales AS SELECT org_id, kind, no, uuidv7() AS id FROM load_person WHERE kind <> 'operator';
  INSERT INTO person (id, email, name) SELECT id, 'sales-' || kind || no || '@load.test', '销售' || no FROM load_sales;
  INSERT INTO membership (org_id, person_id, display_name, email, roles) SELECT org_id, id, '销售' || no, 'sales-' || kind || no || '@load.test', '{sales}' FROM load_sales;
  CREATE TEMP TABLE load_deal AS
  SELECT row_number() OVER (ORDER BY d.created_at DESC, d.id) AS nth, d.id, s.no AS seller_no, CASE d.source WHEN 'partner' THEN p.no END AS partner_no
  FROM demand d JOIN load_person s ON s.org_id = d.seller_org_id LEFT JOIN load_person p ON p.org_id = d.submitter_org_id AND p.kind = 'partner' WHERE d.accepted_at IS NOT NULL;
  CREATE UNIQUE INDEX ON load_deal (nth);
  ANALYZE load_deal`;

/** What each offer is: its age, its companies (a few are large), its state by age; every third was made from a demand. */
const planSql = `
  CREATE TEMP TABLE load_offer AS
  SELECT g, uuidv7(born - clock_timestamp()) AS id, born, base, status, deal.id AS demand_id, coalesce(deal.seller_no, own_seller) AS seller_no,
    CASE WHEN deal.id IS NOT NULL THEN deal.partner_no WHEN m < 0.75 THEN own_partner END AS partner_no,
    deal.id IS NULL AND m < 0.45 AS by_partner, (coalesce(deal.seller_no, own_seller) - 1) * 4 + dice.nth AS product_no
  FROM (SELECT app.now() AS base) AS clock,
    LATERAL (SELECT g, random() AS s, random() AS m, random() AS p, random() AS q, 1 + (random() * 3)::int AS nth FROM generate_series(1, $1::int) AS g) AS dice
    LEFT JOIN load_deal deal ON g % 3 = 0 AND deal.nth = 1 + ($1::int - g) / 3,
    LATERAL (SELECT base - interval '1 second' * (63072000.0 * ($1::int - g) / $1::int) AS born, 1 + floor(300 * p ^ 2.0)::int AS own_partner, 1 + floor(200 * q ^ 2.5)::int AS own_seller) AS dealt,
    LATERAL (SELECT CASE WHEN g > $1::int * 0.97 THEN (ARRAY['review','countered','scheduled','effective','effective','effective','effective','effective','effective','effective'])[1 + floor(s * 10)::int]
      ELSE (ARRAY['used','used','used','used','used','used','used','expired','expired','expired','expired','expired','expired','refused','declined','withdrawn','revoked','superseded'])[1 + floor(s * 18)::int] END AS status) AS stands`;

const offerSql = `
  INSERT INTO offer (id, number, org_id, seller_org_id, partner_org_id, demand_id, name, buyer_account, buyer_name, discount_kind, status, starts_at, ends_at, total_list_fen, total_fen, terms, due_at,
    created_by, created_by_name, submitted_at, decided_at, opened_at, opened_count, created_at)
  SELECT o.id, 'O-' || to_char(born AT TIME ZONE 'Asia/Shanghai', 'YYYYMMDD') || '-' || lpad(g::text, 7, '0'), maker.org_id, seller.org_id, partner.org_id, o.demand_id,
    (ARRAY['年度框架','首年特惠','续费优惠','扩容优惠','联合方案','试点优惠','教育专享','政务专享'])[1 + g % 8] || '-' || (ARRAY['云主机安全','数据治理平台','智能客服','协同办公','边缘网关','日志分析','供应链管理','电子签章'])[1 + g % 7] || '-' || g || CASE WHEN g % 997 = 0 THEN '·灯塔' ELSE '' END,
    'hwc-' || (g % 400000), (ARRAY['贵阳','成都','西安','杭州','苏州','青岛','长沙','合肥'])[1 + g % 8] || (ARRAY['制造','零售','医疗','教育','物流','能源','政务'])[1 + g % 7] || (g % 400000) || '号有限公司',
    CASE WHEN g % 6 = 0 THEN 'business_authorised' ELSE 'partner_granted' END, status, born, CASE WHEN live THEN base + interval '1 hour' * (6 + g * 7919::bigint % 1080) ELSE born + interval '1 day' * (7 + g % 60) END,
    2 * total, total, '一次付清', CASE status WHEN 'review' THEN born + interval '2 days' END, CASE WHEN g % 10 = 0 THEN sales.id ELSE maker.id END, CASE WHEN g % 10 = 0 THEN '销售' ELSE '负责人' END,
    born, CASE WHEN status NOT IN ('review', 'withdrawn') THEN born + interval '1 day' END, CASE WHEN g % 3 > 0 THEN born + interval '2 days' END, g % 3, born
  FROM load_offer o
    JOIN load_person seller ON seller.kind = 'seller' AND seller.no = o.seller_no
    LEFT JOIN load_person partner ON partner.kind = 'partner' AND partner.no = o.partner_no
    JOIN load_person maker ON maker.kind = CASE WHEN by_partner THEN 'partner' ELSE 'seller' END AND maker.no = CASE WHEN by_partner THEN o.partner_no ELSE o.seller_no END
    JOIN load_sales sales ON sales.org_id = maker.org_id,
    LATERAL (SELECT (900 + g % 9000) * 1000::bigint AS total, status IN ('review', 'countered', 'scheduled', 'effective') AS live) AS known`;

const linesSql = `
  INSERT INTO offer_line (offer_id, product_id, product_spec_id, quantity, period_number, unit_price, rate_bp, authority_bp, share_bp, list_fen, amount_fen)
  SELECT o.id, s.product_id, s.id, 1 + g % 20, 1, s.unit_price, 7000 + g % 30 * 100, 8500, 1000, (900 + g % 9000) * 2000::bigint, (900 + g % 9000) * 1000::bigint
  FROM load_offer o JOIN load_spec s ON s.no = o.product_no
  UNION ALL SELECT o.id, s.product_id, s.id, 1, 1, s.unit_price, 9000, 8500, 1000, 0, 0 FROM load_offer o JOIN load_spec s ON s.no = (o.seller_no - 1) * 4 + 1 + o.product_no % 4 WHERE g % 5 < 2;
  INSERT INTO offer_comment (offer_id, kind, author_name, body, created_at) SELECT o.id, 'question', '客户', '可以开专票吗？', born + interval '2 days' FROM load_offer o WHERE g % 20 = 0`;

const tables = ["offer", "offer_line", "offer_comment"];

/** Loads offers, and a third as many demands before them, by set-based SQL as the cluster's superuser. */
export async function loadOffers(client: Client, rows: number): Promise<void> {
  await loadDemand(client, Math.ceil(rows / 3));
  await withoutIndexes(client, tables, async () => {
    await client.query(peopleSql);
    await client.query(planSql, [rows]);
    await client.query(offerSql);
    await client.query(linesSql);
  });
  for (const table of [...tables, "product_spec", "membership"]) await client.query(`vacuum (analyze) ${table}`);
}

/** Whom to look at the loaded offers as. */
export async function readOfferWorld(client: Client): Promise<OfferWorld> {
  const world = await readDemandWorld(client);
  const { rows } = await client.query<{ orgId: string; id: string }>(`select org_id as "orgId", person_id as id from membership where roles = '{sales}' and org_id = any($1)`, [[world.seller.orgId, world.partner.orgId]]);
  const of = (orgId: string) => rows.find((row) => row.orgId === orgId)?.id ?? "";
  return { ...world, sellerSales: of(world.seller.orgId), partnerSales: of(world.partner.orgId) };
}
