DROP INDEX "demand_folded_trgm_idx";--> statement-breakpoint
DROP INDEX "demand_customer_folded_idx";--> statement-breakpoint
DROP INDEX "offer_created_by_idx";--> statement-breakpoint
ALTER TABLE "person" ALTER COLUMN "locale" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "person" ALTER COLUMN "locale" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "product" ADD COLUMN "overview_en" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "demand" ADD COLUMN "refused_by" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "demand" ADD COLUMN "lapsed_by" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "demand_customer" ADD COLUMN "account_by_seller" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "offer" ADD COLUMN "person_id" uuid;--> statement-breakpoint
ALTER TABLE "offer" ADD COLUMN "person_name" text;--> statement-breakpoint
CREATE INDEX "authority_customer_idx" ON "authority" USING btree ("customer_account" text_pattern_ops) WHERE customer_account is not null;--> statement-breakpoint
CREATE INDEX "demand_passed_on_idx" ON "demand" USING gin ("refused_by","lapsed_by") WHERE refused_by <> '{}' or lapsed_by <> '{}';--> statement-breakpoint
CREATE INDEX "demand_customer_kin_idx" ON "demand_customer" USING gin (app.numbers_in(folded_name),"folded_name" gin_trgm_ops) WITH (gin_pending_list_limit=64);--> statement-breakpoint
CREATE INDEX "offer_person_idx" ON "offer" USING btree ((coalesce(person_id, created_by)),"created_at","id");--> statement-breakpoint
ALTER POLICY "shown" ON "org" TO countinghouse_web,countinghouse_worker USING ((select nullif(current_setting('app.org_id', true), '')::uuid) is not null or app.sits_in("org"."id"));--> statement-breakpoint
ALTER POLICY "sight" ON "notification" TO countinghouse_web USING (((select current_setting('app.sight', true) = 'own') is not true and (select app.product_scope()) is null) or "notification"."noun" not in ('demand', 'offer', 'order', 'claim', 'registration') or "notification"."person_id" = any((select app.acting_persons())::uuid[]) or app.reads_noun("notification"."noun", "notification"."noun_id"));--> statement-breakpoint
ALTER POLICY "sight" ON "demand_customer" TO countinghouse_web USING (((select current_setting('app.sight', true) = 'own') is not true and (select app.product_scope()) is null) or app.reads_demand(demand_id));--> statement-breakpoint
ALTER POLICY "party" ON "demand_event" TO countinghouse_web,countinghouse_worker USING (app.party_to_entry(demand_id, hidden_from_seller, act, actor_org_id)) WITH CHECK (app.party_to_entry(demand_id, hidden_from_seller, act, actor_org_id));--> statement-breakpoint
ALTER POLICY "party" ON "demand_file" TO countinghouse_web,countinghouse_worker USING (app.reads_entry(event_id)) WITH CHECK (app.reads_entry(event_id));--> statement-breakpoint
ALTER POLICY "sight" ON "demand_file" TO countinghouse_web USING (app.reads_entry(event_id));--> statement-breakpoint
ALTER POLICY "sight" ON "offer" TO countinghouse_web USING (((select current_setting('app.sight', true) = 'own') is not true or coalesce("offer"."person_id", "offer"."created_by") = any((select app.acting_persons())::uuid[]) or app.works_on_demand(demand_id)) and ((select app.product_scope()) is null or app.offer_in_scope("offer"."id")));--> statement-breakpoint
ALTER POLICY "party" ON "offer_comment" TO countinghouse_web,countinghouse_worker USING (not internal and app.reads_offer(offer_id)) WITH CHECK (not internal and app.reads_offer(offer_id));--> statement-breakpoint
ALTER POLICY "party" ON "offer_line" TO countinghouse_web,countinghouse_worker USING (app.reads_offer(offer_id)) WITH CHECK (app.reads_offer(offer_id));--> statement-breakpoint
ALTER POLICY "sight" ON "attribution" TO countinghouse_web USING (((select current_setting('app.sight', true) = 'own') is not true and (select app.product_scope()) is null) or app.reads_order(order_id));--> statement-breakpoint
ALTER POLICY "sight" ON "claim" TO countinghouse_web USING (((select current_setting('app.sight', true) = 'own') is not true or "claim"."created_by" = any((select app.acting_persons())::uuid[]) or app.reads_order(order_id)) and ((select app.product_scope()) is null or app.order_in_scope(order_id)));--> statement-breakpoint
ALTER POLICY "sight" ON "order_event" TO countinghouse_web USING (((select current_setting('app.sight', true) = 'own') is not true and (select app.product_scope()) is null) or app.reads_order(order_id));--> statement-breakpoint
ALTER POLICY "sight" ON "order_line" TO countinghouse_web USING (((select current_setting('app.sight', true) = 'own') is not true and (select app.product_scope()) is null) or app.reads_order(order_id));--> statement-breakpoint
ALTER POLICY "sight" ON "interface_message" TO countinghouse_web USING (((select current_setting('app.sight', true) = 'own') is not true and (select app.product_scope()) is null) or app.reads_order(order_id));