-- Kept so far as counts alone: whose the refusals and lapses were, the timeline and the audit log still know.
UPDATE demand d SET refused_by = ARRAY(
  SELECT DISTINCT e.actor_org_id FROM demand_event e WHERE e.demand_id = d.id AND e.act = 'reject' AND e.actor_org_id IS NOT NULL
  UNION SELECT d.seller_org_id WHERE d.status = 'rejected' AND d.seller_org_id IS NOT NULL) WHERE d.refusals > 0;
--> statement-breakpoint
UPDATE demand d SET lapsed_by = ARRAY(
  SELECT DISTINCT p FROM audit_entry a, unnest(a.parties) p WHERE a.noun = 'demand' AND a.noun_id = d.id AND a.act = 'demand.lapse' AND p <> d.submitter_org_id
  UNION SELECT d.seller_org_id WHERE d.status = 'lapsed' AND d.seller_org_id IS NOT NULL) WHERE d.lapses > 0;
--> statement-breakpoint
ALTER TABLE "demand" DROP COLUMN "lapses";--> statement-breakpoint
ALTER TABLE "demand" DROP COLUMN "refusals";