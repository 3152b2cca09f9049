-- One row of an offer list: the offer with its companies' names, its demand's number, its deepest rate and what the buyer still asks.
CREATE OR REPLACE VIEW offer_row WITH (security_invoker = true) AS
SELECT f.id, f.number, f.revision, f.org_id, f.seller_org_id, f.partner_org_id, f.demand_id, f.name, f.buyer_account, f.buyer_name, f.discount_kind, f.status,
  f.starts_at, f.ends_at, f.total_list_fen, f.total_fen, f.opened_count, f.created_by_name, f.submitted_at, f.due_at, f.created_at,
  maker.name_zh AS maker_name_zh, maker.name_en AS maker_name_en,
  partner.name_zh AS partner_name_zh, partner.name_en AS partner_name_en,
  d.number AS demand_number,
  (SELECT min(l.rate_bp) FROM offer_line l WHERE l.offer_id = f.id) AS deepest_bp,
  (SELECT count(*)::integer FROM offer_comment q WHERE q.offer_id = f.id AND q.kind = 'question'
    AND NOT EXISTS (SELECT 1 FROM offer_comment a WHERE a.offer_id = f.id AND a.answers_id = q.id)) AS open_questions
FROM offer f
JOIN org maker ON maker.id = f.org_id
LEFT JOIN org partner ON partner.id = f.partner_org_id
LEFT JOIN demand d ON d.id = f.demand_id;

-- Priced specifications that may be quoted: sellers quote co-sell products of their own, partners platform products too.
CREATE OR REPLACE VIEW quotable_spec WITH (security_invoker = true) AS
SELECT s.id, s.product_id, s.org_id, s.sku_code, s.name, s.name_en, s.charging_mode, s.period_type, s.unit_price,
  p.code AS product_code, p.name AS product_name, p.name_en AS product_name_en, p.product_class, p.max_share_bp, p.floor_rate_bp,
  o.name_zh AS seller_name_zh, o.name_en AS seller_name_en
FROM product_spec s JOIN product p ON p.id = s.product_id JOIN org o ON o.id = p.org_id
WHERE s.on_sale AND p.status = 'on_sale' AND p.product_class IN ('co_sell', 'platform');

-- Offers whose name or number holds these words, in the acting person's sight (operators: all); newest first.
CREATE OR REPLACE FUNCTION app.find_offer(words text, most integer) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT f.id FROM offer f
  WHERE (f.name ILIKE '%' || regexp_replace(words, '([\\%_])', '\\\1', 'g') || '%' OR f.number ILIKE '%' || regexp_replace(words, '([\\%_])', '\\\1', 'g') || '%')
    AND (current_setting('app.platform', true) = 'on'
      OR nullif(current_setting('app.org_id', true), '')::uuid IN (f.org_id, f.seller_org_id, f.partner_org_id))
    AND ((current_setting('app.sight', true) = 'own') IS NOT true OR f.created_by = ANY (app.acting_persons())
      OR EXISTS (SELECT 1 FROM demand d WHERE d.id = f.demand_id AND (d.seller_person_id = ANY (app.acting_persons()) OR d.submitter_person_id = ANY (app.acting_persons()))))
    AND (app.product_scope() IS NULL OR app.offer_in_scope(f.id))
  ORDER BY f.created_at DESC LIMIT most
$$;
