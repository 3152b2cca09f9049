-- Whether a paper lies only beside what another company says among its own.
CREATE OR REPLACE FUNCTION app.kept_paper(paper uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(bool_and(e.act = 'own_comment' AND e.actor_org_id IS DISTINCT FROM nullif(current_setting('app.org_id', true), '')::uuid), false)
  FROM demand_file p JOIN demand_event e ON e.id = p.event_id WHERE p.file_id = paper
$$;
