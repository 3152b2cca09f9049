-- Entries that do not follow from the one before, in the order they were written; then chains whose end was cut off.
-- Every hash is computed afresh, and the columns are held against the payload that was hashed.
CREATE OR REPLACE FUNCTION app.audit_faults() RETURNS TABLE (seq bigint, chain text, "position" bigint, why text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH walked AS (
    SELECT a.*, lag(a.hash, 1, '') OVER w AS hash_before, lag(a.position, 1, 0::bigint) OVER w AS position_before
    FROM audit_entry a WHERE current_setting('app.platform', true) = 'on'
    WINDOW w AS (PARTITION BY a.chain ORDER BY a.position)
  ), judged AS (
    SELECT w.seq, w.chain, w.position, CASE
      WHEN w.position <> w.position_before + 1 THEN 'gap'
      WHEN w.previous_hash <> w.hash_before THEN 'link'
      WHEN w.hash <> encode(sha256(convert_to(w.hash_before || chr(10) || w.position::text || chr(10) || w.payload, 'UTF8')), 'hex') THEN 'hash'
      WHEN (w.payload::jsonb ->> 'act', w.payload::jsonb ->> 'noun', w.payload::jsonb ->> 'actorKind', w.payload::jsonb ->> 'actorName')
        IS DISTINCT FROM (w.act, w.noun, w.actor_kind, w.actor_name) THEN 'columns'
      WHEN (w.payload::jsonb ->> 'nounId')::uuid IS DISTINCT FROM w.noun_id OR (w.payload::jsonb ->> 'at')::timestamptz <> w.at
        OR (w.payload::jsonb ->> 'businessAt')::timestamptz <> w.business_at THEN 'columns'
      WHEN to_jsonb(w.parties) <> (w.payload::jsonb -> 'parties') THEN 'columns'
    END AS why
    FROM walked w
  ), ends AS (
    SELECT NULL::bigint, h.chain, h.position, 'end'
    FROM audit_head h
    LEFT JOIN LATERAL (SELECT a.position, a.hash FROM audit_entry a WHERE a.chain = h.chain ORDER BY a.position DESC LIMIT 1) last ON true
    WHERE current_setting('app.platform', true) = 'on' AND h.position > 0 AND (h.position, h.hash) IS DISTINCT FROM (last.position, last.hash)
  )
  SELECT * FROM (
    SELECT j.seq, j.chain, j.position, j.why FROM judged j WHERE j.why IS NOT NULL
    UNION ALL SELECT * FROM ends
  ) faults (seq, chain, "position", why) ORDER BY seq NULLS LAST, chain
$$;
