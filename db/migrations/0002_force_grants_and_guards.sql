-- Row-level security binds the owner too; web and worker may touch rows, never tables.
DO $$
DECLARE name text;
BEGIN
  FOR name IN SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind = 'r'
  LOOP
    EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON public.%I TO countinghouse_web, countinghouse_worker', name);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO countinghouse_web, countinghouse_worker;
--> statement-breakpoint
-- Append-only tables: no role but the owner's migrations may change or drop a row.
REVOKE UPDATE, DELETE ON audit_entry, ledger_entry, ledger_posting, attribution, settlement_line FROM countinghouse_web, countinghouse_worker;
--> statement-breakpoint
REVOKE INSERT, DELETE ON clock FROM countinghouse_web, countinghouse_worker;
--> statement-breakpoint
CREATE FUNCTION app.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION app.refuse_change();
--> statement-breakpoint
CREATE TRIGGER ledger_entry_append_only BEFORE UPDATE OR DELETE ON ledger_entry FOR EACH ROW EXECUTE FUNCTION app.refuse_change();
--> statement-breakpoint
CREATE TRIGGER ledger_posting_append_only BEFORE UPDATE OR DELETE ON ledger_posting FOR EACH ROW EXECUTE FUNCTION app.refuse_change();
--> statement-breakpoint
-- An entry's postings sum to zero per currency, checked when the transaction ends.
CREATE FUNCTION app.check_entry_balance() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM ledger_posting WHERE entry_id = NEW.entry_id GROUP BY currency HAVING sum(amount_fen) <> 0) THEN
    RAISE EXCEPTION 'ledger entry % does not balance', NEW.entry_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER ledger_posting_balance AFTER INSERT ON ledger_posting
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.check_entry_balance();
--> statement-breakpoint
-- The business clock only moves forward.
CREATE FUNCTION app.forward_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.offset_seconds < OLD.offset_seconds THEN
    RAISE EXCEPTION 'the business clock only moves forward' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER clock_forward_only BEFORE UPDATE ON clock FOR EACH ROW EXECUTE FUNCTION app.forward_only();
--> statement-breakpoint
INSERT INTO clock (id, offset_seconds) VALUES (1, 0);
--> statement-breakpoint
-- Open pages hear of a new inbox entry at commit.
CREATE FUNCTION app.announce_notification() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('inbox', NEW.org_id::text);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER notification_announce AFTER INSERT ON notification FOR EACH ROW EXECUTE FUNCTION app.announce_notification();
--> statement-breakpoint
CREATE SEQUENCE app.number_seq;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE app.number_seq TO countinghouse_web, countinghouse_worker;
--> statement-breakpoint
-- A readable number: prefix, Beijing day, running figure. `app.next_number('D')` → D-20261121-00087.
CREATE FUNCTION app.next_number(prefix text) RETURNS text LANGUAGE sql VOLATILE AS $$
  SELECT prefix || '-' || to_char(app.now() AT TIME ZONE 'Asia/Shanghai', 'YYYYMMDD') || '-' || lpad(nextval('app.number_seq')::text, 5, '0')
$$;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO countinghouse_web, countinghouse_worker;
