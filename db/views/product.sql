-- Products whose name or code holds these words: a seller's own, listed ones for partners, all for operators; newest first.
CREATE OR REPLACE FUNCTION app.find_product(words text, most integer) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.id FROM product p
  WHERE (p.name ILIKE '%' || regexp_replace(words, '([\\%_])', '\\\1', 'g') || '%' OR p.code ILIKE '%' || regexp_replace(words, '([\\%_])', '\\\1', 'g') || '%')
    AND (current_setting('app.platform', true) = 'on'
      OR p.org_id = nullif(current_setting('app.org_id', true), '')::uuid
      OR (p.status <> 'unlisted' AND nullif(current_setting('app.org_id', true), '') IS NOT NULL))
  ORDER BY p.created_at DESC LIMIT most
$$;

-- What binds a partner on each of these products at an instant, of the rows in force and in the asking company's sight
-- (the row-level security's own words) the most specific: customer before partner before product before all. Each of the
-- eight scopes is looked up by its whole key.
CREATE OR REPLACE FUNCTION app.authority_in_force(products uuid[], partner uuid, account text, at timestamptz)
RETURNS TABLE (product uuid, id uuid, rate_bp integer, floor_unit_price numeric, max_share_bp integer, scope text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan ROWS 1 AS $$
DECLARE
  company uuid := nullif(current_setting('app.org_id', true), '')::uuid;
  sees_all boolean := coalesce(current_setting('app.platform', true) = 'on', false);
  sells boolean := EXISTS (SELECT 1 FROM org WHERE org.id = company AND org.kind = 'partner');
BEGIN
  RETURN QUERY SELECT DISTINCT ON (x.product) x.product, f.id, f.rate_bp, f.floor_unit_price, f.max_share_bp,
    CASE WHEN f.weight > 3 THEN 'customer' WHEN f.weight > 1 THEN 'partner' WHEN f.weight = 1 THEN 'product' ELSE 'all' END
  FROM unnest(products) AS x (product) CROSS JOIN LATERAL (
    SELECT 7 AS weight, y.* FROM authority y WHERE y.product_id = x.product AND y.partner_org_id = partner AND y.customer_account = account
    UNION ALL SELECT 6 AS weight, y.* FROM authority y WHERE y.product_id IS NULL AND y.partner_org_id = partner AND y.customer_account = account
    UNION ALL SELECT 5 AS weight, y.* FROM authority y WHERE y.product_id = x.product AND y.partner_org_id IS NULL AND y.customer_account = account
    UNION ALL SELECT 4 AS weight, y.* FROM authority y WHERE y.product_id IS NULL AND y.partner_org_id IS NULL AND y.customer_account = account
    UNION ALL SELECT 3 AS weight, y.* FROM authority y WHERE y.product_id = x.product AND y.partner_org_id = partner AND y.customer_account IS NULL
    UNION ALL SELECT 2 AS weight, y.* FROM authority y WHERE y.product_id IS NULL AND y.partner_org_id = partner AND y.customer_account IS NULL
    UNION ALL SELECT 1 AS weight, y.* FROM authority y WHERE y.product_id = x.product AND y.partner_org_id IS NULL AND y.customer_account IS NULL
    UNION ALL SELECT 0 AS weight, y.* FROM authority y WHERE y.product_id IS NULL AND y.partner_org_id IS NULL AND y.customer_account IS NULL
  ) AS f
  WHERE f.valid_from <= at AND (f.valid_to IS NULL OR f.valid_to > at)
    AND (sees_all OR f.partner_org_id = company OR (f.partner_org_id IS NULL AND company IS NOT NULL AND (f.product_id IS NULL OR sells))
      OR EXISTS (SELECT 1 FROM product p WHERE p.id = f.product_id AND p.org_id = company))
  ORDER BY x.product, f.weight DESC, f.valid_from DESC, f.created_at DESC;
END $$;

-- What partners may sell, with what the asking company may grant by itself there: the most specific authority in force
-- for it (its own before everybody's, the product's before all products'); where there is none, the product's floor.
CREATE OR REPLACE VIEW catalogue_product WITH (security_invoker = true) AS
SELECT p.id, p.org_id, p.code, p.name, p.name_en, o.name_zh AS seller_name_zh, o.name_en AS seller_name_en, p.product_class, p.delivery_mode, p.category,
  p.overview, p.description, p.regions, p.incentive, p.supervised, p.floor_rate_bp, p.max_share_bp, p.listed_at, p.created_at,
  s.from_price, a.rate_bp AS authority_bp, a.scope AS authority_scope,
  least(p.max_share_bp, coalesce(a.max_share_bp, p.max_share_bp)) AS share_bp,
  greatest(s.from_price * coalesce(a.rate_bp, p.floor_rate_bp) / 10000, a.floor_unit_price) AS floor_price,
  (SELECT count(*)::integer FROM product_material m WHERE m.org_id = p.org_id AND m.product_id = p.id) AS materials,
  p.overview_en
FROM product p
JOIN org o ON o.id = p.org_id
LEFT JOIN LATERAL (SELECT min(sp.unit_price) AS from_price FROM product_spec sp WHERE sp.org_id = p.org_id AND sp.product_id = p.id AND sp.on_sale) s ON true
LEFT JOIN LATERAL (
  SELECT y.rate_bp, y.floor_unit_price, y.max_share_bp, y.scope
  FROM app.authority_in_force(ARRAY[p.id], (SELECT nullif(current_setting('app.org_id', true), '')::uuid), NULL, (SELECT app.now())) AS y
) a ON true
WHERE p.status = 'on_sale' AND p.product_class IN ('co_sell', 'platform');
