-- Whether the buyer of an offer made from a demand is hidden from the acting company: the demand's customer was taken back
-- from it (masked after a loss, or given to another seller) and no order came of the offer. Operators and whoever brought
-- the demand always see it; so does the seller of an own sale.
CREATE OR REPLACE FUNCTION app.buyer_hidden(from_demand uuid, state text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE acting uuid := nullif(current_setting('app.org_id', true), '')::uuid;
BEGIN
  IF from_demand IS NULL OR state = 'used' OR current_setting('app.platform', true) = 'on' THEN RETURN false; END IF;
  RETURN EXISTS (SELECT FROM demand_customer c WHERE c.demand_id = from_demand AND c.submitter_org_id IS DISTINCT FROM acting AND c.released_to_org_id IS DISTINCT FROM acting)
    AND NOT EXISTS (SELECT FROM offer u WHERE u.demand_id = from_demand AND u.status = 'used' AND u.seller_org_id = acting);
END $$;

-- One row of an offer list: the offer with its companies' names, its demand's number, its deepest rate and what the buyer still asks.
CREATE OR REPLACE VIEW offer_row WITH (security_invoker = true) AS
SELECT f.id, f.number, f.revision, f.org_id, f.seller_org_id, f.partner_org_id, f.demand_id, f.name,
  CASE WHEN b.hidden THEN '' ELSE f.buyer_account END AS buyer_account,
  CASE WHEN b.hidden THEN '' ELSE f.buyer_name END AS buyer_name, f.discount_kind, f.status,
  f.starts_at, f.ends_at, f.total_list_fen, f.total_fen, f.opened_count, f.created_by_name, f.submitted_at, f.due_at, f.created_at,
  maker.name_zh AS maker_name_zh, maker.name_en AS maker_name_en,
  partner.name_zh AS partner_name_zh, partner.name_en AS partner_name_en,
  d.number AS demand_number,
  (SELECT min(l.rate_bp) FROM offer_line l WHERE l.offer_id = f.id) AS deepest_bp,
  (SELECT count(*)::integer FROM offer_comment q WHERE q.offer_id = f.id AND q.kind = 'question'
    AND NOT EXISTS (SELECT 1 FROM offer_comment a WHERE a.offer_id = f.id AND a.answers_id = q.id)) AS open_questions,
  b.hidden AS buyer_hidden,
  coalesce((SELECT array_agg(ARRAY[p.name, p.name_en] ORDER BY p.name, p.id) FROM product p WHERE p.id IN (SELECT l.product_id FROM offer_line l WHERE l.offer_id = f.id)), '{}') AS product_names,
  coalesce(f.person_name, f.created_by_name) AS person_name
FROM offer f
JOIN org maker ON maker.id = f.org_id
LEFT JOIN org partner ON partner.id = f.partner_org_id
LEFT JOIN demand d ON d.id = f.demand_id
-- Asked once for a row, and not at all for own sales: it stands in three columns.
CROSS JOIN LATERAL (SELECT CASE WHEN f.demand_id IS NULL THEN false ELSE app.buyer_hidden(f.demand_id, f.status) END AS hidden OFFSET 0) AS b;

-- Priced specifications that may be quoted: sellers quote co-sell products of their own, partners platform products too.
CREATE OR REPLACE VIEW quotable_spec WITH (security_invoker = true) AS
SELECT s.id, s.product_id, s.org_id, s.sku_code, s.name, s.name_en, s.charging_mode, s.period_type, s.unit_price,
  p.code AS product_code, p.name AS product_name, p.name_en AS product_name_en, p.product_class, p.max_share_bp, p.floor_rate_bp,
  o.name_zh AS seller_name_zh, o.name_en AS seller_name_en
FROM product_spec s JOIN product p ON p.id = s.product_id JOIN org o ON o.id = p.org_id
WHERE s.on_sale AND p.status = 'on_sale' AND p.product_class IN ('co_sell', 'platform');

-- Which offers the acting person sees, as a condition on `f`: the row-level security's own words, for functions that run
-- past it so that text can be searched by an index. A salesperson's demand is looked up first: it is little.
CREATE OR REPLACE FUNCTION app.offer_sight() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  acting uuid := nullif(current_setting('app.org_id', true), '')::uuid;
  side text := (SELECT kind FROM org WHERE id = acting);
  persons uuid[] := app.acting_persons();
  deals uuid[];
  seen text;
BEGIN
  seen := CASE
    WHEN current_setting('app.platform', true) = 'on' THEN 'true'
    WHEN side = 'seller' THEN format('f.seller_org_id = %L::uuid', acting)
    WHEN side = 'partner' THEN format('f.partner_org_id = %L::uuid', acting)
    ELSE 'false' END || ' AND f.status <> ''draft''';
  IF current_setting('app.sight', true) = 'own' THEN
    deals := ARRAY(SELECT d.id FROM demand d WHERE (d.seller_person_id = ANY (persons) OR d.submitter_person_id = ANY (persons)) AND EXISTS (SELECT FROM offer o WHERE o.demand_id = d.id));
    -- No index of the company's: its people's own rows are fewer.
    seen := format('(%s) IS TRUE AND (coalesce(f.person_id, f.created_by) = ANY (%L::uuid[]) OR f.demand_id = ANY (%L::uuid[]))', seen, persons, deals);
  END IF;
  IF app.product_scope() IS NOT NULL THEN
    seen := seen || ' AND app.offer_in_scope(f.id)';
  END IF;
  RETURN seen;
END $$;

-- Words within a text of `f`, width and case folded; single characters and pairs where trigrams cannot help.
CREATE OR REPLACE FUNCTION app.offer_words(words text, within text) RETURNS text
LANGUAGE plpgsql STABLE STRICT SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE sought text := app.fold(words);
BEGIN
  IF length(sought) > 2 THEN RETURN format(' AND %s LIKE %L', within, '%' || regexp_replace(sought, '([\\%_])', '\\\1', 'g') || '%'); END IF;
  RETURN format(' AND strpos(%s, %L) > 0', within, sought) || CASE WHEN app.grams(sought) <> '{}' THEN format(' AND app.grams(%s) @> %L::text[]', within, app.grams(sought)) ELSE '' END;
END $$;

-- The searches of an offer list as conditions on `f`: number and name; the buyer, unless hidden from the reader.
CREATE OR REPLACE FUNCTION app.offer_searches(filter jsonb) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT nullif(concat(app.offer_words(filter->>'q', 'app.fold(f.number || '' '' || f.name)'),
    app.offer_words(filter->>'buyer', 'app.fold(f.buyer_account || '' '' || f.buyer_name)') || ' AND NOT app.buyer_hidden(f.demand_id, f.status)'), '')
$$;

-- The other filters of an offer list as conditions on `f`; every value is quoted. `current` leaves former versions out.
CREATE OR REPLACE FUNCTION app.offer_conditions(filter jsonb) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN concat(
    CASE WHEN filter ? 'status' THEN format(' AND f.status = ANY (%L::text[])', ARRAY(SELECT jsonb_array_elements_text(filter->'status'))) END,
    CASE WHEN filter ? 'current' THEN ' AND f.status <> ''superseded''' END,
    CASE filter->>'made' WHEN 'seller' THEN ' AND f.org_id = f.seller_org_id' WHEN 'partner' THEN ' AND f.org_id = f.partner_org_id' END,
    CASE WHEN filter ? 'kind' THEN format(' AND f.discount_kind = %L', filter->>'kind') END,
    CASE WHEN filter ? 'partner' THEN format(' AND f.partner_org_id = %L::uuid', filter->>'partner') END,
    CASE WHEN filter ? 'seller' THEN format(' AND f.seller_org_id = %L::uuid', filter->>'seller') END,
    CASE WHEN filter ? 'person' THEN format(' AND coalesce(f.person_id, f.created_by) = %L::uuid', filter->>'person') END,
    CASE WHEN filter ? 'product' THEN format(' AND EXISTS (SELECT FROM offer_line l WHERE l.offer_id = f.id AND l.product_id = %L::uuid)', filter->>'product') END,
    CASE WHEN filter ? 'ids' THEN format(' AND f.id = ANY (%L::uuid[])', ARRAY(SELECT jsonb_array_elements_text(filter->'ids'))) END,
    CASE WHEN filter ? 'ending' THEN format(' AND f.status IN (''scheduled'', ''effective'') AND f.ends_at <= %L::timestamptz', app.now() + interval '1 day' * (filter->>'ending')::integer) END,
    CASE WHEN filter ? 'from' THEN format(' AND f.created_at >= %L::timestamptz', filter->>'from') END,
    CASE WHEN filter ? 'to' THEN format(' AND f.created_at < %L::timestamptz', filter->>'to') END);
END $$;

-- What an offer list is sorted by: the desk's by its clock, what ends by its end, all else newest first.
CREATE OR REPLACE FUNCTION app.offer_order(filter jsonb, OUT key text, OUT direction text, OUT side text)
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN filter ? 'desk' THEN 'coalesce(f.due_at, f.created_at)' WHEN filter ? 'ending' THEN 'f.ends_at' ELSE 'f.created_at' END,
    CASE WHEN filter ?| '{desk,ending}' THEN 'ASC' ELSE 'DESC' END, CASE WHEN filter ?| '{desk,ending}' THEN '>' ELSE '<' END
$$;

-- A page of offers that the acting person sees under these filters: ids in the list's order with their sort keys, no
-- further than the row `until`, where its key and id are given.
-- Words that many rows have are found by walking the newest rows, words that few have by the text's index: each way alone
-- is slow where the other is quick, so a short walk comes first and the index follows when it found too little.
CREATE OR REPLACE FUNCTION app.find_offer(filter jsonb, most integer, after_key text DEFAULT NULL, after_id uuid DEFAULT NULL) RETURNS TABLE (id uuid, key text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp ROWS 51 AS $$
DECLARE
  sorted record := app.offer_order(filter);
  ordered text := format('ORDER BY %1$s %2$s, f.id %2$s', sorted.key, sorted.direction);
  scope text := app.offer_sight() || app.offer_conditions(filter - 'status');
  searches text := app.offer_searches(filter);
  states text[] := ARRAY(SELECT jsonb_array_elements_text(filter->'status'));
  ids uuid[];
  keys text[];
BEGIN
  IF after_id IS NOT NULL THEN
    scope := scope || format(' AND (%s, f.id) %s (%L::timestamptz, %L::uuid)', sorted.key, sorted.side, after_key, after_id);
  END IF;
  IF filter ? 'until' THEN
    scope := scope || format(' AND (%s, f.id) %s= (%L::timestamptz, %L::uuid)', sorted.key, translate(sorted.side, '<>', '><'), filter->'until'->>0, filter->'until'->>1);
  END IF;
  IF cardinality(states) = 1 THEN
    scope := scope || format(' AND f.status = %L', states[1]);
  ELSIF cardinality(states) > 1 AND searches IS NULL THEN
    RETURN QUERY EXECUTE format('SELECT f.id, %1$s::text FROM unnest(%2$L::text[]) AS one, LATERAL (SELECT * FROM offer f WHERE f.status = one AND %3$s %4$s LIMIT %5$s) AS f %4$s LIMIT %5$s', sorted.key, states, scope, ordered, most);
    RETURN;
  ELSIF cardinality(states) > 1 THEN
    scope := scope || format(' AND f.status = ANY (%L::text[])', states);
  END IF;
  IF searches IS NULL THEN
    RETURN QUERY EXECUTE format('SELECT f.id, %s::text FROM offer f WHERE %s %s LIMIT %s', sorted.key, scope, ordered, most);
    RETURN;
  END IF;
  EXECUTE format('SELECT array_agg(s.id), array_agg(s.key) FROM (SELECT f.id, %1$s::text AS key FROM (SELECT * FROM offer f WHERE %2$s %3$s LIMIT %6$s) AS f WHERE true %4$s %3$s LIMIT %5$s) AS s',
    sorted.key, scope, ordered, searches, most, CASE WHEN length(coalesce(filter->>'q', filter->>'buyer')) > 4 THEN 200 ELSE 600 END) INTO ids, keys;
  IF cardinality(ids) = most THEN
    RETURN QUERY SELECT * FROM unnest(ids, keys);
  ELSE
    RETURN QUERY EXECUTE format('SELECT f.id, %1$s::text FROM (SELECT * FROM offer f WHERE %2$s %4$s OFFSET 0) AS f %3$s LIMIT %5$s', sorted.key, scope, ordered, searches, most);
  END IF;
END $$;

-- Such a page with what its lines and the buyer's questions say: read past the walls, for rows that were just found within
-- them. Products as in the view: Chinese name, English name.
CREATE OR REPLACE FUNCTION app.offer_page(filter jsonb, most integer, after_key text, after_id uuid) RETURNS TABLE (id uuid, key text, place bigint, deepest_bp integer, open_questions integer, product_names text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp ROWS 51 AS $$
BEGIN
  RETURN QUERY WITH found AS MATERIALIZED (
    SELECT f.id, f.key, f.place FROM app.find_offer(filter, most, after_key, after_id) WITH ORDINALITY AS f (id, key, place)
  ), sold AS (
    SELECT l.offer_id, l.product_id, min(l.rate_bp) AS rate_bp FROM found f JOIN offer_line l ON l.offer_id = f.id GROUP BY 1, 2
  ), sums AS (
    SELECT s.offer_id, min(s.rate_bp) AS deepest, array_agg(ARRAY[p.name, p.name_en] ORDER BY p.name, p.id) AS names FROM sold s JOIN product p ON p.id = s.product_id GROUP BY 1
  ), asked AS (
    SELECT q.offer_id, count(*)::integer AS n FROM found f JOIN offer_comment q ON q.offer_id = f.id
    WHERE q.kind = 'question' AND NOT EXISTS (SELECT FROM offer_comment a WHERE a.offer_id = q.offer_id AND a.answers_id = q.id) GROUP BY 1
  )
  SELECT f.id, f.key, f.place, s.deepest, coalesce(a.n, 0), coalesce(s.names, '{}')
  FROM found f LEFT JOIN sums s ON s.offer_id = f.id LEFT JOIN asked a ON a.offer_id = f.id ORDER BY f.place;
END $$;

-- How many offers stand in each state, each counted up to `most` (a salesperson's: all); under filters the rows together are
-- counted up to `most`.
CREATE OR REPLACE FUNCTION app.count_offer(filter jsonb, most integer) RETURNS TABLE (status text, n bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  sight text := app.offer_sight();
  conditions text := app.offer_conditions(filter) || coalesce(app.offer_searches(filter), '');
BEGIN
  IF conditions = '' AND current_setting('app.sight', true) = 'own' THEN
    RETURN QUERY EXECUTE format('SELECT f.status, count(*) FROM offer f WHERE %s GROUP BY 1', sight);
  ELSIF conditions = '' THEN
    RETURN QUERY EXECUTE format('SELECT s, (SELECT count(*) FROM (SELECT 1 FROM offer f WHERE f.status = s AND %s LIMIT %s) AS seen) FROM unnest(%L::text[]) AS s', sight, most, ARRAY(SELECT jsonb_array_elements_text(filter->'states')));
  ELSE
    RETURN QUERY EXECUTE format('SELECT s.status, count(*) FROM (SELECT f.status FROM offer f WHERE %s %s LIMIT %s) AS s GROUP BY 1', sight, conditions, most);
  END IF;
END $$;
