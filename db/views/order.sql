-- An instant as JSON writes it: ISO 8601, UTC, milliseconds.
CREATE OR REPLACE FUNCTION app.iso(at timestamptz) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;
-- Which orders the acting person sees, as a condition on `o`: the row-level security's own words, for functions that run
-- past it so that text is searched by an index.
CREATE OR REPLACE FUNCTION app.order_sight() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  company uuid := nullif(current_setting('app.org_id', true), '')::uuid;
  side text := (SELECT kind FROM org WHERE id = company);
  seen text := CASE WHEN current_setting('app.platform', true) = 'on' THEN 'true' WHEN side IN ('seller', 'partner') THEN format('o.%I = %L::uuid', side || '_org_id', company) ELSE 'false' END;
BEGIN
  IF current_setting('app.sight', true) = 'own' AND side IN ('seller', 'partner') THEN
    seen := seen || format(' AND o.%I = ANY (%L::uuid[])', side || '_person_id', app.acting_persons());
  END IF;
  RETURN seen || CASE WHEN app.product_scope() IS NOT NULL THEN ' AND app.order_in_scope(o.id)' ELSE '' END;
END $$;

-- Whether this person's sight is narrower than the company's.
CREATE OR REPLACE FUNCTION app.sight_is_narrow() RETURNS boolean
LANGUAGE sql STABLE AS $$ SELECT coalesce(current_setting('app.sight', true) = 'own', false) OR app.product_scope() IS NOT NULL $$;

