-- Named doors through row-level security, for those who are not yet anybody: sign-in, machines, buyers with a link.
CREATE FUNCTION app.sign_in_lookup(address text)
RETURNS TABLE (person_id uuid, name text, password_hash text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT id, name, password_hash FROM person WHERE lower(email) = lower(address)
$$;
--> statement-breakpoint
CREATE FUNCTION app.session_open(hash text, person uuid, agent text, address text, lifetime interval) RETURNS uuid
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO session (token_hash, person_id, user_agent, ip, expires_at)
  VALUES (hash, person, left(agent, 300), left(address, 60), now() + lifetime) RETURNING id
$$;
--> statement-breakpoint
-- The session behind a token, with the person and every seat; NULL when revoked, past its end or idle too long.
CREATE FUNCTION app.session_load(hash text, idle interval) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE known session; answer jsonb;
BEGIN
  SELECT * INTO known FROM session
  WHERE token_hash = hash AND revoked_at IS NULL AND expires_at > now() AND last_seen_at > now() - idle;
  IF known.id IS NULL THEN RETURN NULL; END IF;
  IF known.last_seen_at < now() - interval '1 minute' THEN
    UPDATE session SET last_seen_at = now() WHERE id = known.id;
  END IF;
  SELECT jsonb_build_object(
    'sessionId', known.id, 'personId', p.id, 'name', p.name, 'nameEn', p.name_en, 'email', p.email,
    'locale', p.locale, 'theme', p.theme, 'shortcutsOff', p.shortcuts_off,
    'memberships', coalesce((
      SELECT jsonb_agg(jsonb_build_object('orgId', o.id, 'kind', o.kind, 'slug', o.slug, 'nameZh', o.name_zh, 'nameEn', o.name_en, 'roles', m.roles) ORDER BY o.kind, o.slug)
      FROM membership m JOIN org o ON o.id = m.org_id WHERE m.person_id = p.id AND m.ended_at IS NULL), '[]'::jsonb))
  INTO answer FROM person p WHERE p.id = known.person_id;
  RETURN answer;
END $$;
--> statement-breakpoint
CREATE FUNCTION app.session_revoke(hash text) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE session SET revoked_at = now() WHERE token_hash = hash AND revoked_at IS NULL
$$;
--> statement-breakpoint
-- Sign out everywhere: every open session of the person who holds this token.
CREATE FUNCTION app.session_revoke_all(hash text) RETURNS integer
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH gone AS (
    UPDATE session SET revoked_at = now()
    WHERE person_id = (SELECT person_id FROM session WHERE token_hash = hash AND revoked_at IS NULL) AND revoked_at IS NULL
    RETURNING 1)
  SELECT count(*)::integer FROM gone
$$;
--> statement-breakpoint
-- A reset link for a known address; an unknown address gets none, and the caller cannot tell by the answer's shape.
CREATE FUNCTION app.reset_open(address text, hash text, lifetime interval) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM person WHERE lower(email) = lower(address)) THEN RETURN false; END IF;
  INSERT INTO mail_token (purpose, token_hash, email, expires_at) VALUES ('reset', hash, address, now() + lifetime);
  RETURN true;
END $$;
--> statement-breakpoint
CREATE FUNCTION app.token_look(hash text) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT jsonb_build_object('purpose', t.purpose, 'email', t.email, 'orgNameZh', o.name_zh, 'orgNameEn', o.name_en, 'roles', t.roles,
    'known', EXISTS (SELECT 1 FROM person p WHERE lower(p.email) = lower(t.email)))
  FROM mail_token t LEFT JOIN org o ON o.id = t.org_id
  WHERE t.token_hash = hash AND t.used_at IS NULL AND t.expires_at > now()
$$;
--> statement-breakpoint
-- Uses a reset or invitation token once: sets the password (and for a reset ends every session), takes the seat.
CREATE FUNCTION app.token_use(hash text, new_password_hash text, full_name text) RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE token mail_token; who uuid;
BEGIN
  UPDATE mail_token SET used_at = now() WHERE token_hash = hash AND used_at IS NULL AND expires_at > now() RETURNING * INTO token;
  IF NOT FOUND THEN RETURN NULL; END IF;
  SELECT id INTO who FROM person WHERE lower(email) = lower(token.email);
  IF token.purpose = 'reset' THEN
    UPDATE person SET password_hash = new_password_hash WHERE id = who;
    UPDATE session SET revoked_at = now() WHERE person_id = who AND revoked_at IS NULL;
    RETURN who;
  END IF;
  IF who IS NULL THEN
    INSERT INTO person (email, name, password_hash) VALUES (token.email, full_name, new_password_hash) RETURNING id INTO who;
  END IF;
  INSERT INTO membership (org_id, person_id, display_name, email, roles)
  SELECT token.org_id, who, name, email, token.roles FROM person WHERE id = who
  ON CONFLICT (org_id, person_id) DO UPDATE SET roles = excluded.roles, ended_at = NULL;
  RETURN who;
