-- Doors the walls ask at, each with the asker's own rights: whether a noun is one that the acting person reads. Functions, so
-- that a wall is planned once for a connection and not anew, with every wall behind it, in each statement that meets it.
CREATE OR REPLACE FUNCTION app.reads_demand(asked uuid) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = public, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM demand d WHERE d.id = asked);
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.reads_offer(asked uuid) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = public, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM offer o WHERE o.id = asked);
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.reads_order(asked uuid) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = public, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM "order" o WHERE o.id = asked);
END $$;
--> statement-breakpoint
-- An entry of a demand's timeline that the acting person reads.
CREATE OR REPLACE FUNCTION app.reads_entry(asked uuid) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = public, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM demand_event e WHERE e.id = asked);
END $$;
--> statement-breakpoint
-- Whether the acting company is a party to an entry of this demand: its submitter to all, its seller to what is not hidden
-- from sellers, and to comments of others only while it holds the customer.
CREATE OR REPLACE FUNCTION app.party_to_entry(of_demand uuid, hidden boolean, made text, maker uuid) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = public, pg_temp AS $$
DECLARE acting uuid := nullif(current_setting('app.org_id', true), '')::uuid;
BEGIN
  -- The wall for companies is asked first, of operators and jobs too: theirs lets them through whatever is said here.
  IF current_setting('app.platform', true) = 'on' THEN RETURN true; END IF;
  RETURN EXISTS (SELECT 1 FROM demand d WHERE d.id = of_demand AND (d.submitter_org_id = acting OR d.seller_org_id = acting AND NOT hidden
    AND (made <> 'comment' OR maker = acting OR EXISTS (SELECT 1 FROM demand_customer c WHERE c.demand_id = d.id AND c.released_to_org_id = acting))));
END $$;
--> statement-breakpoint
-- A demand on which the acting person, or whoever they stand in for, works.
CREATE OR REPLACE FUNCTION app.works_on_demand(asked uuid) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = public, pg_temp AS $$
DECLARE persons uuid[] := app.acting_persons();
BEGIN
  RETURN EXISTS (SELECT 1 FROM demand d WHERE d.id = asked AND (d.seller_person_id = ANY (persons) OR d.submitter_person_id = ANY (persons)));
END $$;
--> statement-breakpoint
-- Whether the acting person reads what the inbox tells of.
CREATE OR REPLACE FUNCTION app.reads_noun(noun text, asked uuid) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = public, pg_temp AS $$
BEGIN
  RETURN CASE noun
    WHEN 'demand' THEN app.reads_demand(asked)
    WHEN 'offer' THEN app.reads_offer(asked)
    WHEN 'order' THEN app.reads_order(asked)
    WHEN 'claim' THEN EXISTS (SELECT 1 FROM claim c WHERE c.id = asked)
    WHEN 'registration' THEN EXISTS (SELECT 1 FROM registration r WHERE r.id = asked)
    ELSE false END;
END $$;
--> statement-breakpoint
-- A company in which the acting person has a seat.
CREATE OR REPLACE FUNCTION app.sits_in(asked uuid) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = public, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM membership m WHERE m.org_id = asked AND m.person_id = nullif(current_setting('app.person_id', true), '')::uuid);
END $$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.sits_in(uuid), app.reads_demand(uuid), app.reads_offer(uuid), app.reads_order(uuid), app.reads_entry(uuid), app.party_to_entry(uuid, boolean, text, uuid), app.works_on_demand(uuid), app.reads_noun(text, uuid) TO countinghouse_web, countinghouse_worker;
--> statement-breakpoint
-- The pieces of a text that trigrams cannot find: the same ones as before, taken in one walk over the letters instead of two
-- patterns for each pair.
CREATE OR REPLACE FUNCTION app.grams(given text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
  letter text;
  before text := '';
  grams text[] := '{}';
BEGIN
  FOREACH letter IN ARRAY string_to_array(given, NULL) LOOP
    IF letter >= U&'\2E80' COLLATE "C" THEN
      grams := grams || letter;
      IF before >= U&'\2E80' COLLATE "C" THEN grams := grams || (before || letter); END IF;
    ELSIF letter BETWEEN 'a' AND 'z' COLLATE "C" AND before BETWEEN 'a' AND 'z' COLLATE "C" THEN
      grams := grams || (before || letter);
    END IF;
    before := letter;
  END LOOP;
  RETURN grams;
END $$;
--> statement-breakpoint
-- Known to the index below before the functions beside the views are made.
CREATE OR REPLACE FUNCTION app.numbers_in(folded text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT btrim(regexp_replace(folded, '[^0-9]+', '-', 'g'), '-')
$$;