CREATE OR REPLACE FUNCTION app.sees_order(asked uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE answer boolean;
BEGIN
  EXECUTE format('SELECT EXISTS (SELECT 1 FROM "order" o WHERE o.id = %L AND %s)', asked, app.order_sight()) INTO answer;
  RETURN answer;
END $$;

-- Orders whose number contains a text, newest first, of the acting person alone. LIKE is not leakproof, so row-level
-- security would keep it from the trigram index; the same check stands here instead.
CREATE OR REPLACE FUNCTION app.search_orders(part text, most integer DEFAULT 1000) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE pattern text := '%' || replace(replace(replace(part, '\', '\\'), '%', '\%'), '_', '\_') || '%';
BEGIN
  RETURN QUERY EXECUTE format('SELECT o.id FROM "order" o WHERE o.number ILIKE %L AND %s ORDER BY o.placed_at DESC, o.id DESC LIMIT %s', pattern, app.order_sight(), most);
END $$;

-- Whoever takes a demand over takes its orders along, with their renewals and refunds; what is over stays with whoever ended it.
CREATE OR REPLACE FUNCTION app.orders_follow_demand() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  ids uuid[] := ARRAY(WITH RECURSIVE chain (id) AS (
    SELECT o.id FROM offer f JOIN "order" o ON o.offer_id = f.id WHERE f.demand_id = NEW.id
    UNION SELECT a.order_id FROM attribution a WHERE a.demand_id = NEW.id
    UNION SELECT r.id FROM chain c JOIN "order" r ON r.original_order_id = c.id
  ) SELECT id FROM chain);
BEGIN
  UPDATE "order" o SET seller_person_id = NEW.seller_person_id
  WHERE o.id = ANY (ids) AND o.seller_org_id = NEW.seller_org_id AND o.seller_person_id IS NOT DISTINCT FROM OLD.seller_person_id
    AND o.seller_person_id IS DISTINCT FROM NEW.seller_person_id AND o.status NOT IN ('cancelled', 'refunded');
  UPDATE "order" o SET partner_person_id = NEW.submitter_person_id
  WHERE o.id = ANY (ids) AND o.partner_org_id = NEW.submitter_org_id AND o.partner_person_id IS NOT DISTINCT FROM OLD.submitter_person_id
    AND o.partner_person_id IS DISTINCT FROM NEW.submitter_person_id AND o.status NOT IN ('cancelled', 'refunded');
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER demand_takes_its_orders_along AFTER UPDATE OF seller_person_id, submitter_person_id ON demand FOR EACH ROW
  WHEN ((OLD.seller_person_id, OLD.submitter_person_id) IS DISTINCT FROM (NEW.seller_person_id, NEW.submitter_person_id)) EXECUTE FUNCTION app.orders_follow_demand();

-- Whoever takes an offer over takes its orders along, with their renewals and refunds, on the side that made the offer. Where a
-- demand stands behind it, the demand's persons do.
CREATE OR REPLACE FUNCTION app.orders_follow_offer() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  former uuid := coalesce(OLD.person_id, OLD.created_by);
  follower uuid := coalesce(NEW.person_id, NEW.created_by);
  ids uuid[] := ARRAY(WITH RECURSIVE chain (id) AS (
    SELECT o.id FROM "order" o WHERE o.offer_id = NEW.id
    UNION SELECT r.id FROM chain c JOIN "order" r ON r.original_order_id = c.id
  ) SELECT id FROM chain);
BEGIN
  UPDATE "order" o SET seller_person_id = follower
  WHERE o.id = ANY (ids) AND NEW.org_id = NEW.seller_org_id AND o.seller_org_id = NEW.org_id AND o.seller_person_id IS NOT DISTINCT FROM former AND o.status NOT IN ('cancelled', 'refunded');
  UPDATE "order" o SET partner_person_id = follower
  WHERE o.id = ANY (ids) AND NEW.org_id = NEW.partner_org_id AND o.partner_org_id = NEW.org_id AND o.partner_person_id IS NOT DISTINCT FROM former AND o.status NOT IN ('cancelled', 'refunded');
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER offer_takes_its_orders_along AFTER UPDATE OF person_id ON offer FOR EACH ROW
  WHEN (NEW.demand_id IS NULL AND OLD.person_id IS DISTINCT FROM NEW.person_id) EXECUTE FUNCTION app.orders_follow_offer();

-- Which claims the acting person sees, as a condition on `c`: the row-level security's own words, for functions that run
-- past it so that rows are paged and counted by an index alone.
CREATE OR REPLACE FUNCTION app.claim_sight() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  company uuid := nullif(current_setting('app.org_id', true), '')::uuid;
  seen text := CASE (SELECT kind FROM org WHERE id = company) WHEN 'seller' THEN format('c.seller_org_id = %L::uuid', company) WHEN 'partner' THEN format('c.partner_org_id = %L::uuid', company) ELSE 'false' END;
BEGIN
  IF current_setting('app.platform', true) = 'on' THEN seen := 'true'; END IF;
  IF current_setting('app.sight', true) = 'own' THEN
    seen := seen || format(' AND (c.created_by = ANY (%L::uuid[]) OR EXISTS (SELECT 1 FROM "order" o WHERE o.id = c.order_id AND %s))', app.acting_persons(), app.order_sight());
  END IF;
  RETURN seen || CASE WHEN app.product_scope() IS NOT NULL THEN ' AND app.order_in_scope(c.order_id)' ELSE '' END;
END $$;

-- A page of claims, newest first, or oldest first where they wait for a decision.
CREATE OR REPLACE FUNCTION app.find_claims(state text, oldest_first boolean, most integer, after_at timestamptz DEFAULT NULL, after_id uuid DEFAULT NULL) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp ROWS 51 AS $$
DECLARE direction CONSTANT text := CASE WHEN oldest_first THEN 'ASC' ELSE 'DESC' END;
BEGIN
  RETURN QUERY EXECUTE format('SELECT c.id FROM claim c WHERE %1$s%2$s%3$s ORDER BY c.created_at %4$s, c.id %4$s LIMIT %5$s', app.claim_sight(),
    CASE WHEN state IS NOT NULL THEN format(' AND c.status = %L', state) ELSE '' END,
    CASE WHEN after_id IS NOT NULL THEN format(' AND (c.created_at, c.id) %s (%L::timestamptz, %L::uuid)', CASE WHEN oldest_first THEN '>' ELSE '<' END, after_at, after_id) ELSE '' END, direction, most);
END $$;

-- How many of the acting company's claims stand in each state, each counted up to `most`.
CREATE OR REPLACE FUNCTION app.count_claims(states text[], most integer) RETURNS TABLE (status text, n integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN QUERY EXECUTE format('SELECT s, (SELECT count(*)::integer FROM (SELECT 1 FROM claim c WHERE c.status = s AND %s LIMIT %s) AS seen) FROM unnest(%L::text[]) AS s', app.claim_sight(), most, states);
END $$;
