-- What generated columns and policies of the sales rooms need before their tables change.
-- Text folded for comparison: compatibility forms (full width) unified, case and invisible characters gone, blanks joined.
CREATE FUNCTION app.fold(given text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT btrim(regexp_replace(lower(regexp_replace(normalize(given, NFKC), '[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0]', '', 'g')), '\s+', ' ', 'g'))
$$;
--> statement-breakpoint
-- A company's name without its legal form, so that 「灯塔科技有限公司」 and 「灯塔科技」 are one.
CREATE FUNCTION app.fold_company(given text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT coalesce(nullif(regexp_replace(regexp_replace(app.fold(given), '(股份有限公司|有限责任公司|有限公司|集团|公司|,? *(co\.?,? *ltd\.?|ltd\.?|inc\.?|llc|limited|corporation|corp\.?|group))$', ''), '[\s()（）,.·、-]', '', 'g'), ''), app.fold(given))
$$;
--> statement-breakpoint
-- The acting person and the colleagues they stand in for today.
CREATE FUNCTION app.acting_persons() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE acting uuid := nullif(current_setting('app.person_id', true), '')::uuid;
BEGIN
  IF acting IS NULL THEN RETURN '{}'; END IF;
  RETURN array_append((SELECT coalesce(array_agg(a.person_id), '{}') FROM absence a
    WHERE a.delegate_person_id = acting AND a.org_id = nullif(current_setting('app.org_id', true), '')::uuid AND app.now() >= a.starts_at AND app.now() < a.ends_at), acting);
END $$;
--> statement-breakpoint
-- The products the acting person is kept to; null = all.
CREATE FUNCTION app.product_scope() RETURNS uuid[] LANGUAGE sql STABLE AS $$
  SELECT nullif(current_setting('app.products', true), '')::uuid[]
$$;
--> statement-breakpoint
CREATE FUNCTION app.demand_in_scope(demand uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM demand_line l WHERE l.demand_id = demand AND l.product_id = ANY (app.product_scope()));
END $$;
--> statement-breakpoint
CREATE FUNCTION app.offer_in_scope(offer uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM offer_line l WHERE l.offer_id = offer AND l.product_id = ANY (app.product_scope()));
END $$;
--> statement-breakpoint
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA app TO countinghouse_web, countinghouse_worker;
