-- How many migrations this database has taken; the health check holds it against the code's own count.
CREATE OR REPLACE FUNCTION app.migration_count() RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = app_migrations, pg_temp AS $$
  SELECT count(*)::integer FROM __drizzle_migrations
$$;

-- Forgets sessions and mail tokens 30 days after their end, and counters that ran out; only for our own jobs.
CREATE OR REPLACE FUNCTION app.sweep_identity() RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE gone integer; more integer;
BEGIN
  IF current_setting('app.platform', true) IS DISTINCT FROM 'on' THEN RETURN 0; END IF;
  DELETE FROM session WHERE least(expires_at, coalesce(revoked_at, expires_at)) < now() - interval '30 days';
  GET DIAGNOSTICS gone = ROW_COUNT;
  DELETE FROM mail_token WHERE least(expires_at, coalesce(used_at, expires_at)) < now() - interval '30 days';
  GET DIAGNOSTICS more = ROW_COUNT;
  gone := gone + more;
  DELETE FROM rate_counter WHERE expire IS NOT NULL AND expire < extract(epoch FROM now()) * 1000;
  GET DIAGNOSTICS more = ROW_COUNT;
  RETURN gone + more;
END $$;
