-- A listing that may be put into demand and offers, with its seller's names.
CREATE OR REPLACE VIEW sellable_product WITH (security_invoker = true) AS
SELECT p.id, p.org_id, p.code, p.name, p.name_en, p.delivery_mode, p.status, p.product_class, p.max_share_bp, p.floor_rate_bp,
  o.name_zh AS seller_name_zh, o.name_en AS seller_name_en
FROM product p JOIN org o ON o.id = p.org_id
WHERE p.status = 'on_sale' AND p.product_class = 'co_sell';

-- The priced specifications of those listings.
CREATE OR REPLACE VIEW sellable_spec WITH (security_invoker = true) AS
SELECT s.id, s.product_id, s.org_id, s.sku_code, s.name, s.name_en, s.charging_mode, s.period_type, s.unit_price,
  p.name AS product_name, p.name_en AS product_name_en, p.max_share_bp, p.floor_rate_bp, p.seller_name_zh, p.seller_name_en
FROM product_spec s JOIN sellable_product p ON p.id = s.product_id
WHERE s.on_sale;

-- One row of a demand list: the demand with both companies' names and the products asked for.
CREATE OR REPLACE VIEW demand_row WITH (security_invoker = true) AS
SELECT d.id, d.number, d.source, d.submitter_org_id, d.seller_org_id, d.name, d.delivery_mode, d.budget_fen, d.expected_signing_date,
  d.status, d.submitted_at, d.due_at, d.last_progress_at, d.created_at,
  submitter.name_zh AS submitter_name_zh, submitter.name_en AS submitter_name_en,
  seller.name_zh AS seller_name_zh, seller.name_en AS seller_name_en,
  coalesce((SELECT array_agg(p.name ORDER BY l.id) FROM demand_line l JOIN product p ON p.id = l.product_id WHERE l.demand_id = d.id AND l.kind = 'interest'), '{}') AS product_names
FROM demand d
JOIN org submitter ON submitter.id = d.submitter_org_id
LEFT JOIN org seller ON seller.id = d.seller_org_id;

-- Demand whose name or number holds these words, of the acting company (operators: of all); newest first.
CREATE OR REPLACE FUNCTION app.find_demand(words text, most integer) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT d.id FROM demand d
  WHERE (d.name ILIKE '%' || regexp_replace(words, '([\\%_])', '\\\1', 'g') || '%' OR d.number ILIKE '%' || regexp_replace(words, '([\\%_])', '\\\1', 'g') || '%')
    AND (current_setting('app.platform', true) = 'on'
      OR nullif(current_setting('app.org_id', true), '')::uuid IN (d.submitter_org_id, d.seller_org_id))
  ORDER BY d.created_at DESC LIMIT most
$$;
