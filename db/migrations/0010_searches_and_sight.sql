-- Lists draw their rows by app.demand_page now.
DROP VIEW IF EXISTS demand_row;
--> statement-breakpoint
-- Searches of offers by number, name and buyer, beside the companies in one index.
CREATE INDEX IF NOT EXISTS offer_searched_idx ON offer USING gin (seller_org_id, partner_org_id, app.fold(number || ' ' || name) gin_trgm_ops, app.grams(app.fold(number || ' ' || name)));
--> statement-breakpoint
CREATE INDEX IF NOT EXISTS offer_buyer_idx ON offer USING gin (seller_org_id, partner_org_id, app.fold(buyer_account || ' ' || buyer_name) gin_trgm_ops, app.grams(app.fold(buyer_account || ' ' || buyer_name)));
--> statement-breakpoint
-- It knew words alone; nothing calls it any more.
DROP FUNCTION IF EXISTS app.find_offer(text, integer);
--> statement-breakpoint
-- Searches of registrations and associations, beside the company in one index.
CREATE INDEX IF NOT EXISTS registration_said_idx ON registration USING gin (org_id, lower(customer_name || ' ' || coalesce(customer_account, '') || ' ' || number) gin_trgm_ops, app.grams(lower(customer_name || ' ' || coalesce(customer_account, '') || ' ' || number)));
--> statement-breakpoint
CREATE INDEX IF NOT EXISTS association_said_idx ON association USING gin (org_id, lower(customer_name || ' ' || customer_account) gin_trgm_ops, app.grams(lower(customer_name || ' ' || customer_account)));
--> statement-breakpoint
-- Whose deals the orders already there are. From the offer they used, its demand first, else its maker;
-- then what was granted by a claim; renewals and refunds follow the order they go back to, the oldest first.
UPDATE "order" o SET
  seller_person_id = coalesce(CASE WHEN d.seller_org_id = o.seller_org_id THEN d.seller_person_id END, CASE WHEN f.org_id = o.seller_org_id THEN f.created_by END),
  partner_person_id = coalesce(CASE WHEN d.submitter_org_id = o.partner_org_id THEN d.submitter_person_id END, CASE WHEN f.org_id = o.partner_org_id THEN f.created_by END)
FROM offer f LEFT JOIN demand d ON d.id = f.demand_id
WHERE f.id = o.offer_id AND o.seller_person_id IS NULL AND o.partner_person_id IS NULL;
--> statement-breakpoint
UPDATE "order" o SET partner_person_id = c.created_by
FROM claim c WHERE c.order_id = o.id AND c.status = 'granted' AND c.partner_org_id = o.partner_org_id AND o.partner_person_id IS NULL;
--> statement-breakpoint
DO $$
DECLARE changed integer;
BEGIN
  LOOP
    UPDATE "order" o SET
      seller_person_id = coalesce(o.seller_person_id, b.seller_person_id),
      partner_person_id = coalesce(o.partner_person_id, CASE WHEN b.partner_org_id = o.partner_org_id THEN b.partner_person_id END)
    FROM "order" b
    WHERE b.id = o.original_order_id AND b.seller_org_id = o.seller_org_id
      AND ((o.seller_person_id IS NULL AND b.seller_person_id IS NOT NULL) OR (o.partner_person_id IS NULL AND b.partner_person_id IS NOT NULL AND b.partner_org_id = o.partner_org_id));
    GET DIAGNOSTICS changed = ROW_COUNT;
    EXIT WHEN changed = 0;
  END LOOP;
END $$;
--> statement-breakpoint
UPDATE "order" o SET partner_person_id = r.created_by
FROM association a JOIN registration r ON r.id = a.registration_id
WHERE a.customer_account = o.customer_account AND a.org_id = o.partner_org_id AND a.started_at <= o.placed_at AND (a.ended_at IS NULL OR a.ended_at > o.placed_at)
  AND o.partner_person_id IS NULL AND r.created_by IS NOT NULL;
