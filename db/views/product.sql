-- Products whose name or code holds these words: a seller's own, listed ones for partners, all for operators; newest first.
CREATE OR REPLACE FUNCTION app.find_product(words text, most integer) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.id FROM product p
  WHERE (p.name ILIKE '%' || regexp_replace(words, '([\\%_])', '\\\1', 'g') || '%' OR p.code ILIKE '%' || regexp_replace(words, '([\\%_])', '\\\1', 'g') || '%')
    AND (current_setting('app.platform', true) = 'on'
      OR p.org_id = nullif(current_setting('app.org_id', true), '')::uuid
      OR (p.status <> 'unlisted' AND nullif(current_setting('app.org_id', true), '') IS NOT NULL))
  ORDER BY p.created_at DESC LIMIT most
$$;
