-- The library that knows the setting below is loaded by its first use.
SELECT similarity('a', 'a');

-- The numbers in a name, in their order: shop 12 is not shop 13.
CREATE OR REPLACE FUNCTION app.numbers_in(folded text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT btrim(regexp_replace(folded, '[^0-9]+', '-', 'g'), '-')
$$;

-- By what two customers are one: the account, the name, or names alike unless the accounts or the numbers in them say otherwise.
CREATE OR REPLACE FUNCTION app.same_customer(account text, folded text, other_account text, other_folded text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN account = other_account THEN 'account'
    WHEN folded <> '' AND folded = other_folded THEN 'name'
    WHEN account <> other_account OR app.numbers_in(folded) <> app.numbers_in(other_folded) THEN NULL
    WHEN similarity(folded, other_folded) >= 0.6 THEN 'similar' END
$$;

-- How much of what is asked for stands in the other text too, from 0 to 1; both folded.
CREATE OR REPLACE FUNCTION app.likeness(said text, other text) RETURNS real LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT greatest(similarity(other, said), 0.9 * word_similarity(said, other))::real
$$;

-- The one judgement of what may be the same demand, for the form, the desk and the check of an import.
CREATE OR REPLACE FUNCTION app.is_near(same text, likeness real) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT same IS NOT NULL AND likeness >= CASE same WHEN 'similar' THEN 0.5 ELSE 0.35 END
$$;

-- Demand that may say the same of the same customer, likest first: `same` tells by what the customer was recognised.
-- Submitters are told of their own company's alone (a salesperson of their own); operators of all but foreign drafts.
-- Those alike are all found before the newest are taken: walked newest first, the whole table would be read for a name of few.
CREATE OR REPLACE FUNCTION app.near_demand(words text, customer text, account text, besides uuid, most integer)
RETURNS TABLE (id uuid, number text, name text, status text, submitter_org_id uuid, seller_org_id uuid, same text, likeness real, created_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET pg_trgm.similarity_threshold = 0.6 SET enable_seqscan = off AS $$
  WITH given AS MATERIALIZED (
    SELECT app.fold(coalesce(words, '')) AS said, asked.named, app.numbers_in(asked.named) AS numbers, nullif(btrim(coalesce(account, '')), '') AS known,
      nullif(current_setting('app.org_id', true), '')::uuid AS org_id
    FROM (SELECT app.fold_company(coalesce(customer, '')) AS named OFFSET 0) AS asked
  ), alike AS MATERIALIZED (
    SELECT c.demand_id, c.customer_account, c.folded_name FROM demand_customer c, given g
    WHERE c.customer_account = g.known OR (g.named <> '' AND app.numbers_in(c.folded_name) = g.numbers AND c.folded_name % g.named)
  ), kin AS (
    SELECT a.demand_id, app.same_customer(g.known, g.named, nullif(a.customer_account, ''), a.folded_name) AS same
    FROM alike a, given g ORDER BY a.demand_id DESC LIMIT 2000
  ), near AS (
    SELECT d.id, d.number, d.name, d.status, d.submitter_org_id, d.seller_org_id, kin.same, d.created_at, app.likeness(g.said, d.folded) AS likeness
    FROM kin JOIN demand d ON d.id = kin.demand_id CROSS JOIN given g
    WHERE kin.same IS NOT NULL AND d.id IS DISTINCT FROM besides AND g.said <> ''
      AND d.status NOT IN ('cancelled', 'duplicate') AND (d.closed_at IS NULL OR d.closed_at > app.now() - interval '180 days')
      AND CASE WHEN current_setting('app.platform', true) = 'on' THEN d.status <> 'draft' OR d.submitter_org_id = g.org_id
        ELSE d.submitter_org_id = g.org_id AND (current_setting('app.sight', true) IS DISTINCT FROM 'own' OR d.submitter_person_id = ANY (app.acting_persons())) END
  )
  SELECT near.id, near.number, near.name, near.status, near.submitter_org_id, near.seller_org_id, near.same, near.likeness, near.created_at FROM near
  WHERE app.is_near(near.same, near.likeness)
  ORDER BY near.likeness DESC, near.created_at DESC, near.id LIMIT most
$$;

-- Which of these customers, by their place, anybody's demand may know: all that near_demand could tell of is theirs. Of a name
-- with numbers the numbers alone are looked for, which is quick. For the clock and its jobs; nobody else is told.
CREATE OR REPLACE FUNCTION app.known_customers(names text[], accounts text[]) RETURNS SETOF integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET pg_trgm.similarity_threshold = 0.6 SET enable_seqscan = off AS $$
  WITH folded AS MATERIALIZED (
    SELECT place, app.fold_company(name) AS named, account FROM unnest(names, accounts) WITH ORDINALITY AS given(name, account, place)
  ), asked AS MATERIALIZED (
    SELECT place, named, account, app.numbers_in(named) AS numbers, named ~ '[0-9]' AS numbered FROM folded
  )
  SELECT a.place::integer FROM asked a CROSS JOIN LATERAL (
    (SELECT 1 FROM demand_customer c WHERE c.customer_account = a.account LIMIT 1)
    UNION ALL
    (SELECT 1 FROM demand_customer c WHERE a.numbered AND app.numbers_in(c.folded_name) = a.numbers LIMIT 1)
    UNION ALL
    (SELECT 1 FROM demand_customer c WHERE NOT a.numbered AND a.named <> '' AND app.numbers_in(c.folded_name) = a.numbers AND c.folded_name % a.named LIMIT 1)
    LIMIT 1
  ) AS known WHERE current_setting('app.platform', true) = 'on'
$$;
