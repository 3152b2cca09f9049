-- Mail of the identity's own: a reset happens in nobody's context, an invitation in a company's.
CREATE OR REPLACE FUNCTION app.mail_keep(what text, address text, title text, content text) RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE made uuid;
BEGIN
  IF what NOT IN ('org.invitation', 'org.reset') THEN RAISE EXCEPTION 'no such mail: %', what USING ERRCODE = 'insufficient_privilege'; END IF;
  INSERT INTO outbound_message (channel, recipient, subject, body, org_id, kind, state)
  VALUES ('mail', address, title, content, nullif(current_setting('app.org_id', true), '')::uuid, what, 'kept') RETURNING id INTO made;
  RETURN made;
END $$;

-- The invitations of the current company that still wait.
CREATE OR REPLACE FUNCTION app.invitations_open()
RETURNS TABLE (invitation_id uuid, email text, roles text[], expires_at timestamptz, created_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT t.id, t.email, t.roles, t.expires_at, t.created_at FROM mail_token t
  WHERE t.purpose = 'invitation' AND t.used_at IS NULL AND t.expires_at > now()
    AND t.org_id = nullif(current_setting('app.org_id', true), '')::uuid
  ORDER BY t.created_at DESC
$$;

-- Takes an invitation of the current company back, by its id or by whom it went to; answers the addresses.
CREATE OR REPLACE FUNCTION app.invitation_withdraw(invitation uuid, address text) RETURNS SETOF text
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE mail_token t SET used_at = now()
  WHERE t.purpose = 'invitation' AND t.used_at IS NULL
    AND t.org_id = nullif(current_setting('app.org_id', true), '')::uuid
    AND (t.id = invitation OR lower(t.email) = lower(address))
  RETURNING t.email
$$;

-- The company and roles an unused invitation leads to, for the record of its being taken.
CREATE OR REPLACE FUNCTION app.invitation_seat(token_digest text) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT jsonb_build_object('id', o.id, 'kind', o.kind, 'slug', o.slug, 'nameZh', o.name_zh, 'nameEn', o.name_en, 'roles', t.roles, 'email', t.email)
  FROM mail_token t JOIN org o ON o.id = t.org_id
  WHERE t.token_hash = token_digest AND t.purpose = 'invitation' AND t.used_at IS NULL AND t.expires_at > now()
$$;
