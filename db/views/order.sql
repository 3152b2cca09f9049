-- An instant as JSON writes it: ISO 8601, UTC, milliseconds.
CREATE OR REPLACE FUNCTION app.iso(at timestamptz) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;
-- Orders whose number contains a text, newest first, of the asking company alone. LIKE is not leakproof, so row-level
-- security would keep it from the trigram index; the tenant check stands here instead.
CREATE OR REPLACE FUNCTION app.search_orders(part text, most integer DEFAULT 1000) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  company uuid := nullif(current_setting('app.org_id', true), '')::uuid;
  sees_all boolean := coalesce(current_setting('app.platform', true) = 'on', false);
  pattern text := '%' || replace(replace(replace(part, '\', '\\'), '%', '\%'), '_', '\_') || '%';
BEGIN
  IF company IS NULL AND NOT sees_all THEN RETURN; END IF;
  RETURN QUERY SELECT o.id FROM "order" o
    WHERE o.number ILIKE pattern AND (sees_all OR o.seller_org_id = company OR o.partner_org_id = company)
    ORDER BY o.placed_at DESC, o.id DESC LIMIT most;
END $$;
