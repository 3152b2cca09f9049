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

-- What partners may sell, with what the asking company may grant by itself there: the most specific authority in force
-- for it (its own before everybody's, the product's before all products'); where there is none, the product's floor.
CREATE OR REPLACE VIEW catalogue_product WITH (security_invoker = true) AS
SELECT p.id, p.org_id, p.code, p.name, p.name_en, o.name_zh AS seller_name_zh, o.name_en AS seller_name_en, p.product_class, p.delivery_mode, p.category,
  p.overview, p.description, p.regions, p.incentive, p.supervised, p.floor_rate_bp, p.max_share_bp, p.listed_at, p.created_at,
  s.from_price, a.rate_bp AS authority_bp, a.scope AS authority_scope,
  least(p.max_share_bp, coalesce(a.max_share_bp, p.max_share_bp)) AS share_bp,
  greatest(s.from_price * coalesce(a.rate_bp, p.floor_rate_bp) / 10000, a.floor_unit_price) AS floor_price,
  (SELECT count(*)::integer FROM product_material m WHERE m.product_id = p.id) AS materials
FROM product p
JOIN org o ON o.id = p.org_id
LEFT JOIN LATERAL (SELECT min(sp.unit_price) AS from_price FROM product_spec sp WHERE sp.product_id = p.id AND sp.on_sale) s ON true
LEFT JOIN LATERAL (
  SELECT y.rate_bp, y.floor_unit_price, y.max_share_bp,
    CASE WHEN y.partner_org_id IS NOT NULL THEN 'partner' WHEN y.product_id IS NOT NULL THEN 'product' ELSE 'all' END AS scope
  FROM authority y
  WHERE y.customer_account IS NULL AND (y.product_id IS NULL OR y.product_id = p.id)
    AND (y.partner_org_id IS NULL OR y.partner_org_id = (SELECT nullif(current_setting('app.org_id', true), '')::uuid))
    AND y.valid_from <= (SELECT app.now()) AND (y.valid_to IS NULL OR y.valid_to > (SELECT app.now()))
  ORDER BY (y.partner_org_id IS NOT NULL)::integer * 2 + (y.product_id IS NOT NULL)::integer DESC, y.valid_from DESC, y.created_at DESC LIMIT 1
) a ON true
WHERE p.status = 'on_sale' AND p.product_class IN ('co_sell', 'platform');
