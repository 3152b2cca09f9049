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

-- A name in the reader's language; where the English one is missing, the Chinese one.
CREATE OR REPLACE FUNCTION app.in_language(language text, zh text, en text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT coalesce(nullif(CASE WHEN language = 'en' THEN en END, ''), zh) $$;

-- Which demand the acting person sees, as a condition on `d`: the row-level security's own words, for functions that
-- run past it so that text can be searched by an index.
CREATE OR REPLACE FUNCTION app.demand_sight() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  acting uuid := nullif(current_setting('app.org_id', true), '')::uuid;
  side text := (SELECT kind FROM org WHERE id = acting);
  seen text;
BEGIN
  seen := CASE
    WHEN current_setting('app.platform', true) = 'on' THEN format('(d.status <> ''draft'' OR d.submitter_org_id = %L::uuid)', acting)
    WHEN side = 'seller' THEN format('d.seller_org_id = %L::uuid', acting)
    WHEN side = 'partner' THEN format('d.submitter_org_id = %L::uuid', acting)
    ELSE 'false' END;
  IF current_setting('app.sight', true) = 'own' THEN
    seen := seen || format(' AND (d.seller_org_id = %1$L::uuid AND d.seller_person_id IS NULL OR d.seller_person_id = ANY (%2$L::uuid[]) OR d.submitter_person_id = ANY (%2$L::uuid[]))', acting, app.acting_persons());
  END IF;
  IF app.product_scope() IS NOT NULL THEN
    seen := seen || ' AND app.demand_in_scope(d.id)';
  END IF;
  RETURN seen;
END $$;

-- What waits for the acting company, as a condition on `d`: for a seller what it has to accept, to take up again or to
-- take the next step in; for a partner what it has to complete, to answer or to confirm; for operators what lies on the
-- dispatch desk, and questions on their own entries.
CREATE OR REPLACE FUNCTION app.demand_waiting() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE o.kind
    WHEN 'seller' THEN format('d.seller_org_id = %L::uuid AND d.status = ANY (''{pending,stale,converting,offered}'') AND (d.status = ''pending'' AND d.paused_at IS NULL OR d.status = ''stale'' OR d.status = ANY (''{converting,offered}'') AND d.next_step_on <= %L::date)', o.id, (app.now() AT TIME ZONE 'Asia/Shanghai')::date)
    WHEN 'partner' THEN format('d.submitter_org_id = %L::uuid AND d.status = ANY (''{returned,submitted,pending,converting,offered,stale}'') AND (d.status = ''returned'' OR d.paused_at IS NOT NULL OR d.close_request_due_at IS NOT NULL)', o.id)
    ELSE format('(d.status = ANY (''{submitted,stale}'') OR d.status = ANY (''{rejected,lapsed}'') AND d.closed_at > %L::timestamptz OR d.submitter_org_id = %L::uuid AND (d.status = ''returned'' OR d.paused_at IS NOT NULL))', app.now() - interval '30 days', o.id) END
  FROM org o WHERE o.id = nullif(current_setting('app.org_id', true), '')::uuid
$$;

-- The filters of a demand list as conditions on `d`; every value is quoted. Words are searched apart (`demand_words`).
-- Stages, cohorts and reasons are those of conversion tracking, so that a number there opens just its rows;
-- with one seller only what this seller refused or let lapse counts, whoever has it now.
CREATE OR REPLACE FUNCTION app.demand_conditions(filter jsonb) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  span text := CASE WHEN filter->>'cohort' = 'closed' THEN 'd.closed_at' ELSE 'd.submitted_at' END;
  one uuid := coalesce((filter->>'seller')::uuid, (SELECT o.id FROM org o WHERE o.id = nullif(current_setting('app.org_id', true), '')::uuid AND o.kind = 'seller'));
BEGIN
  RETURN concat(
    CASE WHEN filter ? 'status' THEN format(' AND d.status = ANY (%L::text[])', ARRAY(SELECT jsonb_array_elements_text(filter->'status'))) END,
    CASE WHEN filter ? 'source' THEN format(' AND d.source = %L', filter->>'source') END,
    CASE WHEN filter ? 'region' THEN format(' AND d.region = ANY (%L::text[])', ARRAY(SELECT jsonb_array_elements_text(filter->'region'))) END,
    CASE WHEN filter ? 'partner' THEN format(' AND d.source = ''partner'' AND d.submitter_org_id = %L::uuid', filter->>'partner') END,
    CASE WHEN filter ? 'seller' AND coalesce(filter->>'stage', '') NOT IN ('rejected', 'lapsed') THEN format(' AND d.seller_org_id = %L::uuid', filter->>'seller') END,
    CASE WHEN filter ? 'person' THEN format(' AND (d.seller_person_id = %1$L::uuid OR d.submitter_person_id = %1$L::uuid)', filter->>'person') END,
    CASE WHEN filter ? 'product' THEN format(' AND EXISTS (SELECT FROM demand_line l WHERE l.demand_id = d.id AND l.kind = ''interest'' AND l.product_id = %L::uuid)', filter->>'product') END,
    CASE WHEN filter ? 'ids' THEN format(' AND d.id = ANY (%L::uuid[])', ARRAY(SELECT jsonb_array_elements_text(filter->'ids'))) END,
    CASE WHEN filter ? 'batch' THEN format(' AND d.import_batch_id = %L::uuid', filter->>'batch') END,
    CASE filter->>'due'
      WHEN 'waiting' THEN format(' AND (%s)', coalesce(app.demand_waiting(), 'false'))
      WHEN 'overdue' THEN format(' AND d.due_at <= %L::timestamptz AND d.paused_at IS NULL', app.now())
      WHEN 'soon' THEN format(' AND d.due_at > %L::timestamptz AND d.due_at <= %L::timestamptz AND d.paused_at IS NULL', app.now(), app.now() + interval '24 hours')
      WHEN 'step' THEN format(' AND d.next_step_on <= %L::date', (app.now() AT TIME ZONE 'Asia/Shanghai')::date) END,
    CASE WHEN filter ? 'from' THEN format(' AND %s >= %L::timestamptz', span, filter->>'from') END,
    CASE WHEN filter ? 'to' THEN format(' AND %s < %L::timestamptz', span, filter->>'to') END,
    CASE filter->>'stage'
      WHEN 'submitted' THEN ' AND d.submitted_at IS NOT NULL'
      WHEN 'assigned' THEN ' AND d.assigned_at IS NOT NULL'
      WHEN 'accepted' THEN ' AND d.accepted_at IS NOT NULL'
      WHEN 'offered' THEN ' AND d.offered_at IS NOT NULL'
      WHEN 'won' THEN ' AND d.status = ANY (''{won,closed_won_offline}'')'
      WHEN 'lost' THEN ' AND d.status = ''closed_lost'''
      WHEN 'lapsed' THEN CASE WHEN one IS NULL THEN ' AND d.lapsed_by <> ''{}''' ELSE format(' AND %L::uuid = ANY (d.lapsed_by)', one) END
      WHEN 'rejected' THEN CASE WHEN one IS NULL THEN ' AND d.refused_by <> ''{}''' ELSE format(' AND %L::uuid = ANY (d.refused_by)', one) END END,
    CASE WHEN filter ? 'reason' THEN format(' AND d.status IN (''rejected'', ''closed_lost'') AND coalesce(d.reason_code, ''other'') = %L', filter->>'reason') END,
    CASE WHEN filter ? 'cohort' THEN ' AND d.submitted_at IS NOT NULL AND d.status <> ''draft'' AND d.status <> ''duplicate''' END);
END $$;

-- What the acting seller refused or let lapse and another seller was asked for since: just what the rates of its conversion
-- need, nothing of what became of it. For whoever sees the team's.
CREATE OR REPLACE FUNCTION app.passed_on(cohort text, starts timestamptz, ends timestamptz)
RETURNS TABLE (source text, submitter_org_id uuid, product_ids uuid[], at timestamptz, refused boolean, lapsed boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH mine AS (
    SELECT d.id, d.source, d.submitter_org_id, d.submitted_at, me.id = ANY (d.refused_by) AS refused, me.id = ANY (d.lapsed_by) AS lapsed,
      (SELECT max(e.created_at) FROM demand_event e WHERE e.demand_id = d.id AND (e.act = 'reject' AND e.actor_org_id = me.id OR e.act = 'lapse' AND e.detail ->> 'sellerOrgId' = me.id::text)) AS answered_at
    FROM (SELECT o.id FROM org o WHERE o.id = nullif(current_setting('app.org_id', true), '')::uuid AND o.kind = 'seller') me, demand d
    WHERE (d.refused_by <> '{}' OR d.lapsed_by <> '{}') AND (d.refused_by @> ARRAY[me.id] OR d.lapsed_by @> ARRAY[me.id])
      AND d.seller_org_id IS DISTINCT FROM me.id AND d.submitted_at IS NOT NULL AND d.status NOT IN ('draft', 'duplicate')
      AND current_setting('app.sight', true) IS DISTINCT FROM 'own' AND app.product_scope() IS NULL
  ), dated AS (
    SELECT m.*, CASE WHEN cohort = 'closed' THEN coalesce(m.answered_at, m.submitted_at) ELSE m.submitted_at END AS day FROM mine m
  )
  SELECT d.source, d.submitter_org_id, ARRAY(SELECT DISTINCT l.product_id FROM demand_line l WHERE l.demand_id = d.id AND l.kind = 'interest' AND l.product_id IS NOT NULL), d.day, d.refused, d.lapsed
  FROM dated d WHERE d.day >= starts AND d.day < ends
$$;

-- Words within number or name, width and case folded; single characters and pairs where trigrams cannot help.
CREATE OR REPLACE FUNCTION app.demand_words(words text) RETURNS text
LANGUAGE plpgsql STABLE STRICT SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE sought text := app.fold(words);
BEGIN
  IF length(sought) > 2 THEN RETURN format(' AND d.searched LIKE %L', '%' || regexp_replace(sought, '([\\%_])', '\\\1', 'g') || '%'); END IF;
  RETURN format(' AND strpos(d.searched, %L) > 0', sought) || CASE WHEN app.grams(sought) <> '{}' THEN format(' AND app.grams(d.searched) @> %L::text[]', app.grams(sought)) ELSE '' END;
END $$;

-- Where what is due at that instant stands among what waits: by the clock, what was forgotten for over a month at the end.
CREATE OR REPLACE FUNCTION app.waiting_place(due timestamptz) RETURNS timestamptz
LANGUAGE sql STABLE AS $$ SELECT CASE WHEN due < app.now() - interval '30 days' THEN due + interval '1000 years' ELSE due END $$;

-- What a demand list is sorted by: urgent first where time is asked for, else newest first.
CREATE OR REPLACE FUNCTION app.demand_order(filter jsonb, OUT key text, OUT cast_to text, OUT direction text, OUT side text)
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN filter->>'due' = 'step' THEN 'd.next_step_on'
      WHEN filter->>'due' = 'waiting' THEN 'app.waiting_place(coalesce(d.close_request_due_at, d.due_at, (d.next_step_on + 1)::timestamp AT TIME ZONE ''Asia/Shanghai'', d.closed_at, d.created_at))' WHEN filter ? 'due' THEN 'd.due_at'
      WHEN filter->>'cohort' = 'closed' THEN 'd.closed_at' WHEN filter ?| '{from,to,cohort}' THEN 'd.submitted_at' ELSE 'd.created_at' END,
    CASE WHEN filter->>'due' = 'step' THEN 'date' ELSE 'timestamptz' END,
    CASE WHEN filter ? 'due' THEN 'ASC' ELSE 'DESC' END,
    CASE WHEN filter ? 'due' THEN '>' ELSE '<' END
$$;

-- A page of demand that the acting person sees under these filters: ids in the list's order with their sort keys, no
-- further than the row `until`, where its key and id are given.
-- Words that many rows have are found by walking the newest rows, words that few have by the text's index: each way alone
-- is slow where the other is quick, so a short walk comes first and the index follows when it found too little.
CREATE OR REPLACE FUNCTION app.find_demand(filter jsonb, most integer, after_key text DEFAULT NULL, after_id uuid DEFAULT NULL) RETURNS TABLE (id uuid, key text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp ROWS 51 AS $$
DECLARE
  sorted record := app.demand_order(filter);
  ordered text := format('ORDER BY %1$s %2$s, d.id %2$s', sorted.key, sorted.direction);
  scope text := format('%s AND %s IS NOT NULL%s', app.demand_sight(), sorted.key, app.demand_conditions(filter - 'status'));
  words text := app.demand_words(filter->>'q');
  states text[] := ARRAY(SELECT jsonb_array_elements_text(filter->'status'));
  ids uuid[];
  keys text[];
BEGIN
  IF after_id IS NOT NULL THEN
    scope := scope || format(' AND (%s, d.id) %s (%L::%s, %L::uuid)', sorted.key, sorted.side, after_key, sorted.cast_to, after_id);
  END IF;
  IF filter ? 'until' THEN
    scope := scope || format(' AND (%s, d.id) %s= (%L::%s, %L::uuid)', sorted.key, translate(sorted.side, '<>', '><'), filter->'until'->>0, sorted.cast_to, filter->'until'->>1);
  END IF;
  IF cardinality(states) = 1 THEN
    scope := scope || format(' AND d.status = %L', states[1]);
  ELSIF cardinality(states) > 1 AND words IS NULL THEN
    RETURN QUERY EXECUTE format('SELECT d.id, %1$s::text FROM unnest(%2$L::text[]) AS one, LATERAL (SELECT * FROM demand d WHERE d.status = one AND %3$s %4$s LIMIT %5$s) AS d %4$s LIMIT %5$s', sorted.key, states, scope, ordered, most);
    RETURN;
  ELSIF cardinality(states) > 1 THEN
    scope := scope || format(' AND d.status = ANY (%L::text[])', states);
  END IF;
  IF words IS NULL THEN
    RETURN QUERY EXECUTE format('SELECT d.id, %s::text FROM demand d WHERE %s %s LIMIT %s', sorted.key, scope, ordered, most);
    RETURN;
  END IF;
  EXECUTE format('SELECT array_agg(f.id), array_agg(f.key) FROM (SELECT d.id, %1$s::text AS key FROM (SELECT * FROM demand d WHERE %2$s %3$s LIMIT %6$s) AS d WHERE true %4$s %3$s LIMIT %5$s) AS f',
    sorted.key, scope, ordered, words, most, CASE WHEN length(filter->>'q') > 4 THEN 300 ELSE 1500 END) INTO ids, keys;
  IF cardinality(ids) = most THEN
    RETURN QUERY SELECT * FROM unnest(ids, keys);
  ELSE
    RETURN QUERY EXECUTE format('SELECT d.id, %1$s::text FROM (SELECT * FROM demand d WHERE %2$s %4$s OFFSET 0) AS d %3$s LIMIT %5$s', sorted.key, scope, ordered, words, most);
  END IF;
END $$;

-- Such a page with the names of the products asked for: read past the walls, for rows that were just found within them.
CREATE OR REPLACE FUNCTION app.demand_page(filter jsonb, most integer, after_key text, after_id uuid, language text) RETURNS TABLE (id uuid, key text, place bigint, product_names text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp ROWS 51 AS $$
BEGIN
  RETURN QUERY SELECT found.id, found.key, found.place,
    coalesce((SELECT array_agg(app.in_language(language, p.name, p.name_en) ORDER BY l.id) FROM demand_line l JOIN product p ON p.id = l.product_id WHERE l.demand_id = found.id AND l.kind = 'interest'), '{}')
  FROM app.find_demand(filter, most, after_key, after_id) WITH ORDINALITY AS found (id, key, place);
END $$;

-- How many demands stand in each state, each counted up to `most`; under filters the rows together are counted up to `most`.
CREATE OR REPLACE FUNCTION app.count_demand(filter jsonb, most integer) RETURNS TABLE (status text, n bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  sight text := app.demand_sight();
  conditions text := app.demand_conditions(filter) || coalesce(app.demand_words(filter->>'q'), '');
BEGIN
  IF conditions = '' THEN
    RETURN QUERY EXECUTE format('SELECT s, (SELECT count(*) FROM (SELECT 1 FROM demand d WHERE d.status = s AND %s LIMIT %s) AS seen) FROM unnest(%L::text[]) AS s', sight, most, ARRAY(SELECT jsonb_array_elements_text(filter->'states')));
  ELSE
    RETURN QUERY EXECUTE format('SELECT f.status, count(*) FROM (SELECT d.status FROM demand d WHERE %s %s LIMIT %s) AS f GROUP BY 1', sight, conditions, most);
  END IF;
END $$;
