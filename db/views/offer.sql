-- One row of an offer list: the offer with its companies' names and its demand's number.
CREATE OR REPLACE VIEW offer_row WITH (security_invoker = true) AS
SELECT f.id, f.number, f.org_id, f.seller_org_id, f.partner_org_id, f.demand_id, f.name, f.buyer_account, f.buyer_name, f.discount_kind, f.status,
  f.starts_at, f.ends_at, f.total_list_fen, f.total_fen, f.opened_count, f.created_by_name, f.submitted_at, f.created_at,
  maker.name_zh AS maker_name_zh, maker.name_en AS maker_name_en,
  partner.name_zh AS partner_name_zh, partner.name_en AS partner_name_en,
  d.number AS demand_number
FROM offer f
JOIN org maker ON maker.id = f.org_id
LEFT JOIN org partner ON partner.id = f.partner_org_id
LEFT JOIN demand d ON d.id = f.demand_id;

-- Offers whose name or number holds these words, of the acting company (operators: of all); newest first.
CREATE OR REPLACE FUNCTION app.find_offer(words text, most integer) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT f.id FROM offer f
  WHERE (f.name ILIKE '%' || regexp_replace(words, '([\\%_])', '\\\1', 'g') || '%' OR f.number ILIKE '%' || regexp_replace(words, '([\\%_])', '\\\1', 'g') || '%')
    AND (current_setting('app.platform', true) = 'on'
      OR nullif(current_setting('app.org_id', true), '')::uuid IN (f.org_id, f.seller_org_id, f.partner_org_id))
  ORDER BY f.created_at DESC LIMIT most
$$;
