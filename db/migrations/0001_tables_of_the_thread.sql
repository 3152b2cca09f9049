CREATE TABLE "legal_entity" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"code" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"uscc" text NOT NULL,
	"address" text NOT NULL,
	"phone" text NOT NULL,
	"bank_name" text NOT NULL,
	"bank_account_no" text NOT NULL,
	"invoice_address" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT app.now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "legal_entity" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "mail_token" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"purpose" text NOT NULL,
	"token_hash" text NOT NULL,
	"email" text NOT NULL,
	"org_id" uuid,
	"roles" text[] DEFAULT '{}' NOT NULL,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "mail_token" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "membership" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"org_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"display_name" text NOT NULL,
	"email" text NOT NULL,
	"roles" text[] NOT NULL,
	"ended_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT app.now() NOT NULL,
	CONSTRAINT "membership_org_person_key" UNIQUE("org_id","person_id")
);
--> statement-breakpoint
ALTER TABLE "membership" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "org" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"kind" text NOT NULL,
	"slug" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT app.now() NOT NULL,
	CONSTRAINT "org_kind_check" CHECK ("org"."kind" in ('seller', 'partner', 'operator'))
);
--> statement-breakpoint
ALTER TABLE "org" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "org_certification" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"org_id" uuid NOT NULL,
	"state" text NOT NULL,
	"legal_name" text NOT NULL,
	"uscc" text NOT NULL,
	"taxpayer_kind" text NOT NULL,
	"invoice_rate_bp" integer NOT NULL,
	"bank_name" text NOT NULL,
	"bank_account_name" text NOT NULL,
	"bank_account_no" text NOT NULL,
	"contact_phone" text NOT NULL,
	"contact_email" text NOT NULL,
	"certified_at" timestamp with time zone,
	"valid_from" timestamp with time zone NOT NULL,
	"valid_to" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT app.now() NOT NULL,
	CONSTRAINT "org_certification_state_check" CHECK ("org_certification"."state" in ('uncertified', 'reviewing', 'certified', 'changed', 'rejected'))
);
--> statement-breakpoint
ALTER TABLE "org_certification" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "person" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"name_en" text DEFAULT '' NOT NULL,
	"password_hash" text,
	"locale" text DEFAULT 'zh-CN' NOT NULL,
	"theme" text DEFAULT 'system' NOT NULL,
	"phone" text,
	"shortcuts_off" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT app.now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "person" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "session" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"token_hash" text NOT NULL,
	"person_id" uuid NOT NULL,
	"user_agent" text DEFAULT '' NOT NULL,
	"ip" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "session" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "audit_entry" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"chain" text NOT NULL,
	"position" bigint NOT NULL,
	"parties" uuid[] NOT NULL,
	"noun" text NOT NULL,
	"noun_id" uuid,
	"act" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_name" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"business_at" timestamp with time zone NOT NULL,
	"payload" text NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "audit_entry" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "audit_head" (
	"chain" text PRIMARY KEY NOT NULL,
	"position" bigint NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "audit_head" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "clock" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"offset_seconds" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "clock" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "event_source" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"name" text NOT NULL,
	"secrets" text[] NOT NULL,
	"created_at" timestamp with time zone DEFAULT app.now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "event_source" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "heartbeat" (
	"name" text PRIMARY KEY NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "heartbeat" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "idempotency_key" (
	"org_id" uuid NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"answer" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_key_org_id_key_pk" PRIMARY KEY("org_id","key")
);
--> statement-breakpoint
ALTER TABLE "idempotency_key" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "inbound_event" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"source_id" uuid NOT NULL,
	"webhook_id" text NOT NULL,
	"body_hash" text NOT NULL,
	"type" text NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"data" jsonb NOT NULL,
	"state" text DEFAULT 'received' NOT NULL,
	"parked_reason" text,
	"waits_for" text,
	"applied_at" timestamp with time zone,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inbound_event_state_check" CHECK ("inbound_event"."state" in ('received', 'applied', 'parked', 'conflict'))
);
--> statement-breakpoint
ALTER TABLE "inbound_event" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "rate_counter" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
ALTER TABLE "rate_counter" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "rejected_event" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"reason" text NOT NULL,
	"metadata" text NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "rejected_event" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "file" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"org_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"name" text NOT NULL,
	"declared_type" text NOT NULL,
	"content_type" text,
	"bytes" bigint NOT NULL,
	"sha256" text NOT NULL,
	"storage_key" text NOT NULL,
	"state" text DEFAULT 'quarantined' NOT NULL,
	"refused_reason" text,
	"findings" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"scanned_at" timestamp with time zone,
	"uploaded_by" uuid,
	"created_at" timestamp with time zone DEFAULT app.now() NOT NULL,
	CONSTRAINT "file_org_id_key" UNIQUE("org_id","id"),
	CONSTRAINT "file_state_check" CHECK ("file"."state" in ('quarantined', 'clean', 'refused'))
);
--> statement-breakpoint
ALTER TABLE "file" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "notification" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"org_id" uuid NOT NULL,
	"roles" text[] DEFAULT '{}' NOT NULL,
	"kind" text NOT NULL,
	"values" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"href" text NOT NULL,
	"noun" text NOT NULL,
	"noun_id" uuid,
	"action_needed" text,
	"read_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT app.now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "notification" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "outbound_message" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"channel" text NOT NULL,
	"recipient" text NOT NULL,
	"subject" text DEFAULT '' NOT NULL,
	"body" text NOT NULL,
	"org_id" uuid,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"error" text,
	"created_at" timestamp with time zone DEFAULT app.now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "outbound_message" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "agreement" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"org_id" uuid NOT NULL,
	"number" text NOT NULL,
	"title" text NOT NULL,
	"title_en" text NOT NULL,
	"agreement_version" text NOT NULL,
	"body" text NOT NULL,
	"signed_by" text,
	"signed_at" timestamp with time zone,
	"valid_from" timestamp with time zone NOT NULL,
	"valid_to" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT app.now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "agreement" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "rule_version" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"kind" text NOT NULL,
	"scope" text NOT NULL,
	"value" jsonb NOT NULL,
	"valid_from" timestamp with time zone NOT NULL,
	"valid_to" timestamp with time zone,
	"note" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT app.now() NOT NULL,
	CONSTRAINT "rule_version_kind_check" CHECK ("rule_version"."kind" in ('fee', 'share', 'tier', 'tax', 'minimum', 'calendar', 'limit'))
);
--> statement-breakpoint
ALTER TABLE "rule_version" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tier_month" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"org_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"period" char(6) NOT NULL,
	"paid_fen" bigint NOT NULL,
	"increment_bp" integer NOT NULL,
	"frozen_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "tier_month" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "application" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"org_id" uuid NOT NULL,
	"number" text NOT NULL,
	"status" text NOT NULL,
	"product_id" uuid,
	"certificate_id" uuid,
	"draft" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"product_name" text DEFAULT '' NOT NULL,
	"submitted_at" timestamp with time zone,
	"due_at" timestamp with time zone,
	"decided_at" timestamp with time zone,
	"decided_by" uuid,
	"decided_by_name" text,
	"reasons" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"checklist" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"round" integer DEFAULT 1 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT app.now() NOT NULL,
	CONSTRAINT "application_status_check" CHECK ("application"."status" in ('draft', 'pending', 'in_review', 'rejected', 'withdrawn', 'approved'))
);
--> statement-breakpoint
ALTER TABLE "application" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "application_round" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"application_id" uuid NOT NULL,
	"round" integer NOT NULL,
	"submitted" jsonb NOT NULL,
	"submitted_by" uuid,
	"submitted_at" timestamp with time zone NOT NULL,
	"checklist" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "application_round" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "certificate" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"org_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"product_id" uuid,
	"claimed" jsonb NOT NULL,
	"read" jsonb,
	"comparison" jsonb,
	"reg_no" text,
	"state" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT app.now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "certificate" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "product" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"org_id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"name_en" text DEFAULT '' NOT NULL,
	"product_class" text NOT NULL,
	"delivery_mode" text NOT NULL,
	"category" text DEFAULT '' NOT NULL,
	"overview" text DEFAULT '' NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"status" text NOT NULL,
	"supervised" boolean DEFAULT false NOT NULL,
	"has_interface" boolean DEFAULT false NOT NULL,
	"legal_entity_id" uuid NOT NULL,
	"seller_ratio_bp" integer NOT NULL,
	"max_share_bp" integer DEFAULT 0 NOT NULL,
	"share_borne_by" text DEFAULT 'platform' NOT NULL,
	"floor_rate_bp" integer DEFAULT 10000 NOT NULL,
	"tax_rate_bp" integer NOT NULL,
	"tax_item" text NOT NULL,
	"listed_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT app.now() NOT NULL,
	CONSTRAINT "product_org_id_key" UNIQUE("org_id","id"),
	CONSTRAINT "product_status_check" CHECK ("product"."status" in ('unlisted', 'on_sale', 'hidden', 'frozen', 'discontinued', 'withdrawn')),
	CONSTRAINT "product_class_check" CHECK ("product"."product_class" in ('co_sell', 'generic', 'platform', 'curated')),
	CONSTRAINT "product_delivery_check" CHECK ("product"."delivery_mode" in ('saas', 'license', 'image', 'service', 'hardware', 'api', 'ai_asset', 'container', 'data'))
);
--> statement-breakpoint
ALTER TABLE "product" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "product_spec" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"org_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"sku_code" text NOT NULL,
	"name" text NOT NULL,
	"name_en" text DEFAULT '' NOT NULL,
	"charging_mode" text NOT NULL,
	"period_type" text NOT NULL,
	"unit_price" numeric(20, 6) NOT NULL,
	"on_sale" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT app.now() NOT NULL,
	CONSTRAINT "product_spec_charging_check" CHECK ("product_spec"."charging_mode" in ('PERIOD', 'ONE_TIME', 'ON_DEMAND', 'ON_DEMAND_PKG'))
);
--> statement-breakpoint
ALTER TABLE "product_spec" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "customer" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"account" text NOT NULL,
	"name" text NOT NULL,
	"industry" text DEFAULT '' NOT NULL,
	"region" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT app.now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "customer" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "demand" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"number" text NOT NULL,
	"source" text NOT NULL,
	"submitter_org_id" uuid NOT NULL,
	"submitter_person_id" uuid,
	"submitter_name" text NOT NULL,
	"seller_org_id" uuid,
	"name" text NOT NULL,
	"delivery_mode" text NOT NULL,
	"demand_type" text NOT NULL,
	"budget_fen" bigint,
	"main_ask" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"expected_signing_date" date,
	"sales_contact" text DEFAULT '' NOT NULL,
	"sales_contact_details" text DEFAULT '' NOT NULL,
	"status" text NOT NULL,
	"reason_code" text,
	"reason_note" text,
	"submitted_at" timestamp with time zone,
	"assigned_at" timestamp with time zone,
	"due_at" timestamp with time zone,
	"accepted_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"last_progress_at" timestamp with time zone,
	"rules_version" text,
	"won_order_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT app.now() NOT NULL,
	CONSTRAINT "demand_status_check" CHECK ("demand"."status" in ('draft', 'submitted', 'returned', 'pending', 'converting', 'stale', 'offered', 'won', 'closed_won_offline', 'closed_lost', 'rejected', 'lapsed', 'cancelled', 'duplicate')),
	CONSTRAINT "demand_source_check" CHECK ("demand"."source" in ('partner', 'operator', 'marketing'))
);
--> statement-breakpoint
ALTER TABLE "demand" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "demand_customer" (
	"demand_id" uuid PRIMARY KEY NOT NULL,
	"submitter_org_id" uuid NOT NULL,
	"released_to_org_id" uuid,
	"customer_name" text NOT NULL,
	"customer_account" text,
	"contact_name" text DEFAULT '' NOT NULL,
	"contact_details" text DEFAULT '' NOT NULL,
	"released_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "demand_customer" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "demand_event" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"demand_id" uuid NOT NULL,
	"act" text NOT NULL,
	"actor_name" text NOT NULL,
	"actor_org_id" uuid,
	"note" text DEFAULT '' NOT NULL,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"next_step" text,
	"next_step_on" date,
	"hidden_from_seller" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT app.now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "demand_event" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "demand_line" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"demand_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"product_id" uuid NOT NULL,
	"product_spec_id" uuid,
	"quantity" integer DEFAULT 1 NOT NULL,
	"expected_share_bp" integer,
	"max_share_bp" integer,
	"created_at" timestamp with time zone DEFAULT app.now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "demand_line" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "offer" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"number" text NOT NULL,
	"org_id" uuid NOT NULL,
	"seller_org_id" uuid NOT NULL,
	"partner_org_id" uuid,
	"demand_id" uuid,
	"name" text NOT NULL,
	"buyer_account" text NOT NULL,
	"buyer_name" text DEFAULT '' NOT NULL,
	"discount_kind" text NOT NULL,
	"status" text NOT NULL,
	"token_hash" text,
	"token_sealed" text,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"currency" char(3) DEFAULT 'CNY' NOT NULL,
	"total_list_fen" bigint DEFAULT 0 NOT NULL,
	"total_fen" bigint DEFAULT 0 NOT NULL,
	"breaches" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"terms" text DEFAULT '' NOT NULL,
	"created_by" uuid,
	"created_by_name" text DEFAULT '' NOT NULL,
	"submitted_at" timestamp with time zone,
	"decided_at" timestamp with time zone,
	"decided_by" uuid,
	"decision_note" text,
	"opened_at" timestamp with time zone,
	"opened_count" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT app.now() NOT NULL,
	CONSTRAINT "offer_status_check" CHECK ("offer"."status" in ('draft', 'review', 'scheduled', 'effective', 'used', 'expired', 'refused', 'declined', 'withdrawn', 'revoked', 'superseded'))
);
--> statement-breakpoint
ALTER TABLE "offer" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "offer_line" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"offer_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"product_spec_id" uuid NOT NULL,
	"quantity" integer NOT NULL,
	"period_number" integer DEFAULT 1 NOT NULL,
	"unit_price" numeric(20, 6) NOT NULL,
	"rate_bp" integer NOT NULL,
	"share_bp" integer DEFAULT 0 NOT NULL,
	"list_fen" bigint NOT NULL,
	"amount_fen" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "offer_line" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "attribution" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"order_id" uuid NOT NULL,
	"order_line_id" uuid NOT NULL,
	"partner_org_id" uuid NOT NULL,
	"seller_org_id" uuid NOT NULL,
	"carrier" text NOT NULL,
	"offer_id" uuid,
	"demand_id" uuid,
	"discount_kind" text,
	"share_bp" integer NOT NULL,
	"share_rule_id" uuid,
	"agreement_id" uuid,
	"evidence" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT app.now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "attribution" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "order" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"number" text NOT NULL,
	"order_type" text NOT NULL,
	"original_order_id" uuid,
	"seller_org_id" uuid NOT NULL,
	"partner_org_id" uuid,
	"customer_id" uuid NOT NULL,
	"customer_name" text NOT NULL,
	"customer_account" text NOT NULL,
	"legal_entity_id" uuid NOT NULL,
	"offer_id" uuid,
	"status" text NOT NULL,
	"currency" char(3) DEFAULT 'CNY' NOT NULL,
	"list_fen" bigint NOT NULL,
	"amount_fen" bigint NOT NULL,
	"payment_method" text,
	"placed_at" timestamp with time zone NOT NULL,
	"paid_at" timestamp with time zone,
	"credit_confirmed_at" timestamp with time zone,
	"repaid_at" timestamp with time zone,
	"credit_cleared_at" timestamp with time zone,
	"cancelled_at" timestamp with time zone,
	"refunded_fen" bigint DEFAULT 0 NOT NULL,
	"buyer" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT app.now() NOT NULL,
	CONSTRAINT "order_status_check" CHECK ("order"."status" in ('ordered', 'paid', 'completed', 'cancelled', 'refunded')),
	CONSTRAINT "order_type_check" CHECK ("order"."order_type" in ('new', 'renew', 'change', 'trial', 'refund'))
);
--> statement-breakpoint
ALTER TABLE "order" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "order_event" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"order_id" uuid NOT NULL,
	"seller_org_id" uuid NOT NULL,
	"partner_org_id" uuid,
	"act" text NOT NULL,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"day" date,
	"at" timestamp with time zone DEFAULT app.now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "order_event" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "order_line" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"number" text NOT NULL,
	"order_id" uuid NOT NULL,
	"original_line_id" uuid,
	"seller_org_id" uuid NOT NULL,
	"partner_org_id" uuid,
	"product_id" uuid NOT NULL,
	"product_spec_id" uuid NOT NULL,
	"product_class" text NOT NULL,
	"legal_entity_id" uuid NOT NULL,
	"order_type" text NOT NULL,
	"charging_mode" text NOT NULL,
	"period_type" text NOT NULL,
	"period_number" integer NOT NULL,
	"quantity" integer NOT NULL,
	"currency" char(3) DEFAULT 'CNY' NOT NULL,
	"list_fen" bigint NOT NULL,
	"amount_fen" bigint NOT NULL,
	"voucher_fen" bigint DEFAULT 0 NOT NULL,
	"voucher_borne_bp" integer DEFAULT 0 NOT NULL,
	"tax_rate_bp" integer NOT NULL,
	"seller_ratio_bp" integer NOT NULL,
	"fee_rule_id" uuid,
	"seller_agreement_id" uuid,
	"share_borne_by" text NOT NULL,
	"has_interface" boolean NOT NULL,
	"supervision" text NOT NULL,
	"supervision_since" timestamp with time zone,
	"supervision_done_at" timestamp with time zone,
	"paid_at" timestamp with time zone,
	"money_at" timestamp with time zone,
	"on_credit" boolean DEFAULT false NOT NULL,
	"provisioned_at" timestamp with time zone,
	"effective_at" timestamp with time zone,
	"instance_id" text,
	"expires_at" timestamp with time zone,
	"cancelled_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT app.now() NOT NULL,
	CONSTRAINT "order_line_supervision_check" CHECK ("order_line"."supervision" in ('not_applicable', 'open', 'accepting', 'appealing', 'completed'))
);
--> statement-breakpoint
ALTER TABLE "order_line" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "api_key" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"org_id" uuid NOT NULL,
	"access_key" text NOT NULL,
	"secret_sealed" text NOT NULL,
	"revoked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT app.now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "api_key" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "interface_message" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"org_id" uuid NOT NULL,
	"interface_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"order_line_id" uuid NOT NULL,
	"activity" text NOT NULL,
	"status" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"max_attempts" integer NOT NULL,
	"next_attempt_at" timestamp with time zone,
	"error_code" text,
	"error_detail" text,
	"last_request" jsonb,
	"last_answer" text,
	"instance_id" text,
	"polls" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"succeeded_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT app.now() NOT NULL,
	CONSTRAINT "interface_message_status_check" CHECK ("interface_message"."status" in ('pending', 'delivering', 'polling', 'waiting_retry', 'exhausted', 'succeeded', 'manual_done'))
);
--> statement-breakpoint
ALTER TABLE "interface_message" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "production_interface" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"org_id" uuid NOT NULL,
	"name" text NOT NULL,
	"url" text NOT NULL,
	"access_key_sealed" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT app.now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "production_interface" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ledger_entry" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"correlation_key" text NOT NULL,
	"kind" text NOT NULL,
	"noun_id" uuid,
	"period" char(6),
	"at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT app.now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "ledger_entry" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ledger_posting" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"entry_id" uuid NOT NULL,
	"account" text NOT NULL,
	"org_id" uuid,
	"amount_fen" bigint NOT NULL,
	"currency" char(3) DEFAULT 'CNY' NOT NULL,
	CONSTRAINT "ledger_posting_account_check" CHECK ("ledger_posting"."account" in ('customer_funds', 'agency_payable', 'platform_fee', 'revenue', 'cost_of_sales', 'seller_payable', 'partner_payable', 'share_cost', 'output_vat', 'input_vat', 'bank'))
);
--> statement-breakpoint
ALTER TABLE "ledger_posting" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "close_run" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"period" char(6) NOT NULL,
	"cut_at" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"statements" integer DEFAULT 0 NOT NULL,
	"lines" integer DEFAULT 0 NOT NULL,
	"unbilled" integer DEFAULT 0 NOT NULL,
	"error" text,
	"started_by_name" text DEFAULT '' NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "close_run" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "countersignature" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"org_id" uuid NOT NULL,
	"statement_id" uuid NOT NULL,
	"desk" text NOT NULL,
	"decision" text NOT NULL,
	"person_id" uuid NOT NULL,
	"person_name" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"round" integer DEFAULT 1 NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "countersignature" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "issue_list_row" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"org_id" uuid NOT NULL,
	"requisition_id" uuid NOT NULL,
	"tax_rate_bp" integer NOT NULL,
	"item_name" text NOT NULL,
	"gross_fen" bigint NOT NULL,
	"net_fen" bigint NOT NULL,
	"tax_fen" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "issue_list_row" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payout" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"org_id" uuid NOT NULL,
	"requisition_id" uuid NOT NULL,
	"amount_fen" bigint NOT NULL,
	"currency" char(3) DEFAULT 'CNY' NOT NULL,
	"bank_reference" text NOT NULL,
	"paid_on" text NOT NULL,
	"recorded_by" uuid,
	"recorded_by_name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT app.now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "payout" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "requisition" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"number" text NOT NULL,
	"org_id" uuid NOT NULL,
	"legal_entity_id" uuid NOT NULL,
	"product_class" text NOT NULL,
	"side" text NOT NULL,
	"period_label" text NOT NULL,
	"currency" char(3) DEFAULT 'CNY' NOT NULL,
	"total_fen" bigint NOT NULL,
	"status" text NOT NULL,
	"invoice_needed" boolean NOT NULL,
	"noticed_at" timestamp with time zone,
	"invoice_due_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT app.now() NOT NULL,
	CONSTRAINT "requisition_status_check" CHECK ("requisition"."status" in ('to_invoice', 'invoice_review', 'payable', 'paid'))
);
--> statement-breakpoint
ALTER TABLE "requisition" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "settlement_line" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"org_id" uuid NOT NULL,
	"statement_id" uuid NOT NULL,
	"side" text NOT NULL,
	"order_id" uuid NOT NULL,
	"order_line_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"order_type" text NOT NULL,
	"amount_fen" bigint NOT NULL,
	"voucher_fen" bigint NOT NULL,
	"ratio_bp" integer NOT NULL,
	"tier_bp" integer DEFAULT 0 NOT NULL,
	"share_bp" integer DEFAULT 0 NOT NULL,
	"product_tax_bp" integer NOT NULL,
	"tax_rate_bp" integer NOT NULL,
	"numerator" text NOT NULL,
	"divisor" text NOT NULL,
	"other_numerator" text DEFAULT '0' NOT NULL,
	"other_divisor" text DEFAULT '1' NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"trace" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT app.now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "settlement_line" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "statement" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"number" text NOT NULL,
	"org_id" uuid NOT NULL,
	"side" text NOT NULL,
	"legal_entity_id" uuid NOT NULL,
	"product_class" text NOT NULL,
	"period" char(6) NOT NULL,
	"currency" char(3) DEFAULT 'CNY' NOT NULL,
	"status" text NOT NULL,
	"close_run_id" uuid NOT NULL,
	"requisition_id" uuid,
	"line_count" integer NOT NULL,
	"gross_fen" bigint NOT NULL,
	"refund_fen" bigint NOT NULL,
	"voucher_fen" bigint NOT NULL,
	"other_share_fen" bigint NOT NULL,
	"platform_fen" bigint NOT NULL,
	"payable_fen" bigint NOT NULL,
	"input_hash" text DEFAULT '' NOT NULL,
	"verified_at" timestamp with time zone,
	"differences" integer,
	"cut_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone NOT NULL,
	"countersigned_at" timestamp with time zone,
	"paid_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT app.now() NOT NULL,
	CONSTRAINT "statement_status_check" CHECK ("statement"."status" in ('generated', 'countersigning', 'countersign_rejected', 'below_minimum', 'receivable', 'to_invoice', 'invoice_review', 'payable', 'paid')),
	CONSTRAINT "statement_class_check" CHECK ("statement"."product_class" in ('co_sell', 'generic', 'platform', 'curated'))
);
--> statement-breakpoint
ALTER TABLE "statement" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "statement_rate" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"org_id" uuid NOT NULL,
	"statement_id" uuid NOT NULL,
	"tax_rate_bp" integer NOT NULL,
	"gross_fen" bigint NOT NULL,
	"net_fen" bigint NOT NULL,
	"tax_fen" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "statement_rate" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "invoice" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"org_id" uuid NOT NULL,
	"requisition_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"number" text NOT NULL,
	"kind" text NOT NULL,
	"issue_date" date NOT NULL,
	"seller_name" text NOT NULL,
	"seller_tax_id" text NOT NULL,
	"buyer_name" text NOT NULL,
	"buyer_tax_id" text NOT NULL,
	"net_fen" bigint NOT NULL,
	"tax_fen" bigint NOT NULL,
	"total_fen" bigint NOT NULL,
	"tax_rate_bp" integer NOT NULL,
	"remark" text DEFAULT '' NOT NULL,
	"fields" jsonb NOT NULL,
	"warnings" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"status" text NOT NULL,
	"decided_by" uuid,
	"decided_by_name" text,
	"decided_at" timestamp with time zone,
	"reason_note" text,
	"submitted_by" uuid,
	"submitted_by_name" text DEFAULT '' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT app.now() NOT NULL,
	CONSTRAINT "invoice_status_check" CHECK ("invoice"."status" in ('submitted', 'verified', 'rejected', 'withdrawn'))
);
--> statement-breakpoint
ALTER TABLE "invoice" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "mail_token" ADD CONSTRAINT "mail_token_org_id_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."org"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_org_id_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."org"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "org_certification" ADD CONSTRAINT "org_certification_org_id_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."org"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbound_event" ADD CONSTRAINT "inbound_event_source_id_event_source_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."event_source"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "file" ADD CONSTRAINT "file_org_id_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."org"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification" ADD CONSTRAINT "notification_org_id_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."org"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbound_message" ADD CONSTRAINT "outbound_message_org_id_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."org"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement" ADD CONSTRAINT "agreement_org_id_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."org"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tier_month" ADD CONSTRAINT "tier_month_org_id_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."org"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application" ADD CONSTRAINT "application_org_id_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."org"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application" ADD CONSTRAINT "application_certificate_id_certificate_id_fk" FOREIGN KEY ("certificate_id") REFERENCES "public"."certificate"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application" ADD CONSTRAINT "application_product_fk" FOREIGN KEY ("org_id","product_id") REFERENCES "public"."product"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_round" ADD CONSTRAINT "application_round_application_id_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."application"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_file_fk" FOREIGN KEY ("org_id","file_id") REFERENCES "public"."file"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_product_fk" FOREIGN KEY ("org_id","product_id") REFERENCES "public"."product"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product" ADD CONSTRAINT "product_org_id_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."org"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product" ADD CONSTRAINT "product_legal_entity_id_legal_entity_id_fk" FOREIGN KEY ("legal_entity_id") REFERENCES "public"."legal_entity"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_spec" ADD CONSTRAINT "product_spec_product_fk" FOREIGN KEY ("org_id","product_id") REFERENCES "public"."product"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand" ADD CONSTRAINT "demand_submitter_org_id_org_id_fk" FOREIGN KEY ("submitter_org_id") REFERENCES "public"."org"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand" ADD CONSTRAINT "demand_seller_org_id_org_id_fk" FOREIGN KEY ("seller_org_id") REFERENCES "public"."org"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand_customer" ADD CONSTRAINT "demand_customer_demand_id_demand_id_fk" FOREIGN KEY ("demand_id") REFERENCES "public"."demand"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand_customer" ADD CONSTRAINT "demand_customer_submitter_org_id_org_id_fk" FOREIGN KEY ("submitter_org_id") REFERENCES "public"."org"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand_customer" ADD CONSTRAINT "demand_customer_released_to_org_id_org_id_fk" FOREIGN KEY ("released_to_org_id") REFERENCES "public"."org"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand_event" ADD CONSTRAINT "demand_event_demand_id_demand_id_fk" FOREIGN KEY ("demand_id") REFERENCES "public"."demand"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand_line" ADD CONSTRAINT "demand_line_demand_id_demand_id_fk" FOREIGN KEY ("demand_id") REFERENCES "public"."demand"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand_line" ADD CONSTRAINT "demand_line_product_id_product_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."product"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand_line" ADD CONSTRAINT "demand_line_product_spec_id_product_spec_id_fk" FOREIGN KEY ("product_spec_id") REFERENCES "public"."product_spec"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offer" ADD CONSTRAINT "offer_org_id_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."org"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offer" ADD CONSTRAINT "offer_seller_org_id_org_id_fk" FOREIGN KEY ("seller_org_id") REFERENCES "public"."org"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offer" ADD CONSTRAINT "offer_partner_org_id_org_id_fk" FOREIGN KEY ("partner_org_id") REFERENCES "public"."org"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offer" ADD CONSTRAINT "offer_demand_id_demand_id_fk" FOREIGN KEY ("demand_id") REFERENCES "public"."demand"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offer_line" ADD CONSTRAINT "offer_line_offer_id_offer_id_fk" FOREIGN KEY ("offer_id") REFERENCES "public"."offer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offer_line" ADD CONSTRAINT "offer_line_product_id_product_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."product"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offer_line" ADD CONSTRAINT "offer_line_product_spec_id_product_spec_id_fk" FOREIGN KEY ("product_spec_id") REFERENCES "public"."product_spec"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attribution" ADD CONSTRAINT "attribution_order_id_order_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attribution" ADD CONSTRAINT "attribution_order_line_id_order_line_id_fk" FOREIGN KEY ("order_line_id") REFERENCES "public"."order_line"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attribution" ADD CONSTRAINT "attribution_partner_org_id_org_id_fk" FOREIGN KEY ("partner_org_id") REFERENCES "public"."org"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attribution" ADD CONSTRAINT "attribution_seller_org_id_org_id_fk" FOREIGN KEY ("seller_org_id") REFERENCES "public"."org"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attribution" ADD CONSTRAINT "attribution_offer_id_offer_id_fk" FOREIGN KEY ("offer_id") REFERENCES "public"."offer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attribution" ADD CONSTRAINT "attribution_agreement_id_agreement_id_fk" FOREIGN KEY ("agreement_id") REFERENCES "public"."agreement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order" ADD CONSTRAINT "order_seller_org_id_org_id_fk" FOREIGN KEY ("seller_org_id") REFERENCES "public"."org"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order" ADD CONSTRAINT "order_partner_org_id_org_id_fk" FOREIGN KEY ("partner_org_id") REFERENCES "public"."org"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order" ADD CONSTRAINT "order_customer_id_customer_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order" ADD CONSTRAINT "order_legal_entity_id_legal_entity_id_fk" FOREIGN KEY ("legal_entity_id") REFERENCES "public"."legal_entity"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order" ADD CONSTRAINT "order_offer_id_offer_id_fk" FOREIGN KEY ("offer_id") REFERENCES "public"."offer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_event" ADD CONSTRAINT "order_event_order_id_order_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_event" ADD CONSTRAINT "order_event_seller_org_id_org_id_fk" FOREIGN KEY ("seller_org_id") REFERENCES "public"."org"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_event" ADD CONSTRAINT "order_event_partner_org_id_org_id_fk" FOREIGN KEY ("partner_org_id") REFERENCES "public"."org"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_order_id_order_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_seller_org_id_org_id_fk" FOREIGN KEY ("seller_org_id") REFERENCES "public"."org"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_partner_org_id_org_id_fk" FOREIGN KEY ("partner_org_id") REFERENCES "public"."org"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_product_id_product_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."product"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_product_spec_id_product_spec_id_fk" FOREIGN KEY ("product_spec_id") REFERENCES "public"."product_spec"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_legal_entity_id_legal_entity_id_fk" FOREIGN KEY ("legal_entity_id") REFERENCES "public"."legal_entity"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_seller_agreement_id_agreement_id_fk" FOREIGN KEY ("seller_agreement_id") REFERENCES "public"."agreement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_org_id_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."org"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interface_message" ADD CONSTRAINT "interface_message_org_id_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."org"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interface_message" ADD CONSTRAINT "interface_message_interface_id_production_interface_id_fk" FOREIGN KEY ("interface_id") REFERENCES "public"."production_interface"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interface_message" ADD CONSTRAINT "interface_message_order_id_order_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interface_message" ADD CONSTRAINT "interface_message_order_line_id_order_line_id_fk" FOREIGN KEY ("order_line_id") REFERENCES "public"."order_line"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "production_interface" ADD CONSTRAINT "production_interface_org_id_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."org"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_posting" ADD CONSTRAINT "ledger_posting_entry_id_ledger_entry_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."ledger_entry"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_posting" ADD CONSTRAINT "ledger_posting_org_id_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."org"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "countersignature" ADD CONSTRAINT "countersignature_org_id_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."org"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "countersignature" ADD CONSTRAINT "countersignature_statement_id_statement_id_fk" FOREIGN KEY ("statement_id") REFERENCES "public"."statement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "issue_list_row" ADD CONSTRAINT "issue_list_row_org_id_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."org"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "issue_list_row" ADD CONSTRAINT "issue_list_row_requisition_id_requisition_id_fk" FOREIGN KEY ("requisition_id") REFERENCES "public"."requisition"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payout" ADD CONSTRAINT "payout_org_id_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."org"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payout" ADD CONSTRAINT "payout_requisition_id_requisition_id_fk" FOREIGN KEY ("requisition_id") REFERENCES "public"."requisition"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requisition" ADD CONSTRAINT "requisition_org_id_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."org"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requisition" ADD CONSTRAINT "requisition_legal_entity_id_legal_entity_id_fk" FOREIGN KEY ("legal_entity_id") REFERENCES "public"."legal_entity"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlement_line" ADD CONSTRAINT "settlement_line_org_id_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."org"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlement_line" ADD CONSTRAINT "settlement_line_statement_id_statement_id_fk" FOREIGN KEY ("statement_id") REFERENCES "public"."statement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlement_line" ADD CONSTRAINT "settlement_line_order_id_order_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlement_line" ADD CONSTRAINT "settlement_line_order_line_id_order_line_id_fk" FOREIGN KEY ("order_line_id") REFERENCES "public"."order_line"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statement" ADD CONSTRAINT "statement_org_id_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."org"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statement" ADD CONSTRAINT "statement_legal_entity_id_legal_entity_id_fk" FOREIGN KEY ("legal_entity_id") REFERENCES "public"."legal_entity"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statement" ADD CONSTRAINT "statement_close_run_id_close_run_id_fk" FOREIGN KEY ("close_run_id") REFERENCES "public"."close_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statement" ADD CONSTRAINT "statement_requisition_id_requisition_id_fk" FOREIGN KEY ("requisition_id") REFERENCES "public"."requisition"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statement_rate" ADD CONSTRAINT "statement_rate_org_id_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."org"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statement_rate" ADD CONSTRAINT "statement_rate_statement_id_statement_id_fk" FOREIGN KEY ("statement_id") REFERENCES "public"."statement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_org_id_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."org"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_requisition_id_requisition_id_fk" FOREIGN KEY ("requisition_id") REFERENCES "public"."requisition"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_file_fk" FOREIGN KEY ("org_id","file_id") REFERENCES "public"."file"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "legal_entity_code_key" ON "legal_entity" USING btree ("code");--> statement-breakpoint
CREATE UNIQUE INDEX "mail_token_hash_key" ON "mail_token" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "mail_token_org_idx" ON "mail_token" USING btree ("org_id");--> statement-breakpoint
CREATE INDEX "membership_person_idx" ON "membership" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "org_slug_key" ON "org" USING btree ("slug");--> statement-breakpoint
CREATE INDEX "org_certification_org_idx" ON "org_certification" USING btree ("org_id","valid_from" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "org_certification_current_key" ON "org_certification" USING btree ("org_id") WHERE valid_to is null;--> statement-breakpoint
CREATE UNIQUE INDEX "person_email_key" ON "person" USING btree (lower("email"));--> statement-breakpoint
CREATE UNIQUE INDEX "session_token_key" ON "session" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "session_person_idx" ON "session" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "audit_entry_chain_key" ON "audit_entry" USING btree ("chain","position");--> statement-breakpoint
CREATE INDEX "audit_entry_noun_idx" ON "audit_entry" USING btree ("noun","noun_id","seq");--> statement-breakpoint
CREATE INDEX "audit_entry_parties_idx" ON "audit_entry" USING gin ("parties");--> statement-breakpoint
CREATE UNIQUE INDEX "event_source_name_key" ON "event_source" USING btree ("name");--> statement-breakpoint
CREATE UNIQUE INDEX "inbound_event_key" ON "inbound_event" USING btree ("source_id","webhook_id");--> statement-breakpoint
CREATE INDEX "inbound_event_state_idx" ON "inbound_event" USING btree ("state","received_at");--> statement-breakpoint
CREATE INDEX "inbound_event_waits_idx" ON "inbound_event" USING btree ("waits_for") WHERE state = 'parked';--> statement-breakpoint
CREATE INDEX "rejected_event_received_idx" ON "rejected_event" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "file_org_idx" ON "file" USING btree ("org_id","created_at");--> statement-breakpoint
CREATE INDEX "notification_org_idx" ON "notification" USING btree ("org_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "notification_asking_idx" ON "notification" USING btree ("noun","noun_id") WHERE action_needed is not null;--> statement-breakpoint
CREATE INDEX "notification_unread_idx" ON "notification" USING btree ("org_id") WHERE read_at is null;--> statement-breakpoint
CREATE INDEX "outbound_message_created_idx" ON "outbound_message" USING btree ("created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "outbound_message_org_idx" ON "outbound_message" USING btree ("org_id");--> statement-breakpoint
CREATE UNIQUE INDEX "agreement_number_key" ON "agreement" USING btree ("number");--> statement-breakpoint
CREATE INDEX "agreement_org_idx" ON "agreement" USING btree ("org_id","valid_from" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "rule_version_lookup_idx" ON "rule_version" USING btree ("kind","scope","valid_from" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "rule_version_current_key" ON "rule_version" USING btree ("kind","scope") WHERE valid_to is null;--> statement-breakpoint
CREATE UNIQUE INDEX "tier_month_key" ON "tier_month" USING btree ("product_id","period");--> statement-breakpoint
CREATE INDEX "tier_month_org_idx" ON "tier_month" USING btree ("org_id");--> statement-breakpoint
CREATE UNIQUE INDEX "application_number_key" ON "application" USING btree ("number");--> statement-breakpoint
CREATE INDEX "application_org_idx" ON "application" USING btree ("org_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "application_product_idx" ON "application" USING btree ("org_id","product_id");--> statement-breakpoint
CREATE INDEX "application_certificate_idx" ON "application" USING btree ("certificate_id");--> statement-breakpoint
CREATE INDEX "application_status_idx" ON "application" USING btree ("status","due_at");--> statement-breakpoint
CREATE UNIQUE INDEX "application_round_key" ON "application_round" USING btree ("application_id","round");--> statement-breakpoint
CREATE INDEX "certificate_file_idx" ON "certificate" USING btree ("org_id","file_id");--> statement-breakpoint
CREATE INDEX "certificate_product_idx" ON "certificate" USING btree ("org_id","product_id");--> statement-breakpoint
CREATE INDEX "certificate_reg_no_idx" ON "certificate" USING btree ("reg_no");--> statement-breakpoint
CREATE UNIQUE INDEX "product_code_key" ON "product" USING btree ("code");--> statement-breakpoint
CREATE INDEX "product_org_idx" ON "product" USING btree ("org_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "product_entity_idx" ON "product" USING btree ("legal_entity_id");--> statement-breakpoint
CREATE INDEX "product_name_trgm_idx" ON "product" USING gin ("name" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "product_spec_product_idx" ON "product_spec" USING btree ("org_id","product_id");--> statement-breakpoint
CREATE UNIQUE INDEX "product_spec_sku_key" ON "product_spec" USING btree ("sku_code");--> statement-breakpoint
CREATE UNIQUE INDEX "customer_account_key" ON "customer" USING btree ("account");--> statement-breakpoint
CREATE UNIQUE INDEX "demand_number_key" ON "demand" USING btree ("number");--> statement-breakpoint
CREATE INDEX "demand_seller_idx" ON "demand" USING btree ("seller_org_id","created_at" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "demand_submitter_idx" ON "demand" USING btree ("submitter_org_id","created_at" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "demand_status_idx" ON "demand" USING btree ("status","created_at" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "demand_name_trgm_idx" ON "demand" USING gin ("name" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "demand_due_idx" ON "demand" USING btree ("due_at") WHERE due_at is not null;--> statement-breakpoint
CREATE INDEX "demand_customer_submitter_idx" ON "demand_customer" USING btree ("submitter_org_id");--> statement-breakpoint
CREATE INDEX "demand_customer_released_idx" ON "demand_customer" USING btree ("released_to_org_id");--> statement-breakpoint
CREATE INDEX "demand_event_demand_idx" ON "demand_event" USING btree ("demand_id","created_at");--> statement-breakpoint
CREATE INDEX "demand_line_demand_idx" ON "demand_line" USING btree ("demand_id");--> statement-breakpoint
CREATE INDEX "demand_line_product_idx" ON "demand_line" USING btree ("product_id");--> statement-breakpoint
CREATE INDEX "demand_line_spec_idx" ON "demand_line" USING btree ("product_spec_id");--> statement-breakpoint
CREATE UNIQUE INDEX "offer_number_key" ON "offer" USING btree ("number");--> statement-breakpoint
CREATE UNIQUE INDEX "offer_token_key" ON "offer" USING btree ("token_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "offer_live_name_key" ON "offer" USING btree ("org_id","name") WHERE status in ('review', 'scheduled', 'effective');--> statement-breakpoint
CREATE UNIQUE INDEX "offer_live_demand_key" ON "offer" USING btree ("demand_id") WHERE status in ('review', 'scheduled', 'effective');--> statement-breakpoint
CREATE INDEX "offer_org_idx" ON "offer" USING btree ("org_id","created_at" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "offer_seller_idx" ON "offer" USING btree ("seller_org_id","created_at" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "offer_partner_idx" ON "offer" USING btree ("partner_org_id","created_at" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "offer_demand_idx" ON "offer" USING btree ("demand_id");--> statement-breakpoint
CREATE INDEX "offer_name_trgm_idx" ON "offer" USING gin ("name" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "offer_status_idx" ON "offer" USING btree ("status","ends_at");--> statement-breakpoint
CREATE INDEX "offer_line_offer_idx" ON "offer_line" USING btree ("offer_id");--> statement-breakpoint
CREATE INDEX "offer_line_product_idx" ON "offer_line" USING btree ("product_id");--> statement-breakpoint
CREATE INDEX "offer_line_spec_idx" ON "offer_line" USING btree ("product_spec_id");--> statement-breakpoint
CREATE UNIQUE INDEX "attribution_line_partner_key" ON "attribution" USING btree ("order_line_id","partner_org_id");--> statement-breakpoint
CREATE INDEX "attribution_order_idx" ON "attribution" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "attribution_partner_idx" ON "attribution" USING btree ("partner_org_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "attribution_seller_idx" ON "attribution" USING btree ("seller_org_id");--> statement-breakpoint
CREATE INDEX "attribution_offer_idx" ON "attribution" USING btree ("offer_id");--> statement-breakpoint
CREATE INDEX "attribution_agreement_idx" ON "attribution" USING btree ("agreement_id");--> statement-breakpoint
CREATE UNIQUE INDEX "order_number_key" ON "order" USING btree ("number");--> statement-breakpoint
CREATE INDEX "order_seller_idx" ON "order" USING btree ("seller_org_id","placed_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "order_partner_idx" ON "order" USING btree ("partner_org_id","placed_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "order_placed_idx" ON "order" USING btree ("placed_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "order_customer_idx" ON "order" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "order_entity_idx" ON "order" USING btree ("legal_entity_id");--> statement-breakpoint
CREATE INDEX "order_offer_idx" ON "order" USING btree ("offer_id");--> statement-breakpoint
CREATE INDEX "order_number_trgm_idx" ON "order" USING gin ("number" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "order_event_order_idx" ON "order_event" USING btree ("order_id","at");--> statement-breakpoint
CREATE INDEX "order_event_seller_idx" ON "order_event" USING btree ("seller_org_id");--> statement-breakpoint
CREATE INDEX "order_event_partner_idx" ON "order_event" USING btree ("partner_org_id");--> statement-breakpoint
CREATE UNIQUE INDEX "order_line_number_key" ON "order_line" USING btree ("number");--> statement-breakpoint
CREATE INDEX "order_line_order_idx" ON "order_line" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "order_line_original_idx" ON "order_line" USING btree ("original_line_id");--> statement-breakpoint
CREATE INDEX "order_line_seller_idx" ON "order_line" USING btree ("seller_org_id","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "order_line_partner_idx" ON "order_line" USING btree ("partner_org_id","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "order_line_product_idx" ON "order_line" USING btree ("product_id");--> statement-breakpoint
CREATE INDEX "order_line_spec_idx" ON "order_line" USING btree ("product_spec_id");--> statement-breakpoint
CREATE INDEX "order_line_entity_idx" ON "order_line" USING btree ("legal_entity_id");--> statement-breakpoint
CREATE INDEX "order_line_agreement_idx" ON "order_line" USING btree ("seller_agreement_id");--> statement-breakpoint
CREATE UNIQUE INDEX "api_key_access_key" ON "api_key" USING btree ("access_key");--> statement-breakpoint
CREATE INDEX "api_key_org_idx" ON "api_key" USING btree ("org_id");--> statement-breakpoint
CREATE UNIQUE INDEX "interface_message_line_key" ON "interface_message" USING btree ("order_line_id","activity");--> statement-breakpoint
CREATE INDEX "interface_message_org_idx" ON "interface_message" USING btree ("org_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "interface_message_interface_idx" ON "interface_message" USING btree ("interface_id");--> statement-breakpoint
CREATE INDEX "interface_message_order_idx" ON "interface_message" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "interface_message_due_idx" ON "interface_message" USING btree ("next_attempt_at") WHERE next_attempt_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "production_interface_org_key" ON "production_interface" USING btree ("org_id","name");--> statement-breakpoint
CREATE UNIQUE INDEX "ledger_entry_correlation_key" ON "ledger_entry" USING btree ("correlation_key");--> statement-breakpoint
CREATE INDEX "ledger_entry_noun_idx" ON "ledger_entry" USING btree ("noun_id");--> statement-breakpoint
CREATE INDEX "ledger_posting_entry_idx" ON "ledger_posting" USING btree ("entry_id");--> statement-breakpoint
CREATE INDEX "ledger_posting_org_idx" ON "ledger_posting" USING btree ("org_id","account");--> statement-breakpoint
CREATE UNIQUE INDEX "close_run_period_key" ON "close_run" USING btree ("period") WHERE state <> 'failed';--> statement-breakpoint
CREATE UNIQUE INDEX "countersignature_desk_key" ON "countersignature" USING btree ("statement_id","round","desk");--> statement-breakpoint
CREATE UNIQUE INDEX "countersignature_person_key" ON "countersignature" USING btree ("statement_id","round","person_id");--> statement-breakpoint
CREATE INDEX "countersignature_org_idx" ON "countersignature" USING btree ("org_id");--> statement-breakpoint
CREATE UNIQUE INDEX "issue_list_row_key" ON "issue_list_row" USING btree ("requisition_id","tax_rate_bp");--> statement-breakpoint
CREATE INDEX "issue_list_row_org_idx" ON "issue_list_row" USING btree ("org_id");--> statement-breakpoint
CREATE UNIQUE INDEX "payout_requisition_key" ON "payout" USING btree ("requisition_id");--> statement-breakpoint
CREATE INDEX "payout_org_idx" ON "payout" USING btree ("org_id");--> statement-breakpoint
CREATE UNIQUE INDEX "requisition_number_key" ON "requisition" USING btree ("number");--> statement-breakpoint
CREATE INDEX "requisition_org_idx" ON "requisition" USING btree ("org_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "requisition_entity_idx" ON "requisition" USING btree ("legal_entity_id");--> statement-breakpoint
CREATE UNIQUE INDEX "settlement_line_once_key" ON "settlement_line" USING btree ("order_line_id","side","org_id");--> statement-breakpoint
CREATE INDEX "settlement_line_statement_idx" ON "settlement_line" USING btree ("statement_id","id");--> statement-breakpoint
CREATE INDEX "settlement_line_order_idx" ON "settlement_line" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "settlement_line_org_idx" ON "settlement_line" USING btree ("org_id","product_id");--> statement-breakpoint
CREATE UNIQUE INDEX "statement_number_key" ON "statement" USING btree ("number");--> statement-breakpoint
CREATE UNIQUE INDEX "statement_key" ON "statement" USING btree ("org_id","side","legal_entity_id","product_class","period","currency");--> statement-breakpoint
CREATE INDEX "statement_org_idx" ON "statement" USING btree ("org_id","period" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "statement_entity_idx" ON "statement" USING btree ("legal_entity_id");--> statement-breakpoint
CREATE INDEX "statement_close_run_idx" ON "statement" USING btree ("close_run_id");--> statement-breakpoint
CREATE INDEX "statement_requisition_idx" ON "statement" USING btree ("requisition_id");--> statement-breakpoint
CREATE INDEX "statement_status_idx" ON "statement" USING btree ("status","period");--> statement-breakpoint
CREATE UNIQUE INDEX "statement_rate_key" ON "statement_rate" USING btree ("statement_id","tax_rate_bp");--> statement-breakpoint
CREATE INDEX "statement_rate_org_idx" ON "statement_rate" USING btree ("org_id");--> statement-breakpoint
CREATE INDEX "invoice_file_idx" ON "invoice" USING btree ("org_id","file_id");--> statement-breakpoint
CREATE UNIQUE INDEX "invoice_number_key" ON "invoice" USING btree ("seller_tax_id","number") WHERE status in ('submitted', 'verified');--> statement-breakpoint
CREATE INDEX "invoice_org_idx" ON "invoice" USING btree ("org_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "invoice_requisition_idx" ON "invoice" USING btree ("requisition_id");--> statement-breakpoint
CREATE INDEX "invoice_status_idx" ON "invoice" USING btree ("status","created_at");--> statement-breakpoint
CREATE POLICY "platform" ON "legal_entity" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "reference" ON "legal_entity" AS PERMISSIVE FOR SELECT TO "countinghouse_web", "countinghouse_worker" USING ((select nullif(current_setting('app.org_id', true), '')::uuid) is not null);--> statement-breakpoint
CREATE POLICY "owner" ON "legal_entity" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "identity" ON "mail_token" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING (false) WITH CHECK (false);--> statement-breakpoint
CREATE POLICY "owner" ON "mail_token" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "party" ON "membership" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ("membership"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid) or "membership"."person_id" = (select nullif(current_setting('app.person_id', true), '')::uuid)) WITH CHECK ("membership"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid) or "membership"."person_id" = (select nullif(current_setting('app.person_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "operators" ON "membership" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "membership" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "platform" ON "org" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "shown" ON "org" AS PERMISSIVE FOR SELECT TO "countinghouse_web", "countinghouse_worker" USING ((select nullif(current_setting('app.org_id', true), '')::uuid) is not null or exists (select 1 from membership m where m.org_id = "org"."id" and m.person_id = (select nullif(current_setting('app.person_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "owner" ON "org" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own" ON "org_certification" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ("org_certification"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("org_certification"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "operators" ON "org_certification" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "org_certification" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "identity" ON "person" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ("person"."id" = (select nullif(current_setting('app.person_id', true), '')::uuid)) WITH CHECK ("person"."id" = (select nullif(current_setting('app.person_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "owner" ON "person" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "identity" ON "session" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ("session"."person_id" = (select nullif(current_setting('app.person_id', true), '')::uuid)) WITH CHECK ("session"."person_id" = (select nullif(current_setting('app.person_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "owner" ON "session" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "party" ON "audit_entry" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select nullif(current_setting('app.org_id', true), '')::uuid) = any("audit_entry"."parties")) WITH CHECK ((select nullif(current_setting('app.org_id', true), '')::uuid) = any("audit_entry"."parties"));--> statement-breakpoint
CREATE POLICY "operators" ON "audit_entry" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "audit_entry" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "identity" ON "audit_head" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING (false) WITH CHECK (false);--> statement-breakpoint
CREATE POLICY "owner" ON "audit_head" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "platform" ON "clock" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "reference" ON "clock" AS PERMISSIVE FOR SELECT TO "countinghouse_web", "countinghouse_worker" USING ((select nullif(current_setting('app.org_id', true), '')::uuid) is not null);--> statement-breakpoint
CREATE POLICY "owner" ON "clock" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "platform" ON "event_source" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "event_source" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "platform" ON "heartbeat" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "reference" ON "heartbeat" AS PERMISSIVE FOR SELECT TO "countinghouse_web", "countinghouse_worker" USING ((select nullif(current_setting('app.org_id', true), '')::uuid) is not null);--> statement-breakpoint
CREATE POLICY "owner" ON "heartbeat" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own" ON "idempotency_key" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ("idempotency_key"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("idempotency_key"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "operators" ON "idempotency_key" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "idempotency_key" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "platform" ON "inbound_event" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "inbound_event" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "identity" ON "rate_counter" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "owner" ON "rate_counter" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "platform" ON "rejected_event" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "rejected_event" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own" ON "file" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ("file"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("file"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "operators" ON "file" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "file" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own" ON "notification" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ("notification"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("notification"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "operators" ON "notification" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "notification" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "platform" ON "outbound_message" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "outbound_message" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "party" ON "agreement" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ("agreement"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("agreement"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "operators" ON "agreement" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "agreement" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "platform" ON "rule_version" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "reference" ON "rule_version" AS PERMISSIVE FOR SELECT TO "countinghouse_web", "countinghouse_worker" USING ((select nullif(current_setting('app.org_id', true), '')::uuid) is not null);--> statement-breakpoint
CREATE POLICY "owner" ON "rule_version" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "party" ON "tier_month" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ("tier_month"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("tier_month"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "operators" ON "tier_month" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "tier_month" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own" ON "application" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ("application"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("application"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "operators" ON "application" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "application" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "platform" ON "application_round" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "application_round" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own" ON "certificate" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ("certificate"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("certificate"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "operators" ON "certificate" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "certificate" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own" ON "product" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ("product"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("product"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "operators" ON "product" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "product" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "shown" ON "product" AS PERMISSIVE FOR SELECT TO "countinghouse_web", "countinghouse_worker" USING ("product"."status" <> 'unlisted' and (select nullif(current_setting('app.org_id', true), '')::uuid) is not null);--> statement-breakpoint
CREATE POLICY "own" ON "product_spec" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ("product_spec"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("product_spec"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "operators" ON "product_spec" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "product_spec" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "shown" ON "product_spec" AS PERMISSIVE FOR SELECT TO "countinghouse_web", "countinghouse_worker" USING (exists (select 1 from product p where p.id = product_id and p.status <> 'unlisted'));--> statement-breakpoint
CREATE POLICY "platform" ON "customer" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "customer" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "party" ON "demand" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ("demand"."submitter_org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid) or "demand"."seller_org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("demand"."submitter_org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid) or "demand"."seller_org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "operators" ON "demand" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "demand" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "party" ON "demand_customer" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ("demand_customer"."submitter_org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid) or "demand_customer"."released_to_org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("demand_customer"."submitter_org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid) or "demand_customer"."released_to_org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "operators" ON "demand_customer" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "demand_customer" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "party" ON "demand_event" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING (exists (select 1 from demand d where d.id = demand_id and (d.submitter_org_id = (select nullif(current_setting('app.org_id', true), '')::uuid) or (d.seller_org_id = (select nullif(current_setting('app.org_id', true), '')::uuid) and not hidden_from_seller)))) WITH CHECK (exists (select 1 from demand d where d.id = demand_id and (d.submitter_org_id = (select nullif(current_setting('app.org_id', true), '')::uuid) or (d.seller_org_id = (select nullif(current_setting('app.org_id', true), '')::uuid) and not hidden_from_seller))));--> statement-breakpoint
CREATE POLICY "operators" ON "demand_event" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "demand_event" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "party" ON "demand_line" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING (exists (select 1 from demand d where d.id = demand_id and (d.submitter_org_id = (select nullif(current_setting('app.org_id', true), '')::uuid) or d.seller_org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)))) WITH CHECK (exists (select 1 from demand d where d.id = demand_id and (d.submitter_org_id = (select nullif(current_setting('app.org_id', true), '')::uuid) or d.seller_org_id = (select nullif(current_setting('app.org_id', true), '')::uuid))));--> statement-breakpoint
CREATE POLICY "operators" ON "demand_line" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "demand_line" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "party" ON "offer" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ("offer"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid) or "offer"."seller_org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid) or "offer"."partner_org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("offer"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid) or "offer"."seller_org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid) or "offer"."partner_org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "operators" ON "offer" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "offer" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "party" ON "offer_line" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING (exists (select 1 from offer o where o.id = offer_id and (o.org_id = (select nullif(current_setting('app.org_id', true), '')::uuid) or o.seller_org_id = (select nullif(current_setting('app.org_id', true), '')::uuid) or o.partner_org_id = (select nullif(current_setting('app.org_id', true), '')::uuid)))) WITH CHECK (exists (select 1 from offer o where o.id = offer_id and (o.org_id = (select nullif(current_setting('app.org_id', true), '')::uuid) or o.seller_org_id = (select nullif(current_setting('app.org_id', true), '')::uuid) or o.partner_org_id = (select nullif(current_setting('app.org_id', true), '')::uuid))));--> statement-breakpoint
CREATE POLICY "operators" ON "offer_line" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "offer_line" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "party" ON "attribution" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ("attribution"."partner_org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid) or "attribution"."seller_org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("attribution"."partner_org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid) or "attribution"."seller_org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "operators" ON "attribution" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "attribution" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "party" ON "order" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ("order"."seller_org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid) or "order"."partner_org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("order"."seller_org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid) or "order"."partner_org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "operators" ON "order" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "order" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "party" ON "order_event" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ("order_event"."seller_org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid) or "order_event"."partner_org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("order_event"."seller_org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid) or "order_event"."partner_org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "operators" ON "order_event" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "order_event" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "party" ON "order_line" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ("order_line"."seller_org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid) or "order_line"."partner_org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("order_line"."seller_org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid) or "order_line"."partner_org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "operators" ON "order_line" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "order_line" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own" ON "api_key" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ("api_key"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("api_key"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "operators" ON "api_key" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "api_key" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own" ON "interface_message" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ("interface_message"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("interface_message"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "operators" ON "interface_message" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "interface_message" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own" ON "production_interface" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ("production_interface"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("production_interface"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "operators" ON "production_interface" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "production_interface" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "platform" ON "ledger_entry" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "ledger_entry" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "party" ON "ledger_posting" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ("ledger_posting"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("ledger_posting"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "operators" ON "ledger_posting" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "ledger_posting" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "platform" ON "close_run" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "close_run" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "party" ON "countersignature" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ("countersignature"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("countersignature"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "operators" ON "countersignature" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "countersignature" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own" ON "issue_list_row" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ("issue_list_row"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("issue_list_row"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "operators" ON "issue_list_row" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "issue_list_row" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own" ON "payout" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ("payout"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("payout"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "operators" ON "payout" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "payout" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own" ON "requisition" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ("requisition"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("requisition"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "operators" ON "requisition" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "requisition" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own" ON "settlement_line" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ("settlement_line"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("settlement_line"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "operators" ON "settlement_line" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "settlement_line" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own" ON "statement" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ("statement"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("statement"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "operators" ON "statement" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "statement" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own" ON "statement_rate" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ("statement_rate"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("statement_rate"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "operators" ON "statement_rate" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "statement_rate" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own" ON "invoice" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ("invoice"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("invoice"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "operators" ON "invoice" AS PERMISSIVE FOR ALL TO "countinghouse_web", "countinghouse_worker" USING ((select current_setting('app.platform', true) = 'on')) WITH CHECK ((select current_setting('app.platform', true) = 'on'));--> statement-breakpoint
CREATE POLICY "owner" ON "invoice" AS PERMISSIVE FOR ALL TO "countinghouse_owner" USING (true) WITH CHECK (true);