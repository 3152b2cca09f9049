DROP INDEX "offer_name_trgm_idx";--> statement-breakpoint
DROP INDEX "authority_partner_idx";--> statement-breakpoint
DROP INDEX "association_org_idx";--> statement-breakpoint
DROP INDEX "registration_org_idx";--> statement-breakpoint
DROP INDEX "offer_org_idx";--> statement-breakpoint
DROP INDEX "offer_seller_idx";--> statement-breakpoint
DROP INDEX "offer_partner_idx";--> statement-breakpoint
DROP INDEX "offer_line_product_idx";--> statement-breakpoint
DROP INDEX "claim_partner_idx";--> statement-breakpoint
DROP INDEX "claim_seller_idx";--> statement-breakpoint
DROP INDEX "claim_status_idx";--> statement-breakpoint
DROP INDEX "order_line_expires_idx";--> statement-breakpoint
ALTER TABLE "order" ADD COLUMN "seller_person_id" uuid;--> statement-breakpoint
ALTER TABLE "order" ADD COLUMN "partner_person_id" uuid;--> statement-breakpoint
CREATE INDEX "authority_from_idx" ON "authority" USING btree ("valid_from","id");--> statement-breakpoint
CREATE INDEX "product_catalogue_idx" ON "product" USING btree ("created_at","id") WHERE status = 'on_sale' and product_class in ('co_sell', 'platform');--> statement-breakpoint
CREATE INDEX "association_started_idx" ON "association" USING btree ("started_at","id");--> statement-breakpoint
CREATE INDEX "association_current_idx" ON "association" USING btree ("started_at","id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "association_ended_idx" ON "association" USING btree ("started_at","id") WHERE ended_at is not null;--> statement-breakpoint
CREATE INDEX "association_org_current_idx" ON "association" USING btree ("org_id","started_at","id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "association_org_ended_idx" ON "association" USING btree ("org_id","started_at","id") WHERE ended_at is not null;--> statement-breakpoint
CREATE INDEX "registration_created_idx" ON "registration" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "registration_status_idx" ON "registration" USING btree ("status","created_at","id");--> statement-breakpoint
CREATE INDEX "registration_org_status_idx" ON "registration" USING btree ("org_id","status","created_at","id");--> statement-breakpoint
CREATE INDEX "registration_person_idx" ON "registration" USING btree ("org_id","created_by","created_at","id");--> statement-breakpoint
CREATE INDEX "registration_person_status_idx" ON "registration" USING btree ("org_id","created_by","status","created_at","id");--> statement-breakpoint
CREATE INDEX "import_batch_kept_idx" ON "import_batch" USING btree (coalesce(imported_at, created_at)) WHERE sample <> '[]'::jsonb;--> statement-breakpoint
CREATE INDEX "offer_newest_idx" ON "offer" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "offer_status_newest_idx" ON "offer" USING btree ("status","created_at","id");--> statement-breakpoint
CREATE INDEX "offer_seller_status_idx" ON "offer" USING btree ("seller_org_id","status","created_at","id");--> statement-breakpoint
CREATE INDEX "offer_partner_status_idx" ON "offer" USING btree ("partner_org_id","status","created_at","id");--> statement-breakpoint
CREATE INDEX "offer_created_by_idx" ON "offer" USING btree ("created_by","created_at","id") WHERE created_by is not null;--> statement-breakpoint
CREATE INDEX "offer_ending_idx" ON "offer" USING btree ("ends_at","id") WHERE status in ('scheduled', 'effective');--> statement-breakpoint
CREATE INDEX "offer_desk_idx" ON "offer" USING btree ((coalesce(due_at, created_at)),"id") WHERE status = 'review';--> statement-breakpoint
CREATE INDEX "claim_created_idx" ON "claim" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "claim_partner_status_idx" ON "claim" USING btree ("partner_org_id","status","created_at","id");--> statement-breakpoint
CREATE INDEX "claim_seller_status_idx" ON "claim" USING btree ("seller_org_id","status","created_at","id");--> statement-breakpoint
CREATE INDEX "order_seller_person_idx" ON "order" USING btree ("seller_person_id","placed_at","id") WHERE seller_person_id is not null;--> statement-breakpoint
CREATE INDEX "order_partner_person_idx" ON "order" USING btree ("partner_person_id","placed_at","id") WHERE partner_person_id is not null;--> statement-breakpoint
CREATE INDEX "order_original_idx" ON "order" USING btree ("original_order_id") WHERE original_order_id is not null;--> statement-breakpoint
CREATE INDEX "order_line_seller_expires_idx" ON "order_line" USING btree ("seller_org_id","expires_at","id","amount_fen") WHERE expires_at is not null and paid_at is not null and cancelled_at is null and order_type in ('new', 'renew', 'change');--> statement-breakpoint
CREATE INDEX "order_line_partner_expires_idx" ON "order_line" USING btree ("partner_org_id","expires_at","id","amount_fen") WHERE expires_at is not null and paid_at is not null and cancelled_at is null and order_type in ('new', 'renew', 'change');--> statement-breakpoint
CREATE INDEX "authority_partner_idx" ON "authority" USING btree ("partner_org_id","valid_from","id");--> statement-breakpoint
CREATE INDEX "association_org_idx" ON "association" USING btree ("org_id","started_at","id");--> statement-breakpoint
CREATE INDEX "registration_org_idx" ON "registration" USING btree ("org_id","created_at","id");--> statement-breakpoint
CREATE INDEX "offer_org_idx" ON "offer" USING btree ("org_id","created_at","id");--> statement-breakpoint
CREATE INDEX "offer_seller_idx" ON "offer" USING btree ("seller_org_id","created_at","id");--> statement-breakpoint
CREATE INDEX "offer_partner_idx" ON "offer" USING btree ("partner_org_id","created_at","id");--> statement-breakpoint
CREATE INDEX "offer_line_product_idx" ON "offer_line" USING btree ("product_id","offer_id");--> statement-breakpoint
CREATE INDEX "claim_partner_idx" ON "claim" USING btree ("partner_org_id","created_at","id");--> statement-breakpoint
CREATE INDEX "claim_seller_idx" ON "claim" USING btree ("seller_org_id","created_at","id");--> statement-breakpoint
CREATE INDEX "claim_status_idx" ON "claim" USING btree ("status","created_at","id");--> statement-breakpoint
CREATE INDEX "order_line_expires_idx" ON "order_line" USING btree ("expires_at","id","amount_fen") WHERE expires_at is not null and paid_at is not null and cancelled_at is null and order_type in ('new', 'renew', 'change');--> statement-breakpoint
CREATE POLICY "sight" ON "demand_event" AS RESTRICTIVE FOR ALL TO "countinghouse_web" USING (act <> 'own_comment' or actor_org_id = (select nullif(current_setting('app.org_id', true), '')::uuid) or (select nullif(current_setting('app.org_id', true), '')::uuid) is null);--> statement-breakpoint
CREATE POLICY "sight" ON "demand_file" AS RESTRICTIVE FOR ALL TO "countinghouse_web" USING (exists (select 1 from demand_event e where e.id = event_id));--> statement-breakpoint
CREATE POLICY "sight" ON "attribution" AS RESTRICTIVE FOR ALL TO "countinghouse_web" USING (((select current_setting('app.sight', true) = 'own') is not true and (select app.product_scope()) is null) or exists (select 1 from "order" o where o.id = order_id));--> statement-breakpoint
CREATE POLICY "sight" ON "claim" AS RESTRICTIVE FOR ALL TO "countinghouse_web" USING (((select current_setting('app.sight', true) = 'own') is not true or "claim"."created_by" = any((select app.acting_persons())::uuid[]) or exists (select 1 from "order" o where o.id = order_id)) and ((select app.product_scope()) is null or app.order_in_scope(order_id)));--> statement-breakpoint
CREATE POLICY "sight" ON "order" AS RESTRICTIVE FOR ALL TO "countinghouse_web" USING (((select current_setting('app.sight', true) = 'own') is not true or ("order"."seller_org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid) and "order"."seller_person_id" = any((select app.acting_persons())::uuid[])) or ("order"."partner_org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid) and "order"."partner_person_id" = any((select app.acting_persons())::uuid[]))) and ((select app.product_scope()) is null or app.order_in_scope("order"."id")));--> statement-breakpoint
CREATE POLICY "sight" ON "order_event" AS RESTRICTIVE FOR ALL TO "countinghouse_web" USING (((select current_setting('app.sight', true) = 'own') is not true and (select app.product_scope()) is null) or exists (select 1 from "order" o where o.id = order_id));--> statement-breakpoint
CREATE POLICY "sight" ON "order_line" AS RESTRICTIVE FOR ALL TO "countinghouse_web" USING (((select current_setting('app.sight', true) = 'own') is not true and (select app.product_scope()) is null) or exists (select 1 from "order" o where o.id = order_id));--> statement-breakpoint
CREATE POLICY "sight" ON "interface_message" AS RESTRICTIVE FOR ALL TO "countinghouse_web" USING (((select current_setting('app.sight', true) = 'own') is not true and (select app.product_scope()) is null) or exists (select 1 from "order" o where o.id = order_id));--> statement-breakpoint
ALTER POLICY "shown" ON "file" TO countinghouse_web,countinghouse_worker USING (exists (select 1 from file_share s where s.file_id = "file"."id" and s.org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)) or app.reads_paper("file"."id"));--> statement-breakpoint
ALTER POLICY "sight" ON "notification" TO countinghouse_web USING (((select current_setting('app.sight', true) = 'own') is not true and (select app.product_scope()) is null) or "notification"."noun" not in ('demand', 'offer', 'order', 'claim', 'registration') or "notification"."person_id" = any((select app.acting_persons())::uuid[]) or exists (select 1 from demand d where d.id = "notification"."noun_id") or exists (select 1 from offer o where o.id = "notification"."noun_id") or exists (select 1 from "order" o where o.id = "notification"."noun_id") or exists (select 1 from claim c where c.id = "notification"."noun_id") or exists (select 1 from registration r where r.id = "notification"."noun_id"));--> statement-breakpoint
ALTER POLICY "party" ON "demand_event" TO countinghouse_web,countinghouse_worker USING (exists (select 1 from demand d where d.id = demand_id and (d.submitter_org_id = (select nullif(current_setting('app.org_id', true), '')::uuid) or (d.seller_org_id = (select nullif(current_setting('app.org_id', true), '')::uuid) and not hidden_from_seller and (act <> 'comment' or actor_org_id = (select nullif(current_setting('app.org_id', true), '')::uuid) or exists (select 1 from demand_customer c where c.demand_id = d.id and c.released_to_org_id = (select nullif(current_setting('app.org_id', true), '')::uuid))))))) WITH CHECK (exists (select 1 from demand d where d.id = demand_id and (d.submitter_org_id = (select nullif(current_setting('app.org_id', true), '')::uuid) or (d.seller_org_id = (select nullif(current_setting('app.org_id', true), '')::uuid) and not hidden_from_seller and (act <> 'comment' or actor_org_id = (select nullif(current_setting('app.org_id', true), '')::uuid) or exists (select 1 from demand_customer c where c.demand_id = d.id and c.released_to_org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)))))));