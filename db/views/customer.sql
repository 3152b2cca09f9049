-- Why the asking partner cannot reserve a customer now: a code alone, never who is in the way. NULL = it can.
-- `most` is how many registrations a partner may hold at once.
CREATE OR REPLACE FUNCTION app.registration_conflict(customer_name text, account text, most integer) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  company uuid := nullif(current_setting('app.org_id', true), '')::uuid;
  folded text := app.fold_company(customer_name);
  holder uuid;
BEGIN
  IF company IS NULL THEN RETURN NULL; END IF;
  SELECT a.org_id INTO holder FROM association a
    WHERE a.ended_at IS NULL AND (a.customer_account = account OR a.folded_name = folded) ORDER BY a.org_id <> company LIMIT 1;
  IF holder IS NOT NULL THEN RETURN CASE WHEN holder = company THEN 'associated_here' ELSE 'associated_elsewhere' END; END IF;
  SELECT r.org_id INTO holder FROM registration r
    WHERE r.status = 'held' AND (r.customer_account = account OR r.folded_name = folded) ORDER BY r.org_id <> company LIMIT 1;
  IF holder IS NOT NULL THEN RETURN CASE WHEN holder = company THEN 'held_here' ELSE 'held_elsewhere' END; END IF;
  IF (SELECT count(*) FROM (SELECT 1 FROM registration r WHERE r.status = 'held' AND r.org_id = company LIMIT most) AS held) >= most THEN RETURN 'too_many'; END IF;
  RETURN NULL;
END $$;

-- Which registrations or associations the acting person sees, as a condition on `r`: the row-level security's own words,
-- for functions that run past it so that text is searched and rows are counted by an index.
CREATE OR REPLACE FUNCTION app.customer_sight(room text) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  company uuid := nullif(current_setting('app.org_id', true), '')::uuid;
  seen text := format('r.org_id = %L::uuid', company);
  persons uuid[] := app.acting_persons();
  theirs text := CASE WHEN cardinality(persons) = 1 THEN format('created_by = %L::uuid', persons[1]) ELSE format('created_by = ANY (%L::uuid[])', persons) END;
BEGIN
  IF current_setting('app.platform', true) = 'on' THEN RETURN 'true'; END IF;
  IF company IS NULL THEN RETURN 'false'; END IF;
  IF current_setting('app.sight', true) IS DISTINCT FROM 'own' THEN RETURN seen; END IF;
  RETURN seen || CASE room WHEN 'registration' THEN ' AND r.' || theirs
    ELSE format(' AND (r.registration_id IS NULL OR EXISTS (SELECT 1 FROM registration own WHERE own.id = r.registration_id AND own.%s))', theirs) END;
END $$;

-- A page of registrations or associations that the acting person sees, newest first. Words that many rows have are found
-- by walking the newest rows, words that few have by the text's index: a short walk tells which.
CREATE OR REPLACE FUNCTION app.find_customers(room text, filter jsonb, most integer, after_at timestamptz DEFAULT NULL, after_id uuid DEFAULT NULL) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp ROWS 51 AS $$
DECLARE
  source CONSTANT text := CASE room WHEN 'registration' THEN 'registration' ELSE 'association' END;
  born CONSTANT text := CASE room WHEN 'registration' THEN 'r.created_at' ELSE 'r.started_at' END;
  said CONSTANT text := CASE room WHEN 'registration' THEN 'lower(r.customer_name || '' '' || coalesce(r.customer_account, '''') || '' '' || r.number)' ELSE 'lower(r.customer_name || '' '' || r.customer_account)' END;
  newest CONSTANT text := format('ORDER BY %s DESC, r.id DESC', born);
  walked CONSTANT integer := 1000;
  sought text := lower(filter->>'q');
  fits text := format('%s LIKE %L', said, '%' || regexp_replace(sought, '([\\%_])', '\\\1', 'g') || '%');
  scope text := app.customer_sight(room) || CASE WHEN filter ? 'status' THEN format(' AND r.status = %L', filter->>'status') ELSE '' END
    || CASE filter->>'current' WHEN 'yes' THEN ' AND r.ended_at IS NULL' WHEN 'no' THEN ' AND r.ended_at IS NOT NULL' ELSE '' END;
  ids uuid[];
  seen integer;
BEGIN
  IF after_id IS NOT NULL THEN scope := scope || format(' AND (%s, r.id) < (%L::timestamptz, %L::uuid)', born, after_at, after_id); END IF;
  IF sought IS NULL THEN
    RETURN QUERY EXECUTE format('SELECT r.id FROM %I r WHERE %s %s LIMIT %s', source, scope, newest, most);
    RETURN;
  END IF;
  EXECUTE format('SELECT array_agg(f.id) FILTER (WHERE f.fits), count(*) FROM (SELECT r.id, %s AS fits FROM %I r WHERE %s %s LIMIT %s) AS f', fits, source, scope, newest, walked) INTO ids, seen;
  IF seen < walked OR cardinality(ids) >= most THEN
    RETURN QUERY SELECT f.id FROM unnest(ids) WITH ORDINALITY AS f (id, place) ORDER BY f.place LIMIT most;
  ELSIF cardinality(ids) >= walked / 200 THEN
    RETURN QUERY EXECUTE format('SELECT r.id FROM (SELECT * FROM %I r WHERE %s %s OFFSET 0) AS r WHERE %s LIMIT %s', source, scope, newest, fits, most);
  ELSE
    -- Of one character or two the grams say all there is to say; trigrams help with three and more.
    IF length(sought) < 3 AND app.grams(sought) @> ARRAY[sought] THEN fits := format('app.grams(%s) @> %L::text[]', said, ARRAY[sought]); END IF;
    RETURN QUERY EXECUTE format('SELECT r.id FROM (SELECT * FROM %I r WHERE %s AND %s OFFSET 0) AS r %s LIMIT %s', source, scope, fits, newest, most);
  END IF;
END $$;

-- How many registrations stand in each state, and associations are in force or ended; each counted up to `most`.
CREATE OR REPLACE FUNCTION app.count_registrations(states text[], most integer) RETURNS TABLE (status text, n integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN QUERY EXECUTE format('SELECT s, (SELECT count(*)::integer FROM (SELECT 1 FROM registration r WHERE r.status = s AND %s LIMIT %s) AS seen) FROM unnest(%L::text[]) AS s', app.customer_sight('registration'), most, states);
END $$;
CREATE OR REPLACE FUNCTION app.count_associations(most integer) RETURNS TABLE (current integer, ended integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE counted CONSTANT text := '(SELECT count(*)::integer FROM (SELECT 1 FROM association r WHERE r.ended_at IS %s AND %s LIMIT %s) AS seen)';
BEGIN
  RETURN QUERY EXECUTE 'SELECT ' || format(counted, 'NULL', app.customer_sight('association'), most) || ', ' || format(counted, 'NOT NULL', app.customer_sight('association'), most);
END $$;
