-- Row-level security binds the owner too; web and worker may touch rows, never tables.
DO $$
DECLARE name text;
BEGIN
  FOR name IN SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind = 'r' AND NOT c.relforcerowsecurity
  LOOP
    EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON public.%I TO countinghouse_web, countinghouse_worker', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- What was chosen and on what ground is kept as it was.
REVOKE UPDATE, DELETE ON match_choice FROM countinghouse_web, countinghouse_worker;
--> statement-breakpoint
-- Views whose columns grew are made anew after the migrations.
DROP VIEW IF EXISTS sellable_spec, sellable_product, demand_row, offer_row CASCADE;
--> statement-breakpoint
-- The only way to add a job: a closed list of tasks.
CREATE OR REPLACE FUNCTION app.enqueue(task text, payload jsonb, job_key text DEFAULT NULL, run_at timestamptz DEFAULT NULL, queue text DEFAULT NULL, max_attempts integer DEFAULT NULL) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE made bigint;
BEGIN
  IF task NOT IN ('apply_event', 'call_interface', 'check_import', 'deliver_notice', 'inspect_file', 'read_certificate', 'run_close', 'run_import', 'undo_import', 'verify_statement', 'send_mail', 'sweep') THEN
    RAISE EXCEPTION 'no such task: %', task USING ERRCODE = 'invalid_parameter_value';
  END IF;
  SELECT id INTO made FROM graphile_worker.add_job(task, payload::json, queue_name => queue, run_at => run_at, max_attempts => max_attempts, job_key => job_key);
  RETURN made;
END $$;
--> statement-breakpoint
DROP FUNCTION IF EXISTS app.notice_recipients(uuid, text[]);
--> statement-breakpoint
-- A session carries the products each seat is kept to.
CREATE OR REPLACE FUNCTION app.session_load(hash text, idle interval) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE known session; answer jsonb;
BEGIN
  SELECT * INTO known FROM session
  WHERE token_hash = hash AND revoked_at IS NULL AND expires_at > now() AND last_seen_at > now() - idle;
  IF known.id IS NULL THEN RETURN NULL; END IF;
  IF known.last_seen_at < now() - interval '1 minute' THEN
    UPDATE session SET last_seen_at = now() WHERE id = known.id;
  END IF;
  SELECT jsonb_build_object(
    'sessionId', known.id, 'personId', p.id, 'name', p.name, 'nameEn', p.name_en, 'email', p.email,
    'locale', p.locale, 'theme', p.theme, 'shortcutsOff', p.shortcuts_off,
    'memberships', coalesce((
      SELECT jsonb_agg(jsonb_build_object('orgId', o.id, 'kind', o.kind, 'slug', o.slug, 'nameZh', o.name_zh, 'nameEn', o.name_en, 'roles', m.roles, 'productIds', m.product_ids) ORDER BY o.kind, o.slug)
      FROM membership m JOIN org o ON o.id = m.org_id WHERE m.person_id = p.id AND m.ended_at IS NULL), '[]'::jsonb))
  INTO answer FROM person p WHERE p.id = known.person_id;
  RETURN answer;
END $$;
--> statement-breakpoint
-- Search within a company's demand: companies beside the text in one index, so that both narrow together.
CREATE EXTENSION IF NOT EXISTS btree_gin;
--> statement-breakpoint
-- Single characters and pairs of a text that trigrams cannot find: words of Chinese are mostly two characters long.
CREATE OR REPLACE FUNCTION app.grams(given text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT coalesce(array_agg(DISTINCT gram), '{}') FROM (
    SELECT substr(given, at, size) AS gram FROM generate_series(1, length(given)) AS at, generate_series(1, 2) AS size WHERE at + size - 1 <= length(given)
  ) AS pieces WHERE gram ~ '^[^\u0001-\u2E7F]+$' OR gram ~ '^[a-z]{2}$'
$$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.grams(text) TO countinghouse_web, countinghouse_worker;
--> statement-breakpoint
CREATE INDEX IF NOT EXISTS demand_searched_idx ON demand USING gin (seller_org_id, submitter_org_id, searched gin_trgm_ops, app.grams(searched));
--> statement-breakpoint
-- The search of the thread knew words alone.
DROP FUNCTION IF EXISTS app.find_demand(text, integer);
--> statement-breakpoint
-- Running figures grow past five digits instead of being cut.
CREATE OR REPLACE FUNCTION app.next_number(prefix text) RETURNS text LANGUAGE sql VOLATILE AS $$
  SELECT prefix || '-' || to_char(app.now() AT TIME ZONE 'Asia/Shanghai', 'YYYYMMDD') || '-' || lpad(figure::text, greatest(5, length(figure::text)), '0')
  FROM (SELECT nextval('app.number_seq') AS figure) AS next
$$;
