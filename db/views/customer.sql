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
  IF (SELECT count(*) FROM registration r WHERE r.status = 'held' AND r.org_id = company) >= most THEN RETURN 'too_many'; END IF;
  RETURN NULL;
END $$;
