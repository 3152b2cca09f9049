-- Who hears of a notice by mail or SMS: the company's people (with one of the roles, or all) and its certified contact.
-- Only for our own jobs; nobody's address is read in a company's sight.
CREATE OR REPLACE FUNCTION app.notice_recipients(company uuid, wanted text[], only_person uuid DEFAULT NULL) RETURNS TABLE (email text, phone text, locale text, contact boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.email, p.phone, p.locale, false
  FROM membership m JOIN person p ON p.id = m.person_id
  WHERE m.org_id = company AND m.ended_at IS NULL AND (wanted IS NULL OR m.roles && wanted) AND (only_person IS NULL OR m.person_id = only_person) AND current_setting('app.platform', true) = 'on'
  UNION ALL
  SELECT c.contact_email, c.contact_phone, 'zh-CN', true
  FROM org_certification c
  WHERE only_person IS NULL AND c.org_id = company AND c.valid_to IS NULL AND current_setting('app.platform', true) = 'on'
$$;

-- Whether what an entry asks for can still be done, by the state of its noun; true where the state does not tell.
CREATE OR REPLACE FUNCTION app.still_asked(about text, about_id uuid, action text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT coalesce(CASE about
    WHEN 'demand' THEN (SELECT CASE action
        WHEN 'assign' THEN d.status = ANY ('{submitted,rejected,lapsed,stale}')
        WHEN 'accept' THEN d.status = 'pending'
        WHEN 'progress' THEN d.status = ANY ('{converting,stale}')
        WHEN 'submit' THEN d.status = 'returned'
        WHEN 'answer' THEN d.paused_at IS NOT NULL
        WHEN 'confirm_close' THEN d.close_request_due_at IS NOT NULL END FROM demand d WHERE d.id = about_id)
    WHEN 'offer' THEN (SELECT CASE action
        WHEN 'decide' THEN o.status = 'review'
        WHEN 'acceptCounter|amend|withdraw' THEN o.status = 'countered'
        WHEN 'answer' THEN o.status = 'effective' END FROM offer o WHERE o.id = about_id)
    WHEN 'application' THEN (SELECT CASE action
        WHEN 'approve|reject' THEN a.status = ANY ('{pending,in_review}')
        WHEN 'submit' THEN a.status = 'rejected' END FROM application a WHERE a.id = about_id)
    WHEN 'claim' THEN (SELECT c.status = 'submitted' FROM claim c WHERE c.id = about_id)
    WHEN 'invoice' THEN (SELECT i.status = 'submitted' FROM invoice i WHERE i.id = about_id)
    WHEN 'requisition' THEN (SELECT r.status = 'to_invoice' FROM requisition r WHERE r.id = about_id) END, true)
$$;

-- When a company acts on a noun, what its inbox asked for on that noun is taken as done; an act that ends the matter
-- (the clock's lapse, the other side's withdrawal), or after which what was asked is no longer possible, ends what was
-- asked of everybody, whoever acted. A comment settles nothing.
CREATE OR REPLACE FUNCTION app.clear_asking() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  ends CONSTANT text[] := '{lapse,cancel,withdraw,expire,revoke,decline,supersede,mark_duplicate,win,close_lost,close_won}';
  acting CONSTANT uuid := CASE WHEN NEW.actor_kind = 'person' AND NEW.chain LIKE 'org:%' THEN substr(NEW.chain, 5)::uuid END;
BEGIN
  IF NEW.noun_id IS NULL THEN RETURN NULL; END IF;
  UPDATE notification SET action_needed = NULL, read_at = coalesce(read_at, app.now())
  WHERE noun = NEW.noun AND noun_id = NEW.noun_id AND action_needed IS NOT NULL
    AND ((org_id = acting AND split_part(NEW.act, '.', 2) <> 'comment') OR split_part(NEW.act, '.', 2) = ANY(ends)
      OR NOT app.still_asked(NEW.noun, NEW.noun_id, action_needed));
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER audit_entry_clears_asking AFTER INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION app.clear_asking();

-- Entries from before their state was looked at, or delivered late, ask no longer for what is done.
UPDATE notification SET action_needed = NULL, read_at = coalesce(read_at, app.now()) WHERE action_needed IS NOT NULL AND NOT app.still_asked(noun, noun_id, action_needed);
