-- An order with the demand it goes back to: by the offer it used, or, where it used none, by what its attribution inherited.
CREATE OR REPLACE VIEW deal_order WITH (security_invoker = true) AS
SELECT o.id, o.number, o.order_type, o.currency, o.amount_fen, f.demand_id, o.offer_id
FROM "order" o LEFT JOIN offer f ON f.id = o.offer_id
WHERE o.offer_id IS NOT NULL OR NOT EXISTS (SELECT 1 FROM attribution a WHERE a.order_id = o.id AND a.demand_id IS NOT NULL)
UNION ALL
SELECT o.id, o.number, o.order_type, o.currency, o.amount_fen, a.demand_id, NULL::uuid
FROM (SELECT DISTINCT order_id, demand_id FROM attribution WHERE demand_id IS NOT NULL) a
JOIN "order" o ON o.id = a.order_id AND o.offer_id IS NULL;

-- Whether an offer and a demand stand behind an order the asking person sees; not what is in them, which may be a colleague's.
CREATE OR REPLACE FUNCTION app.deal_behind(asked uuid) RETURNS TABLE (has_offer boolean, has_demand boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT app.sees_order(asked) THEN RETURN; END IF;
  RETURN QUERY SELECT o.offer_id IS NOT NULL, f.demand_id IS NOT NULL OR EXISTS (SELECT 1 FROM attribution a WHERE a.order_id = o.id AND a.demand_id IS NOT NULL)
    FROM "order" o LEFT JOIN offer f ON f.id = o.offer_id WHERE o.id = asked;
END $$;

-- Everything that happened to a deal, from the demand to the share paid out: one row per moment, found by its demand, its
-- offer or its order. The row-level policies of what it reads decide who sees which row: a company finds its own share here,
-- never the other side's. Nothing of the customer and no bank matter is in it.
CREATE OR REPLACE VIEW deal_event WITH (security_invoker = true) AS
SELECT e.id::text AS key, CASE WHEN e.act = 'progress' THEN 'progress' WHEN e.act = 'win' THEN 'orders' WHEN e.act = 'refund' THEN 'refunds'
    WHEN e.act IN ('comment', 'own_comment') AND d.accepted_at <= e.created_at THEN 'progress' ELSE 'demand' END AS stage, e.act, e.created_at AS at,
  e.demand_id, NULL::uuid AS offer_id, NULL::uuid AS order_id, 'demand' AS noun, e.demand_id AS noun_id, d.number, CASE WHEN e.actor_org_id IS NULL THEN '' ELSE e.actor_name END AS actor_name, e.actor_org_id,
  CASE WHEN e.act = 'submit' THEN d.budget_fen END AS amount_fen, 'CNY' AS currency, NULL::text AS side, e.note,
  e.detail || jsonb_strip_nulls(jsonb_build_object('nextStep', e.next_step, 'nextStepOn', e.next_step_on)) AS detail
FROM demand_event e JOIN demand d ON d.id = e.demand_id
WHERE e.act NOT IN ('warn', 'nudge', 'lock', 'unlock', 'edit_solution', 'set_account', 'reveal_contact', 'hand_over', 'escalate', 'mask', 'resume_clock')
UNION ALL
SELECT f.id || ':submit', 'offers', 'submit', f.submitted_at, f.demand_id, f.id, NULL, 'offer', f.id, f.number, f.created_by_name, f.org_id,
  f.total_fen, f.currency, NULL, '', jsonb_build_object('name', f.name, 'revision', f.revision::text, 'status', f.status, 'until', f.ends_at)
FROM offer f WHERE f.submitted_at IS NOT NULL
UNION ALL
SELECT a.seq::text, 'offers', substr(a.act, 7), a.business_at, f.demand_id, f.id, NULL, 'offer', f.id, f.number, CASE WHEN a.actor_kind = 'person' THEN a.actor_name ELSE '' END, NULL,
  NULL, f.currency, NULL, coalesce(a.payload::jsonb #>> '{detail,note}', a.payload::jsonb #>> '{detail,reason}', ''), '{}'
FROM offer f JOIN audit_entry a ON a.noun = 'offer' AND a.noun_id = f.id
WHERE a.act IN ('offer.approve', 'offer.refuse', 'offer.counter', 'offer.accept_counter', 'offer.start', 'offer.opened', 'offer.decline', 'offer.use', 'offer.release', 'offer.expire',
  'offer.withdraw', 'offer.revoke', 'offer.supersede')
UNION ALL
SELECT e.id::text, CASE WHEN e.act LIKE 'refund%' THEN 'refunds' WHEN e.act IN ('create', 'pay', 'confirm_credit', 'repay', 'cancel', 'offer_unusable') THEN 'orders'
    WHEN e.act = 'claim_granted' THEN 'share' ELSE 'delivery' END,
  CASE WHEN o.order_type = 'renew' AND e.act = 'create' THEN 'renew' ELSE e.act END, e.at,
  o.demand_id, o.offer_id, o.id, 'order', o.id, o.number, '', NULL,
  CASE WHEN e.act IN ('create', 'pay', 'refund') THEN o.amount_fen END, o.currency, NULL, '', e.detail
FROM deal_order o JOIN order_event e ON e.order_id = o.id
WHERE e.act NOT IN ('interface_started', 'interface_failed', 'interface_restarted', 'interface_missing', 'refunded_in_part')
UNION ALL
SELECT a.id::text, 'share', 'attribute', a.created_at, o.demand_id, o.offer_id, o.id, 'order', o.id, o.number, '', a.partner_org_id,
  NULL, o.currency, 'partner', '', jsonb_build_object('shareBp', a.share_bp::text, 'carrier', a.carrier, 'cancelled', (SELECT (c.status = 'cancelled')::text FROM "order" c WHERE c.id = o.id))
FROM deal_order o JOIN attribution a ON a.order_id = o.id WHERE o.order_type <> 'refund'
UNION ALL
SELECT min(l.id::text) || ':' || m.act, 'share', m.act, m.at, o.demand_id, o.offer_id, o.id, 'statement', s.id, s.number, '', s.org_id,
  CASE WHEN m.act <> 'countersign' THEN round(sum(l.numerator::numeric / l.divisor::numeric))::bigint END, s.currency, s.side, '',
  jsonb_build_object('period', s.period, 'status', s.status, 'order', o.number)
FROM deal_order o
JOIN settlement_line l ON l.order_id = o.id
JOIN statement s ON s.id = l.statement_id
CROSS JOIN LATERAL (VALUES ('settle', s.closed_at), ('countersign', s.countersigned_at), ('paid_out', s.paid_at)) m (act, at)
WHERE m.at IS NOT NULL
GROUP BY m.act, m.at, o.id, o.number, o.demand_id, o.offer_id, o.id, s.id, s.number, s.org_id, s.currency, s.side, s.period, s.status;
