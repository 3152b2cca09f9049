-- Who a renewal of each of these lines would credit, and by which rule; lines the asking company takes no part in are left
-- out. A partner learns whether it is credited itself, never which other partner is.
CREATE OR REPLACE FUNCTION app.renewal_credits(lines uuid[]) RETURNS TABLE (line uuid, rule text, reason text, org_id uuid, share_bp integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp ROWS 51 AS $$
DECLARE
  company uuid := nullif(current_setting('app.org_id', true), '')::uuid;
  sees_all boolean := coalesce(current_setting('app.platform', true) = 'on', false);
BEGIN
  RETURN QUERY
  SELECT w.id, CASE WHEN w.hidden THEN 'other' ELSE w.rule END, CASE WHEN w.hidden THEN 'associated_elsewhere' ELSE w.reason END, CASE WHEN NOT w.hidden THEN w.org_id END, CASE WHEN NOT w.hidden THEN w.share_bp END
  FROM (
    SELECT l.id, v.rule, CASE v.rule WHEN 'inherits' THEN 'agreement_lives' WHEN 'association' THEN 'associated' ELSE CASE
        WHEN s.org_id IS NOT NULL THEN 'no_share_rule' WHEN c.partner_org_id IS NULL THEN 'direct' WHEN c.agreement_id IS NULL THEN 'no_agreement' ELSE 'agreement_ends' END END AS reason,
      CASE v.rule WHEN 'inherits' THEN c.partner_org_id WHEN 'association' THEN s.org_id END AS org_id, CASE v.rule WHEN 'inherits' THEN c.share_bp WHEN 'association' THEN r.bp END AS share_bp,
      NOT sees_all AND company <> l.seller_org_id AND v.rule <> 'nobody' AND company <> CASE v.rule WHEN 'inherits' THEN c.partner_org_id ELSE s.org_id END AS hidden
    FROM order_line l JOIN "order" o ON o.id = l.order_id JOIN product p ON p.id = l.product_id
    LEFT JOIN LATERAL (
      SELECT a.partner_org_id, a.share_bp, a.agreement_id, g.valid_to FROM attribution a LEFT JOIN agreement g ON g.id = a.agreement_id WHERE a.order_line_id = l.id ORDER BY a.created_at LIMIT 1
    ) c ON true
    LEFT JOIN association s ON s.customer_account = o.customer_account AND s.ended_at IS NULL
    LEFT JOIN LATERAL (
      SELECT (x.value ->> 'bp')::integer AS bp FROM rule_version x
      WHERE x.kind = 'share' AND x.scope IN (p.code, l.product_class) AND x.valid_from <= app.now() AND (x.valid_to IS NULL OR x.valid_to > app.now())
      ORDER BY x.scope <> p.code, x.valid_from DESC LIMIT 1
    ) r ON true
    CROSS JOIN LATERAL (SELECT CASE WHEN c.agreement_id IS NOT NULL AND (c.valid_to IS NULL OR c.valid_to > l.expires_at) THEN 'inherits' WHEN s.org_id IS NOT NULL AND r.bp IS NOT NULL THEN 'association' ELSE 'nobody' END AS rule) v
    WHERE l.id = ANY (lines) AND (sees_all OR company = l.seller_org_id OR company = l.partner_org_id) AND (NOT app.sight_is_narrow() OR app.sees_order(o.id))
  ) w;
END $$;
CREATE OR REPLACE FUNCTION app.renewal_credit(line uuid) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('rule', c.rule, 'reason', c.reason, 'orgId', c.org_id, 'shareBp', c.share_bp) FROM app.renewal_credits(ARRAY[line]) c
$$;

-- What makes a line one to renew, as a condition on `l`: paid, its time runs out, and neither refunded in full nor renewed nor
-- changed into another. Whoever a renewal credits, also the partner who is not sees that it is no longer open.
CREATE OR REPLACE FUNCTION app.renewal_condition() RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT 'l.expires_at IS NOT NULL AND l.paid_at IS NOT NULL AND l.cancelled_at IS NULL AND l.order_type IN (''new'', ''renew'', ''change'')
    AND (SELECT coalesce(bool_and(n.order_type NOT IN (''renew'', ''change'') OR n.cancelled_at IS NOT NULL), true) AND l.amount_fen + coalesce(sum(n.amount_fen) FILTER (WHERE n.order_type = ''refund''), 0) > 0
      FROM order_line n WHERE n.original_line_id = l.id)'
$$;
CREATE OR REPLACE FUNCTION app.is_renewable(line uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE answer boolean;
BEGIN
  EXECUTE format('SELECT %s FROM order_line l WHERE l.id = %L', app.renewal_condition(), line) INTO answer;
  RETURN coalesce(answer, false);
END $$;

-- Lines the acting person may see run out in so many days, as a condition on `l`.
CREATE OR REPLACE FUNCTION app.renewal_scope(days integer) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  company uuid := nullif(current_setting('app.org_id', true), '')::uuid;
  seen text := CASE WHEN current_setting('app.platform', true) = 'on' THEN 'true' ELSE CASE (SELECT kind FROM org WHERE id = company)
    WHEN 'seller' THEN format('l.seller_org_id = %L::uuid', company) WHEN 'partner' THEN format('l.partner_org_id = %L::uuid', company) ELSE 'false' END END;
BEGIN
  IF app.sight_is_narrow() THEN
    seen := seen || format(' AND EXISTS (SELECT 1 FROM "order" o WHERE o.id = l.order_id AND %s)', app.order_sight());
  END IF;
  RETURN format('%s AND l.expires_at > %L::timestamptz AND l.expires_at <= %L::timestamptz AND %s', seen, app.now(), app.now() + make_interval(days => days), app.renewal_condition());
END $$;

-- A page of the radar: lines the acting person may see run out, the soonest first.
CREATE OR REPLACE FUNCTION app.find_renewals(days integer, most integer, after_at timestamptz DEFAULT NULL, after_id uuid DEFAULT NULL) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp ROWS 51 AS $$
BEGIN
  RETURN QUERY EXECUTE format('SELECT l.id FROM order_line l WHERE %s%s ORDER BY l.expires_at, l.id LIMIT %s', app.renewal_scope(days),
    CASE WHEN after_id IS NOT NULL THEN format(' AND (l.expires_at, l.id) > (%L::timestamptz, %L::uuid)', after_at, after_id) ELSE '' END, most);
END $$;

-- How many lines run out within each span and what they come to, reckoned over the soonest `most` of the longest span;
-- `more` where a span reaches beyond them.
CREATE OR REPLACE FUNCTION app.count_renewals(spans integer[], most integer) RETURNS TABLE (days integer, n integer, fen numeric, more boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE longest CONSTANT integer := (SELECT max(span) FROM unnest(spans) AS span);
BEGIN
  RETURN QUERY EXECUTE format('WITH soon AS MATERIALIZED (SELECT l.expires_at, l.amount_fen FROM order_line l WHERE %s ORDER BY l.expires_at, l.id LIMIT %s),
    kept AS (SELECT count(*) AS n, max(expires_at) AS last FROM soon)
    SELECT d, count(s.expires_at)::integer, coalesce(sum(s.amount_fen), 0), coalesce((SELECT k.n >= %2$s AND k.last <= %3$L::timestamptz + make_interval(days => d) FROM kept k), false)
    FROM unnest(%4$L::integer[]) AS d LEFT JOIN soon s ON s.expires_at <= %3$L::timestamptz + make_interval(days => d) GROUP BY d ORDER BY d',
    app.renewal_scope(longest), most, app.now(), spans);
END $$;

-- Order lines whose time runs out and that are still to renew. `credit` is reckoned only where it is asked for.
CREATE OR REPLACE VIEW renewal WITH (security_invoker = true) AS
SELECT l.id, l.number AS line_number, o.id AS order_id, o.number AS order_number, l.seller_org_id, l.partner_org_id,
  l.product_id, l.product_spec_id, o.customer_name, o.customer_account, l.currency, l.amount_fen, l.quantity, l.period_type, l.period_number, l.expires_at,
  app.renewal_credit(l.id) AS credit
FROM order_line l JOIN "order" o ON o.id = l.order_id
WHERE l.expires_at IS NOT NULL AND app.is_renewable(l.id);
