-- The only way to add a job: a closed list of tasks. Owned by the worker role, which owns the queue's tables.
CREATE FUNCTION app.enqueue(task text, payload jsonb, job_key text DEFAULT NULL, run_at timestamptz DEFAULT NULL, queue text DEFAULT NULL, max_attempts integer DEFAULT NULL) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE made bigint;
BEGIN
  IF task NOT IN ('apply_event', 'call_interface', 'deliver_notice', 'inspect_file', 'read_certificate', 'run_close', 'verify_statement', 'send_mail', 'sweep') THEN
    RAISE EXCEPTION 'no such task: %', task USING ERRCODE = 'invalid_parameter_value';
  END IF;
  SELECT id INTO made FROM graphile_worker.add_job(task, payload::json, queue_name => queue, run_at => run_at, max_attempts => max_attempts, job_key => job_key);
  RETURN made;
END $$;
--> statement-breakpoint
-- Jobs for the operators' page; failed ones first.
CREATE FUNCTION app.job_list(most integer) RETURNS TABLE (id text, task text, attempts integer, max_attempts integer, run_at timestamptz, locked_at timestamptz, last_error text, created_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF current_setting('app.platform', true) IS DISTINCT FROM 'on' THEN RETURN; END IF;
  RETURN QUERY SELECT j.id::text, j.task_identifier::text, j.attempts::integer, j.max_attempts::integer, j.run_at, j.locked_at, j.last_error, j.created_at
  FROM graphile_worker.jobs j ORDER BY (j.last_error IS NULL), j.run_at LIMIT most;
END $$;
--> statement-breakpoint
CREATE FUNCTION app.job_retry(job bigint) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF current_setting('app.platform', true) IS DISTINCT FROM 'on' THEN RETURN false; END IF;
  PERFORM graphile_worker.reschedule_jobs(ARRAY[job], run_at => now(), attempts => 0);
  RETURN FOUND;
END $$;
--> statement-breakpoint
-- Seconds the oldest due job has waited, and how many gave up; read by the health check and the metrics.
CREATE FUNCTION app.queue_health() RETURNS TABLE (lag_seconds double precision, waiting bigint, failed bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(extract(epoch FROM now() - min(run_at) FILTER (WHERE locked_at IS NULL AND run_at <= now() AND attempts < max_attempts)), 0)::double precision,
    count(*) FILTER (WHERE attempts < max_attempts), count(*) FILTER (WHERE attempts >= max_attempts)
  FROM graphile_worker.jobs
$$;
--> statement-breakpoint
GRANT CREATE ON SCHEMA app TO countinghouse_worker;
--> statement-breakpoint
ALTER FUNCTION app.enqueue(text, jsonb, text, timestamptz, text, integer) OWNER TO countinghouse_worker;
--> statement-breakpoint
ALTER FUNCTION app.job_list(integer) OWNER TO countinghouse_worker;
--> statement-breakpoint
ALTER FUNCTION app.job_retry(bigint) OWNER TO countinghouse_worker;
--> statement-breakpoint
ALTER FUNCTION app.queue_health() OWNER TO countinghouse_worker;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA app FROM countinghouse_worker;
--> statement-breakpoint
-- Takes in one signed event, durable before the answer, and its job with it. Same id and body: once; another body: conflict.
CREATE FUNCTION app.event_receive(source uuid, id_given text, hash text, kind text, occurred timestamptz, body jsonb) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE made uuid; known text;
BEGIN
  INSERT INTO inbound_event (source_id, webhook_id, body_hash, type, occurred_at, data)
  VALUES (source, id_given, hash, kind, occurred, body) ON CONFLICT (source_id, webhook_id) DO NOTHING RETURNING id INTO made;
  IF made IS NULL THEN
    SELECT body_hash INTO known FROM inbound_event WHERE source_id = source AND webhook_id = id_given;
    RETURN CASE WHEN known = hash THEN 'repeated' ELSE 'conflict' END;
  END IF;
  PERFORM app.enqueue('apply_event', jsonb_build_object('eventId', made));
  RETURN 'accepted';
END $$;
--> statement-breakpoint
DO $$
DECLARE signature text;
BEGIN
  FOR signature IN SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE n.nspname = 'app' AND p.proname IN ('enqueue', 'job_list', 'job_retry', 'queue_health', 'event_receive')
  LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', signature);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO countinghouse_web, countinghouse_worker, countinghouse_owner', signature);
  END LOOP;
END $$;
