-- The library that knows the setting below is loaded by its first use.
SELECT similarity('a', 'a');

-- Demand that may say the same of the same customer, likest first: `same` tells by what the customer was recognised.
-- Submitters are told of their own company's alone (a salesperson of their own); operators of all but foreign drafts.
CREATE OR REPLACE FUNCTION app.near_demand(words text, customer text, account text, besides uuid, most integer)
RETURNS TABLE (id uuid, number text, name text, status text, submitter_org_id uuid, seller_org_id uuid, same text, likeness real, created_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET pg_trgm.similarity_threshold = 0.6 AS $$
  WITH given AS (
    SELECT app.fold(coalesce(words, '')) AS said, app.fold_company(coalesce(customer, '')) AS named, nullif(btrim(coalesce(account, '')), '') AS known,
      nullif(current_setting('app.org_id', true), '')::uuid AS org_id
  ), kin AS (
    SELECT c.demand_id, CASE WHEN c.customer_account = g.known THEN 'account' WHEN c.folded_name = g.named THEN 'name' ELSE 'similar' END AS same
    FROM demand_customer c, given g
    WHERE c.customer_account = g.known OR (g.named <> '' AND c.folded_name % g.named)
    ORDER BY c.demand_id DESC LIMIT 2000
  ), near AS (
    SELECT d.id, d.number, d.name, d.status, d.submitter_org_id, d.seller_org_id, kin.same, d.created_at,
      greatest(similarity(d.folded, g.said), 0.9 * word_similarity(g.said, d.folded))::real AS likeness
    FROM kin JOIN demand d ON d.id = kin.demand_id CROSS JOIN given g
    WHERE d.id IS DISTINCT FROM besides AND g.said <> ''
      AND d.status NOT IN ('cancelled', 'duplicate') AND (d.closed_at IS NULL OR d.closed_at > app.now() - interval '180 days')
      AND CASE WHEN current_setting('app.platform', true) = 'on' THEN d.status <> 'draft' OR d.submitter_org_id = g.org_id
        ELSE d.submitter_org_id = g.org_id AND (current_setting('app.sight', true) IS DISTINCT FROM 'own' OR d.submitter_person_id = ANY (app.acting_persons())) END
  )
  SELECT near.id, near.number, near.name, near.status, near.submitter_org_id, near.seller_org_id, near.same, near.likeness, near.created_at FROM near
  WHERE near.likeness >= CASE near.same WHEN 'similar' THEN 0.5 ELSE 0.35 END
  ORDER BY near.likeness DESC, near.created_at DESC, near.id LIMIT most
$$;
