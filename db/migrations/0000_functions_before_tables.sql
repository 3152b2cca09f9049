-- What the tables' defaults and indexes need before they exist.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
CREATE SCHEMA IF NOT EXISTS app;
--> statement-breakpoint
GRANT USAGE ON SCHEMA app TO countinghouse_web, countinghouse_worker;
--> statement-breakpoint
-- The business clock: real time plus the distance kept in `clock`.
CREATE FUNCTION app.now() RETURNS timestamptz
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN now() + make_interval(secs => coalesce((SELECT offset_seconds FROM clock WHERE id = 1), 0));
END $$;