END $$;
--> statement-breakpoint
-- An invitation into the company of the current context; only its own company can be named.
CREATE FUNCTION app.invitation_open(address text, hash text, granted text[], lifetime interval) RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE company uuid := nullif(current_setting('app.org_id', true), '')::uuid; made uuid;
BEGIN
  IF company IS NULL THEN RAISE EXCEPTION 'an invitation needs a company' USING ERRCODE = 'insufficient_privilege'; END IF;
  INSERT INTO mail_token (purpose, token_hash, email, org_id, roles, expires_at)
  VALUES ('invitation', hash, address, company, granted, now() + lifetime) RETURNING id INTO made;
  RETURN made;
END $$;
--> statement-breakpoint
-- A person made by an operator or by the demo data; anybody else comes in by invitation.
CREATE FUNCTION app.person_add(address text, full_name text, full_name_en text, hash text) RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE made uuid;
BEGIN
  IF current_setting('app.platform', true) IS DISTINCT FROM 'on' THEN
    RAISE EXCEPTION 'only operators add people' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO person (email, name, name_en, password_hash) VALUES (address, full_name, full_name_en, hash) RETURNING id INTO made;
  RETURN made;
END $$;
--> statement-breakpoint
CREATE FUNCTION app.event_source_secrets(source text) RETURNS TABLE (source_id uuid, sealed text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT id, secrets FROM event_source WHERE name = source
$$;
--> statement-breakpoint
CREATE FUNCTION app.event_reject(why text, what text) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO rejected_event (reason, metadata) SELECT why, left(what, 4096)
  WHERE (SELECT count(*) FROM rejected_event WHERE received_at > now() - interval '1 hour') < 1000
$$;
--> statement-breakpoint
CREATE FUNCTION app.api_key_lookup(key text) RETURNS TABLE (org_id uuid, secret_sealed text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT org_id, secret_sealed FROM api_key WHERE access_key = key AND revoked_at IS NULL
$$;
--> statement-breakpoint
-- The company behind a buyer's link; the page then reads in that company's context, narrowed to this offer.
CREATE FUNCTION app.offer_by_token(hash text) RETURNS TABLE (offer_id uuid, org_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT id, org_id FROM offer WHERE token_hash = hash
$$;
--> statement-breakpoint
-- Appends acts to a chain; the head row is the lock that orders them.
CREATE FUNCTION app.audit_append(chain_name text, rows jsonb) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE head audit_head; item jsonb; link text;
BEGIN
  INSERT INTO audit_head (chain, position, hash) VALUES (chain_name, 0, '') ON CONFLICT (chain) DO NOTHING;
  SELECT * INTO head FROM audit_head WHERE chain = chain_name FOR UPDATE;
  FOR item IN SELECT value FROM jsonb_array_elements(rows) LOOP
    head.position := head.position + 1;
    link := encode(sha256(convert_to(head.hash || chr(10) || head.position::text || chr(10) || (item ->> 'payload'), 'UTF8')), 'hex');
    INSERT INTO audit_entry (chain, position, parties, noun, noun_id, act, actor_kind, actor_name, at, business_at, payload, previous_hash, hash)
    VALUES (chain_name, head.position,
      ARRAY(SELECT jsonb_array_elements_text(item -> 'parties')::uuid), item ->> 'noun', (item ->> 'nounId')::uuid, item ->> 'act',
      item ->> 'actorKind', item ->> 'actorName', (item ->> 'at')::timestamptz, (item ->> 'businessAt')::timestamptz,
      item ->> 'payload', head.hash, link);
    head.hash := link;
  END LOOP;
  UPDATE audit_head SET position = head.position, hash = head.hash WHERE chain = chain_name;
END $$;
--> statement-breakpoint
DO $$
DECLARE signature text;
BEGIN
  FOR signature IN SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'app'
  LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', signature);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO countinghouse_web, countinghouse_worker', signature);
  END LOOP;
END $$;
