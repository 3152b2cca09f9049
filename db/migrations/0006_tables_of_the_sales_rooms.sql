CREATE TABLE "absence" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"org_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"delegate_person_id" uuid NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT app.now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "absence" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "org_program" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"org_id" uuid NOT NULL,
	"program" text NOT NULL,
	"joined_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT app.now() NOT NULL,
	CONSTRAINT "org_program_check" CHECK ("org_program"."program" in ('accelerator', 'co_selling'))
);
--> statement-breakpoint
ALTER TABLE "org_program" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "saved_view" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"org_id" uuid NOT NULL,
	"person_id" uuid,
	"room" text NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"created_by" uuid,
	"created_by_name" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT app.now() NOT NULL,
	CONSTRAINT "saved_view_key" UNIQUE NULLS NOT DISTINCT("org_id","person_id","room","name")
);
--> statement-breakpoint
ALTER TABLE "saved_view" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "file_share" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"file_id" uuid NOT NULL,
	"owner_org_id" uuid NOT NULL,
	"org_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT app.now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "file_share" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "authority" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"product_id" uuid,
	"partner_org_id" uuid,
	"customer_account" text,
	"rate_bp" integer NOT NULL,
	"floor_unit_price" numeric(20, 6),
	"max_share_bp" integer,
	"valid_from" timestamp with time zone NOT NULL,
	"valid_to" timestamp with time zone,
	"note" text DEFAULT '' NOT NULL,
	"created_by_name" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT app.now() NOT NULL,
	CONSTRAINT "authority_version_key" UNIQUE NULLS NOT DISTINCT("product_id","partner_org_id","customer_account","valid_from")
);
--> statement-breakpoint
ALTER TABLE "authority" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "product_material" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"org_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"file_id" uuid,
	"created_at" timestamp with time zone DEFAULT app.now() NOT NULL,
	CONSTRAINT "product_material_kind_check" CHECK ("product_material"."kind" in ('brochure', 'case_study', 'price_sheet', 'demo', 'other'))
);
--> statement-breakpoint
ALTER TABLE "product_material" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "association" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"org_id" uuid NOT NULL,
	"customer_account" text NOT NULL,
	"customer_name" text NOT NULL,
	"registration_id" uuid,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"end_reason" text,
	"ended_by_org_id" uuid,
	"note" text DEFAULT '' NOT NULL,
	"folded_name" text GENERATED ALWAYS AS (app.fold_company(customer_name)) STORED,
	"created_at" timestamp with time zone DEFAULT app.now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "association" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "registration" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"number" text NOT NULL,
	"org_id" uuid NOT NULL,
	"customer_name" text NOT NULL,
	"customer_account" text,
	"contact_name" text DEFAULT '' NOT NULL,
	"contact_details" text DEFAULT '' NOT NULL,
	"project" text NOT NULL,
	"status" text NOT NULL,
	"end_reason" text,
	"holds_until" timestamp with time zone,
	"warned_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"created_by" uuid,
	"created_by_name" text DEFAULT '' NOT NULL,
	"folded_name" text GENERATED ALWAYS AS (app.fold_company(customer_name)) STORED,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT app.now() NOT NULL,
	CONSTRAINT "registration_status_check" CHECK ("registration"."status" in ('held', 'associated', 'expired', 'withdrawn', 'ended'))
);
--> statement-breakpoint
ALTER TABLE "registration" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "demand_candidate" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"demand_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"seller_org_id" uuid NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"assigned_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT app.now() NOT NULL,
	CONSTRAINT "demand_candidate_state_check" CHECK ("demand_candidate"."state" in ('waiting', 'asked', 'accepted', 'refused', 'lapsed', 'skipped'))
);
--> statement-breakpoint
ALTER TABLE "demand_candidate" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "demand_file" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"demand_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT app.now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "demand_file" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "match_choice" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"demand_id" uuid NOT NULL,
	"ranking" jsonb NOT NULL,
	"chosen" uuid[] NOT NULL,
	"chosen_by" uuid,
	"chosen_by_name" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT app.now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "match_choice" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "import_batch" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"org_id" uuid NOT NULL,
	"number" text NOT NULL,
	"file_id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"status" text NOT NULL,
	"headers" text[] DEFAULT '{}' NOT NULL,
	"encoding" text DEFAULT 'utf-8' NOT NULL,
	"separator" text DEFAULT ',' NOT NULL,
	"sample" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"mapping" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"total_rows" integer DEFAULT 0 NOT NULL,
	"good_rows" integer DEFAULT 0 NOT NULL,
	"bad_rows" integer DEFAULT 0 NOT NULL,
	"done_rows" integer DEFAULT 0 NOT NULL,
	"undone_rows" integer DEFAULT 0 NOT NULL,
	"kept_rows" integer DEFAULT 0 NOT NULL,
	"failure" text,
	"created_by" uuid,
	"created_by_name" text DEFAULT '' NOT NULL,
	"imported_at" timestamp with time zone,
	"undo_until" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT app.now() NOT NULL,
	CONSTRAINT "import_batch_status_check" CHECK ("import_batch"."status" in ('mapping', 'checking', 'checked', 'importing', 'imported', 'undoing', 'undone', 'discarded', 'failed'))
);
--> statement-breakpoint
ALTER TABLE "import_batch" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "import_row" (
	"batch_id" uuid NOT NULL,
	"org_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"cells" text[] NOT NULL,
	"errors" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"warnings" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"state" text NOT NULL,
	"demand_id" uuid,
	"demand_number" text,
	"kept_reason" text,
	CONSTRAINT "import_row_batch_id_line_pk" PRIMARY KEY("batch_id","line"),
	CONSTRAINT "import_row_state_check" CHECK ("import_row"."state" in ('good', 'bad', 'imported', 'undone', 'kept'))
);
--> statement-breakpoint
ALTER TABLE "import_row" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "offer_comment" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"offer_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"author_name" text NOT NULL,
	"author_org_id" uuid,
	"body" text NOT NULL,
	"answers_id" uuid,
	"internal" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT app.now() NOT NULL,
	CONSTRAINT "offer_comment_kind_check" CHECK ("offer_comment"."kind" in ('comment', 'question', 'answer'))
);
--> statement-breakpoint
ALTER TABLE "offer_comment" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "claim" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"number" text NOT NULL,
	"order_number" text NOT NULL,
	"order_id" uuid NOT NULL,
	"partner_org_id" uuid NOT NULL,
	"seller_org_id" uuid NOT NULL,
	"status" text NOT NULL,
	"reason" text NOT NULL,
	"proof_file_id" uuid,
	"claimed_by_name" text DEFAULT '' NOT NULL,
	"created_by" uuid,
	"due_at" timestamp with time zone,
	"decided_at" timestamp with time zone,
	"decided_by" uuid,
	"decided_by_name" text,
	"decision_note" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT app.now() NOT NULL,
	CONSTRAINT "claim_status_check" CHECK ("claim"."status" in ('submitted', 'granted', 'refused', 'withdrawn'))
);
--> statement-breakpoint
ALTER TABLE "claim" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "rule_version" DROP CONSTRAINT "rule_version_kind_check";--> statement-breakpoint
ALTER TABLE "offer" DROP CONSTRAINT "offer_status_check";--> statement-breakpoint
DROP INDEX "demand_name_trgm_idx";--> statement-breakpoint
DROP INDEX "demand_seller_idx";--> statement-breakpoint
DROP INDEX "demand_submitter_idx";--> statement-breakpoint
DROP INDEX "demand_status_idx";--> statement-breakpoint
DROP INDEX "demand_due_idx";--> statement-breakpoint
DROP INDEX "demand_line_product_idx";--> statement-breakpoint
DROP INDEX "offer_live_name_key";--> statement-breakpoint
DROP INDEX "offer_live_demand_key";--> statement-breakpoint
ALTER TABLE "membership" ADD COLUMN "product_ids" uuid[];--> statement-breakpoint
ALTER TABLE "notification" ADD COLUMN "person_id" uuid;--> statement-breakpoint
ALTER TABLE "product" ADD COLUMN "regions" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "product" ADD COLUMN "incentive" text DEFAULT 'full' NOT NULL;--> statement-breakpoint
ALTER TABLE "demand" ADD COLUMN "seller_person_id" uuid;--> statement-breakpoint
ALTER TABLE "demand" ADD COLUMN "seller_person_name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "demand" ADD COLUMN "region" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "demand" ADD COLUMN "clock_from" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "demand" ADD COLUMN "warn_due_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "demand" ADD COLUMN "first_progress_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "demand" ADD COLUMN "offered_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "demand" ADD COLUMN "won_fen" bigint;--> statement-breakpoint
ALTER TABLE "demand" ADD COLUMN "refunded_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "demand" ADD COLUMN "paused_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "demand" ADD COLUMN "paused_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "demand" ADD COLUMN "extended_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "demand" ADD COLUMN "nudged_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "demand" ADD COLUMN "nudge_due_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "demand" ADD COLUMN "stall_due_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "demand" ADD COLUMN "lapses" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "demand" ADD COLUMN "refusals" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "demand" ADD COLUMN "checks" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "demand" ADD COLUMN "checked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "demand" ADD COLUMN "checked_by_name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "demand" ADD COLUMN "merged_into_id" uuid;--> statement-breakpoint
ALTER TABLE "demand" ADD COLUMN "close_request" jsonb;--> statement-breakpoint
ALTER TABLE "demand" ADD COLUMN "close_request_due_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "demand" ADD COLUMN "import_batch_id" uuid;--> statement-breakpoint
ALTER TABLE "demand" ADD COLUMN "external_ref" text;--> statement-breakpoint
ALTER TABLE "demand" ADD COLUMN "next_step_on" date;--> statement-breakpoint
ALTER TABLE "demand" ADD COLUMN "searched" text GENERATED ALWAYS AS (app.fold(number || ' ' || name)) STORED;--> statement-breakpoint
ALTER TABLE "demand" ADD COLUMN "folded" text GENERATED ALWAYS AS (app.fold(name || ' ' || main_ask)) STORED;--> statement-breakpoint
ALTER TABLE "demand_customer" ADD COLUMN "mask_due_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "demand_customer" ADD COLUMN "masked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "demand_customer" ADD COLUMN "folded_name" text GENERATED ALWAYS AS (app.fold_company(customer_name)) STORED;--> statement-breakpoint
ALTER TABLE "offer" ADD COLUMN "revision" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "offer" ADD COLUMN "supersedes_id" uuid;--> statement-breakpoint
ALTER TABLE "offer" ADD COLUMN "special_reason" text;--> statement-breakpoint
ALTER TABLE "offer" ADD COLUMN "due_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "offer" ADD COLUMN "counter_rates" jsonb;--> statement-breakpoint
ALTER TABLE "offer" ADD COLUMN "counter_note" text;--> statement-breakpoint
ALTER TABLE "offer" ADD COLUMN "counter_by" uuid;--> statement-breakpoint
ALTER TABLE "offer" ADD COLUMN "counter_by_name" text;--> statement-breakpoint
ALTER TABLE "offer" ADD COLUMN "counter_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "offer" ADD COLUMN "escalated_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "offer_line" ADD COLUMN "authority_bp" integer;--> statement-breakpoint
ALTER TABLE "offer_line" ADD COLUMN "authority_id" uuid;--> statement-breakpoint
ALTER TABLE "attribution" ADD COLUMN "branch" text DEFAULT 'none' NOT NULL;--> statement-breakpoint
ALTER TABLE "attribution" ADD COLUMN "offer_revision" integer;--> statement-breakpoint
ALTER TABLE "attribution" ADD COLUMN "claim_id" uuid;--> statement-breakpoint
ALTER TABLE "absence" ADD CONSTRAINT "absence_org_id_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."org"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "org_program" ADD CONSTRAINT "org_program_org_id_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."org"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_org_id_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."org"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "file_share" ADD CONSTRAINT "file_share_file_id_file_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."file"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "file_share" ADD CONSTRAINT "file_share_owner_org_id_org_id_fk" FOREIGN KEY ("owner_org_id") REFERENCES "public"."org"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "file_share" ADD CONSTRAINT "file_share_org_id_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."org"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authority" ADD CONSTRAINT "authority_product_id_product_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."product"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authority" ADD CONSTRAINT "authority_partner_org_id_org_id_fk" FOREIGN KEY ("partner_org_id") REFERENCES "public"."org"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_material" ADD CONSTRAINT "product_material_file_id_file_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."file"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_material" ADD CONSTRAINT "product_material_product_fk" FOREIGN KEY ("org_id","product_id") REFERENCES "public"."product"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "association" ADD CONSTRAINT "association_org_id_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."org"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "association" ADD CONSTRAINT "association_registration_id_registration_id_fk" FOREIGN KEY ("registration_id") REFERENCES "public"."registration"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registration" ADD CONSTRAINT "registration_org_id_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."org"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand_candidate" ADD CONSTRAINT "demand_candidate_demand_id_demand_id_fk" FOREIGN KEY ("demand_id") REFERENCES "public"."demand"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand_candidate" ADD CONSTRAINT "demand_candidate_seller_org_id_org_id_fk" FOREIGN KEY ("seller_org_id") REFERENCES "public"."org"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand_file" ADD CONSTRAINT "demand_file_demand_id_demand_id_fk" FOREIGN KEY ("demand_id") REFERENCES "public"."demand"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand_file" ADD CONSTRAINT "demand_file_event_id_demand_event_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."demand_event"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand_file" ADD CONSTRAINT "demand_file_file_id_file_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."file"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "match_choice" ADD CONSTRAINT "match_choice_demand_id_demand_id_fk" FOREIGN KEY ("demand_id") REFERENCES "public"."demand"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_batch" ADD CONSTRAINT "import_batch_org_id_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."org"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_batch" ADD CONSTRAINT "import_batch_file_id_file_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."file"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_row" ADD CONSTRAINT "import_row_batch_id_import_batch_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."import_batch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_row" ADD CONSTRAINT "import_row_org_id_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."org"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offer_comment" ADD CONSTRAINT "offer_comment_offer_id_offer_id_fk" FOREIGN KEY ("offer_id") REFERENCES "public"."offer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim" ADD CONSTRAINT "claim_order_id_order_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim" ADD CONSTRAINT "claim_partner_org_id_org_id_fk" FOREIGN KEY ("partner_org_id") REFERENCES "public"."org"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim" ADD CONSTRAINT "claim_seller_org_id_org_id_fk" FOREIGN KEY ("seller_org_id") REFERENCES "public"."org"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim" ADD CONSTRAINT "claim_proof_file_id_file_id_fk" FOREIGN KEY ("proof_file_id") REFERENCES "public"."file"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "absence_org_idx" ON "absence" USING btree ("org_id","starts_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "absence_delegate_idx" ON "absence" USING btree ("delegate_person_id","ends_at");--> statement-breakpoint
CREATE INDEX "org_program_org_idx" ON "org_program" USING btree ("org_id");--> statement-breakpoint
CREATE UNIQUE INDEX "org_program_current_key" ON "org_program" USING btree ("org_id","program") WHERE ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "file_share_key" ON "file_share" USING btree ("file_id","org_id");--> statement-breakpoint
CREATE INDEX "file_share_org_idx" ON "file_share" USING btree ("org_id");--> statement-breakpoint
CREATE INDEX "file_share_owner_idx" ON "file_share" USING btree ("owner_org_id");--> statement-breakpoint
CREATE INDEX "authority_product_idx" ON "authority" USING btree ("product_id","partner_org_id");--> statement-breakpoint
CREATE INDEX "authority_partner_idx" ON "authority" USING btree ("partner_org_id");--> statement-breakpoint
CREATE INDEX "product_material_product_idx" ON "product_material" USING btree ("org_id","product_id");--> statement-breakpoint
CREATE INDEX "product_material_file_idx" ON "product_material" USING btree ("file_id");--> statement-breakpoint
CREATE UNIQUE INDEX "association_current_key" ON "association" USING btree ("customer_account") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "association_account_idx" ON "association" USING btree ("customer_account","started_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "association_org_idx" ON "association" USING btree ("org_id","started_at" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "association_registration_idx" ON "association" USING btree ("registration_id");--> statement-breakpoint
CREATE INDEX "association_name_idx" ON "association" USING btree ("folded_name") WHERE ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "registration_number_key" ON "registration" USING btree ("number");--> statement-breakpoint
CREATE UNIQUE INDEX "registration_held_account_key" ON "registration" USING btree ("customer_account") WHERE status = 'held' and customer_account is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "registration_held_name_key" ON "registration" USING btree ("folded_name") WHERE status = 'held';--> statement-breakpoint
CREATE INDEX "registration_org_idx" ON "registration" USING btree ("org_id","created_at" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "registration_holds_idx" ON "registration" USING btree ("holds_until") WHERE status = 'held';--> statement-breakpoint
CREATE UNIQUE INDEX "demand_candidate_key" ON "demand_candidate" USING btree ("demand_id","position");--> statement-breakpoint
CREATE INDEX "demand_candidate_seller_idx" ON "demand_candidate" USING btree ("seller_org_id");--> statement-breakpoint
CREATE INDEX "demand_file_demand_idx" ON "demand_file" USING btree ("demand_id");--> statement-breakpoint
CREATE INDEX "demand_file_event_idx" ON "demand_file" USING btree ("event_id");--> statement-breakpoint
CREATE INDEX "demand_file_file_idx" ON "demand_file" USING btree ("file_id");--> statement-breakpoint
CREATE INDEX "match_choice_demand_idx" ON "match_choice" USING btree ("demand_id");--> statement-breakpoint
CREATE UNIQUE INDEX "import_batch_number_key" ON "import_batch" USING btree ("number");--> statement-breakpoint
CREATE INDEX "import_batch_org_idx" ON "import_batch" USING btree ("org_id","created_at" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "import_batch_file_idx" ON "import_batch" USING btree ("file_id");--> statement-breakpoint
CREATE INDEX "import_row_org_idx" ON "import_row" USING btree ("org_id");--> statement-breakpoint
CREATE INDEX "import_row_state_idx" ON "import_row" USING btree ("batch_id","state","line");--> statement-breakpoint
CREATE INDEX "offer_comment_offer_idx" ON "offer_comment" USING btree ("offer_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "claim_number_key" ON "claim" USING btree ("number");--> statement-breakpoint
CREATE UNIQUE INDEX "claim_open_key" ON "claim" USING btree ("order_id","partner_org_id") WHERE status = 'submitted';--> statement-breakpoint
CREATE UNIQUE INDEX "claim_granted_key" ON "claim" USING btree ("order_id") WHERE status = 'granted';--> statement-breakpoint
CREATE INDEX "claim_order_idx" ON "claim" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "claim_partner_idx" ON "claim" USING btree ("partner_org_id","created_at" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "claim_seller_idx" ON "claim" USING btree ("seller_org_id","created_at" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "claim_status_idx" ON "claim" USING btree ("status","due_at");--> statement-breakpoint
CREATE INDEX "claim_file_idx" ON "claim" USING btree ("proof_file_id");--> statement-breakpoint
ALTER TABLE "demand" ADD CONSTRAINT "demand_merged_into_id_demand_id_fk" FOREIGN KEY ("merged_into_id") REFERENCES "public"."demand"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offer" ADD CONSTRAINT "offer_supersedes_id_offer_id_fk" FOREIGN KEY ("supersedes_id") REFERENCES "public"."offer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "demand_newest_idx" ON "demand" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "demand_seller_status_idx" ON "demand" USING btree ("seller_org_id","status","created_at","id");--> statement-breakpoint
CREATE INDEX "demand_submitter_status_idx" ON "demand" USING btree ("submitter_org_id","status","created_at","id");--> statement-breakpoint
CREATE INDEX "demand_seller_person_idx" ON "demand" USING btree ("seller_person_id","created_at","id") WHERE seller_person_id is not null;--> statement-breakpoint
CREATE INDEX "demand_submitter_person_idx" ON "demand" USING btree ("submitter_person_id","created_at","id") WHERE submitter_person_id is not null;--> statement-breakpoint
CREATE INDEX "demand_region_idx" ON "demand" USING btree ("region","created_at","id");--> statement-breakpoint
CREATE INDEX "demand_submitted_idx" ON "demand" USING btree ("submitted_at","id") WHERE submitted_at is not null;--> statement-breakpoint
CREATE INDEX "demand_closed_idx" ON "demand" USING btree ("closed_at","id") WHERE closed_at is not null;--> statement-breakpoint
CREATE INDEX "demand_next_step_idx" ON "demand" USING btree ("next_step_on","id") WHERE next_step_on is not null;--> statement-breakpoint
CREATE INDEX "demand_merged_idx" ON "demand" USING btree ("merged_into_id");--> statement-breakpoint
CREATE INDEX "demand_import_idx" ON "demand" USING btree ("import_batch_id") WHERE import_batch_id is not null;--> statement-breakpoint
CREATE INDEX "demand_close_request_idx" ON "demand" USING btree ("close_request_due_at") WHERE close_request_due_at is not null;--> statement-breakpoint
CREATE INDEX "demand_folded_trgm_idx" ON "demand" USING gin ("folded" gin_trgm_ops);--> statement-breakpoint
CREATE UNIQUE INDEX "demand_external_key" ON "demand" USING btree ("source","external_ref") WHERE external_ref is not null;--> statement-breakpoint
CREATE INDEX "demand_warn_idx" ON "demand" USING btree ("warn_due_at") WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX "demand_nudge_idx" ON "demand" USING btree ("nudge_due_at") WHERE status = 'converting' and nudged_at is null;--> statement-breakpoint
CREATE INDEX "demand_stall_idx" ON "demand" USING btree ("stall_due_at") WHERE status = 'converting';--> statement-breakpoint
CREATE INDEX "demand_paused_idx" ON "demand" USING btree ("paused_until") WHERE paused_until is not null;--> statement-breakpoint
CREATE INDEX "demand_customer_account_idx" ON "demand_customer" USING btree ("customer_account") WHERE customer_account is not null;--> statement-breakpoint
CREATE INDEX "demand_customer_folded_idx" ON "demand_customer" USING gin ("folded_name" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "demand_customer_mask_idx" ON "demand_customer" USING btree ("mask_due_at") WHERE mask_due_at is not null;--> statement-breakpoint
CREATE INDEX "demand_event_next_step_idx" ON "demand_event" USING btree ("next_step_on") WHERE next_step_on is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "offer_supersedes_key" ON "offer" USING btree ("supersedes_id");--> statement-breakpoint
CREATE INDEX "attribution_demand_idx" ON "attribution" USING btree ("demand_id") WHERE demand_id is not null;--> statement-breakpoint
CREATE INDEX "order_line_expires_idx" ON "order_line" USING btree ("expires_at","id") WHERE expires_at is not null;--> statement-breakpoint
CREATE INDEX "demand_seller_idx" ON "demand" USING btree ("seller_org_id","created_at","id");--> statement-breakpoint
CREATE INDEX "demand_submitter_idx" ON "demand" USING btree ("submitter_org_id","created_at","id");--> statement-breakpoint
CREATE INDEX "demand_status_idx" ON "demand" USING btree ("status","created_at","id","submitter_org_id");--> statement-breakpoint
CREATE INDEX "demand_due_idx" ON "demand" USING btree ("due_at","id") WHERE due_at is not null;--> statement-breakpoint
CREATE INDEX "demand_line_product_idx" ON "demand_line" USING btree ("product_id","demand_id","kind");--> statement-breakpoint
CREATE UNIQUE INDEX "offer_live_name_key" ON "offer" USING btree ("org_id","name") WHERE status in ('review', 'countered', 'scheduled', 'effective');--> statement-breakpoint
CREATE UNIQUE INDEX "offer_live_demand_key" ON "offer" USING btree ("demand_id") WHERE status in ('review', 'countered', 'scheduled', 'effective');--> statement-breakpoint
ALTER TABLE "rule_version" ADD CONSTRAINT "rule_version_kind_check" CHECK ("rule_version"."kind" in ('fee', 'share', 'tier', 'tax', 'minimum', 'calendar', 'limit', 'approval'));--> statement-breakpoint
ALTER TABLE "offer" ADD CONSTRAINT "offer_status_check" CHECK ("offer"."status" in ('draft', 'review', 'countered', 'scheduled', 'effective', 'used', 'expired', 'refused', 'declined', 'withdrawn', 'revoked', 'superseded'));--> statement-breakpoint
CREATE POLICY "shown" ON "file" AS PERMISSIVE FOR SELECT TO "countinghouse_web", "countinghouse_worker" USING (exists (select 1 from file_share s where s.file_id = "file"."id" and s.org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "sight" ON "notification" AS RESTRICTIVE FOR ALL TO "countinghouse_web" USING (((select current_setting('app.sight', true) = 'own') is not true and (select app.product_scope()) is null) or "notification"."noun" not in ('demand', 'offer') or "notification"."person_id" = any((select app.acting_persons())::uuid[]) or exists (select 1 from demand d where d.id = "notification"."noun_id") or exists (select 1 from offer o where o.id = "notification"."noun_id"));--> statement-breakpoint
CREATE POLICY "sight" ON "demand" AS RESTRICTIVE FOR ALL TO "countinghouse_web" USING (((select current_setting('app.sight', true) = 'own') is not true or ("demand"."seller_org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid) and "demand"."seller_person_id" is null) or "demand"."seller_person_id" = any((select app.acting_persons())::uuid[]) or "demand"."submitter_person_id" = any((select app.acting_persons())::uuid[])) and ((select app.product_scope()) is null or app.demand_in_scope("demand"."id")));--> statement-breakpoint
CREATE POLICY "sight" ON "demand_customer" AS RESTRICTIVE FOR ALL TO "countinghouse_web" USING (((select current_setting('app.sight', true) = 'own') is not true and (select app.product_scope()) is null) or exists (select 1 from demand d where d.id = demand_id));--> statement-breakpoint
CREATE POLICY "sight" ON "offer" AS RESTRICTIVE FOR ALL TO "countinghouse_web" USING (((select current_setting('app.sight', true) = 'own') is not true or "offer"."created_by" = any((select app.acting_persons())::uuid[]) or exists (select 1 from demand d where d.id = demand_id and (d.seller_person_id = any((select app.acting_persons())::uuid[]) or d.submitter_person_id = any((select app.acting_persons())::uuid[])))) and ((select app.product_scope()) is null or app.offer_in_scope("offer"."id")));--> statement-breakpoint
CREATE POLICY "own" ON "absence" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ("absence"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("absence"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "operators" ON "absence" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "absence" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own" ON "org_program" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ("org_program"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("org_program"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "operators" ON "org_program" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "org_program" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "party" ON "saved_view" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ("saved_view"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid) and ("saved_view"."person_id" is null or "saved_view"."person_id" = (select nullif(current_setting('app.person_id', true), '')::uuid))) WITH CHECK ("saved_view"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid) and ("saved_view"."person_id" is null or "saved_view"."person_id" = (select nullif(current_setting('app.person_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "operators" ON "saved_view" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "saved_view" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "party" ON "file_share" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ("file_share"."owner_org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid) or "file_share"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("file_share"."owner_org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid) or "file_share"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "operators" ON "file_share" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "file_share" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "platform" ON "authority" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "shown" ON "authority" AS PERMISSIVE FOR SELECT TO "countinghouse_web", "countinghouse_worker" USING (("authority"."partner_org_id" is null and (select nullif(current_setting('app.org_id', true), '')::uuid) is not null and ("authority"."product_id" is null or exists (select 1 from org o where o.id = (select nullif(current_setting('app.org_id', true), '')::uuid) and o.kind = 'partner'))) or "authority"."partner_org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid) or exists (select 1 from product p where p.id = product_id and p.org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "owner" ON "authority" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own" ON "product_material" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ("product_material"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("product_material"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "operators" ON "product_material" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "product_material" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "shown" ON "product_material" AS PERMISSIVE FOR SELECT TO "countinghouse_web", "countinghouse_worker" USING (exists (select 1 from product p where p.id = product_id and p.status <> 'unlisted'));--> statement-breakpoint
CREATE POLICY "own" ON "association" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ("association"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("association"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "operators" ON "association" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "association" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight" ON "association" AS RESTRICTIVE FOR ALL TO "countinghouse_web" USING ((select current_setting('app.sight', true) = 'own') is not true or "association"."registration_id" is null or exists (select 1 from registration r where r.id = registration_id));--> statement-breakpoint
CREATE POLICY "own" ON "registration" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ("registration"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("registration"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "operators" ON "registration" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "registration" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight" ON "registration" AS RESTRICTIVE FOR ALL TO "countinghouse_web" USING ((select current_setting('app.sight', true) = 'own') is not true or "registration"."created_by" = any((select app.acting_persons())::uuid[]));--> statement-breakpoint
CREATE POLICY "platform" ON "demand_candidate" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "demand_candidate" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "party" ON "demand_file" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING (exists (select 1 from demand_event e where e.id = event_id)) WITH CHECK (exists (select 1 from demand_event e where e.id = event_id));--> statement-breakpoint
CREATE POLICY "operators" ON "demand_file" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "demand_file" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "platform" ON "match_choice" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "match_choice" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own" ON "import_batch" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ("import_batch"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("import_batch"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "operators" ON "import_batch" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "import_batch" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight" ON "import_batch" AS RESTRICTIVE FOR ALL TO "countinghouse_web" USING ((select current_setting('app.sight', true) = 'own') is not true or "import_batch"."created_by" = any((select app.acting_persons())::uuid[]));--> statement-breakpoint
CREATE POLICY "own" ON "import_row" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ("import_row"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("import_row"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "operators" ON "import_row" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "import_row" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight" ON "import_row" AS RESTRICTIVE FOR ALL TO "countinghouse_web" USING ((select current_setting('app.sight', true) = 'own') is not true or exists (select 1 from import_batch b where b.id = batch_id));--> statement-breakpoint
CREATE POLICY "party" ON "offer_comment" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING (not internal and exists (select 1 from offer o where o.id = offer_id)) WITH CHECK (not internal and exists (select 1 from offer o where o.id = offer_id));--> statement-breakpoint
CREATE POLICY "operators" ON "offer_comment" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "offer_comment" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "party" ON "claim" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ("claim"."partner_org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid) or "claim"."seller_org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("claim"."partner_org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid) or "claim"."seller_org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "operators" ON "claim" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "claim" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);