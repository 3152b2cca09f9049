-- One definition of "billable": one row per order line and beneficiary (the seller always, a credited partner too) with
-- every gate and the instant it opened, the exact amount it comes to, and why it is in no statement yet.
-- A refund takes its terms and gates from the line it takes back and opens no sooner than itself.
-- The month close, "why is this not in my statement?" and the forecast all read this and nothing else.
-- CASE, not coalesce, where a row is looked up by it: behind row-level security the planner trusts the one with an index alone.
CREATE OR REPLACE VIEW billable WITH (security_invoker = true) AS
WITH beneficiary AS (
  SELECT l.id AS line_id, 'seller'::text AS side, l.seller_org_id AS org_id, NULL::integer AS share_bp, NULL::uuid AS share_rule_id,
    l.seller_agreement_id AS agreement_id
  FROM order_line l
  UNION ALL
  SELECT l.id, 'partner', a.partner_org_id, a.share_bp, a.share_rule_id, a.agreement_id
  FROM order_line l
  JOIN attribution a ON a.order_line_id = CASE WHEN l.order_type = 'refund' THEN l.original_line_id ELSE l.id END
), fact AS (
  SELECT b.side, b.org_id, b.agreement_id, b.share_rule_id, l.id AS order_line_id, l.number AS line_number, l.order_id, o.number AS order_number,
    l.original_line_id, l.seller_org_id, l.partner_org_id, l.legal_entity_id, l.product_id, l.product_class, l.currency, l.order_type,
    l.charging_mode, o.placed_at, o.customer_name, l.amount_fen, l.voucher_fen, l.on_credit, l.has_interface, l.cancelled_at,
    coalesce(r.seller_ratio_bp, l.seller_ratio_bp) AS ratio_bp,
    coalesce(r.voucher_borne_bp, l.voucher_borne_bp) AS voucher_borne_bp,
    coalesce(r.tax_rate_bp, l.tax_rate_bp) AS product_tax_bp,
    coalesce(r.share_borne_by, l.share_borne_by) AS share_borne_by,
    coalesce(r.fee_rule_id, l.fee_rule_id) AS fee_rule_id,
    coalesce(r.supervision, l.supervision) AS supervision,
    coalesce(r.supervision_since, l.supervision_since) AS supervision_since,
    CASE WHEN r.id IS NULL THEN l.paid_at WHEN r.paid_at IS NOT NULL THEN greatest(coalesce(l.paid_at, o.placed_at), r.paid_at) END AS paid_at,
    CASE WHEN r.id IS NULL THEN l.money_at WHEN r.money_at IS NOT NULL THEN greatest(coalesce(l.paid_at, o.placed_at), r.money_at) END AS money_at,
    coalesce(r.money_at, CASE WHEN r.id IS NULL THEN l.money_at END) AS earned_at,
    coalesce(r.order_type, l.order_type) IN ('new', 'trial') AS provisioning_owed,
    CASE WHEN r.id IS NULL THEN l.provisioned_at WHEN r.provisioned_at IS NOT NULL THEN greatest(coalesce(l.paid_at, o.placed_at), r.provisioned_at) END AS provisioned_at,
    -- The marketplace takes up to three hours to carry an acceptance over; only then does the gate open.
    CASE WHEN r.id IS NULL THEN l.supervision_done_at + interval '3 hours'
      WHEN r.supervision_done_at IS NOT NULL THEN greatest(coalesce(l.paid_at, o.placed_at), r.supervision_done_at + interval '3 hours') END AS supervision_at,
    CASE WHEN r.id IS NULL THEN l.effective_at WHEN r.effective_at IS NOT NULL THEN greatest(coalesce(l.paid_at, o.placed_at), r.effective_at) END AS effective_at,
    CASE WHEN l.order_type = 'refund' OR o.refunded_fen <> 0 THEN coalesce(r.amount_fen, l.amount_fen) + (
      SELECT coalesce(sum(back.amount_fen), 0) FROM order_line back
      WHERE back.original_line_id = CASE WHEN r.id IS NULL THEN l.id ELSE r.id END AND back.order_type = 'refund') = 0 ELSE false END AS refunded_whole,
    coalesce(b.share_bp, (
      SELECT sum(a.share_bp)::integer FROM attribution a
      WHERE a.order_line_id = CASE WHEN r.id IS NULL THEN l.id ELSE r.id END AND a.agreement_id IS NOT NULL), 0) AS share_bp,
    c.state AS certification, c.certified_at, c.taxpayer_kind, c.invoice_rate_bp,
    s.id AS settlement_line_id, s.statement_id, earlier.tax_rate_bp AS inherited_tax_bp, earlier.tier_bp AS inherited_tier_bp
  FROM beneficiary b
  JOIN order_line l ON l.id = b.line_id
  JOIN "order" o ON o.id = l.order_id
  LEFT JOIN order_line r ON r.id = l.original_line_id AND l.order_type = 'refund'
  LEFT JOIN org_certification c ON c.org_id = b.org_id AND c.valid_to IS NULL
  LEFT JOIN settlement_line s ON s.order_line_id = l.id AND s.side = b.side AND s.org_id = b.org_id
  LEFT JOIN settlement_line earlier ON earlier.order_line_id = r.id AND earlier.side = b.side AND earlier.org_id = b.org_id
  WHERE (SELECT current_setting('app.platform', true)) = 'on' OR b.org_id = (SELECT nullif(current_setting('app.org_id', true), '')::uuid)
), termed AS (
  SELECT f.*,
    CASE WHEN f.product_class = 'generic' AND f.ratio_bp = 9500 THEN to_char(f.earned_at AT TIME ZONE 'Asia/Shanghai', 'YYYYMM') END AS tier_period,
    coalesce(f.inherited_tier_bp, t.increment_bp, 0) AS tier_bp,
    -- An agency's payout carries no invoice; a general taxpayer invoices at the rate of what was sold, a small-scale one at its levy rate.
    coalesce(f.inherited_tax_bp, CASE
      WHEN f.side = 'partner' THEN f.invoice_rate_bp
      WHEN f.product_class = 'generic' THEN 0
      WHEN f.taxpayer_kind = 'small_scale' THEN f.invoice_rate_bp
      ELSE f.product_tax_bp END, 0) AS tax_rate_bp,
    CASE WHEN f.side = 'seller' OR seller.taxpayer_kind IS DISTINCT FROM 'small_scale' THEN f.product_tax_bp ELSE seller.invoice_rate_bp END AS seller_tax_bp,
    CASE WHEN f.money_at IS NOT NULL AND f.effective_at IS NOT NULL
      AND (f.provisioned_at IS NOT NULL OR NOT f.provisioning_owed)
      AND (f.supervision = 'not_applicable' OR (f.supervision = 'completed' AND f.supervision_at IS NOT NULL))
      THEN greatest(f.money_at, f.effective_at, f.provisioned_at, CASE WHEN f.supervision = 'completed' THEN f.supervision_at END) END AS opened_at
  FROM fact f
  LEFT JOIN tier_month t ON f.product_class = 'generic' AND f.ratio_bp = 9500 AND t.product_id = f.product_id
    AND t.period = to_char(f.earned_at AT TIME ZONE 'Asia/Shanghai', 'YYYYMM')
  LEFT JOIN org_certification seller ON f.side = 'partner' AND seller.org_id = f.seller_org_id AND seller.valid_to IS NULL
), amounts AS (
  SELECT m.*,
    (m.amount_fen - m.voucher_fen)::numeric * m.share_bp AS share_numerator,
    m.amount_fen::numeric * m.ratio_bp - m.voucher_fen::numeric * m.voucher_borne_bp + (m.amount_fen - m.voucher_fen)::numeric * m.tier_bp AS seller_base,
    CASE WHEN m.share_borne_by <> 'seller' THEN 0
      WHEN m.side = 'seller' THEN (m.amount_fen - m.voucher_fen)::numeric * m.share_bp
      WHEN m.agreement_id IS NOT NULL THEN (m.amount_fen - m.voucher_fen)::numeric * m.share_bp ELSE 0 END AS seller_borne,
    CASE WHEN m.side = 'seller' THEN m.tax_rate_bp ELSE m.seller_tax_bp END AS seller_rate_bp
  FROM termed m
), reckoned AS (
  SELECT a.*,
    CASE WHEN a.product_class = 'generic' THEN a.seller_base - a.seller_borne
      ELSE a.seller_base * (10000 + a.seller_rate_bp) - a.seller_borne * (10000 + a.product_tax_bp) END AS seller_numerator,
    CASE WHEN a.product_class = 'generic' THEN 10000::numeric ELSE 10000::numeric * (10000 + a.product_tax_bp) END AS seller_divisor
  FROM amounts a
)
SELECT x.side, x.org_id, x.order_line_id, x.line_number, x.order_id, x.order_number, x.original_line_id, x.seller_org_id, x.partner_org_id, x.legal_entity_id,
  x.product_id, x.product_class, x.currency, x.order_type, x.charging_mode, x.placed_at, x.customer_name, x.amount_fen, x.voucher_fen, x.voucher_borne_bp,
  x.ratio_bp, x.tier_bp, x.tier_period, x.share_bp, x.share_borne_by, x.product_tax_bp, x.tax_rate_bp, x.fee_rule_id, x.share_rule_id, x.agreement_id,
  -- The beneficiary's exact amount, tax included, in fen; and what the other side gets from the same line. Nothing of what was cancelled unpaid.
  CASE WHEN x.cancelled_at IS NOT NULL THEN 0 WHEN x.side = 'seller' THEN x.seller_numerator ELSE x.share_numerator END AS numerator,
  CASE WHEN x.side = 'seller' THEN x.seller_divisor ELSE 10000::numeric END AS divisor,
  CASE WHEN x.cancelled_at IS NOT NULL THEN 0 WHEN x.side = 'seller' THEN x.share_numerator ELSE x.seller_numerator END AS other_numerator,
  CASE WHEN x.side = 'seller' THEN 10000::numeric ELSE x.seller_divisor END AS other_divisor,
  x.supervision, x.supervision_since, x.on_credit, x.certification, x.certified_at, x.paid_at, x.money_at, x.provisioning_owed, x.provisioned_at,
  CASE WHEN x.supervision = 'completed' THEN x.supervision_at END AS supervision_at, x.effective_at,
  x.opened_at, to_char(x.opened_at AT TIME ZONE 'Asia/Shanghai', 'YYYYMM') AS period,
  x.settlement_line_id, x.statement_id,
  CASE
    WHEN x.settlement_line_id IS NOT NULL THEN '{}'::text[]
    WHEN x.order_type = 'trial' THEN ARRAY['TRIAL']
    WHEN x.cancelled_at IS NOT NULL THEN ARRAY['CANCELLED']
    WHEN x.refunded_whole AND x.opened_at IS NULL THEN ARRAY['REFUNDED']
    ELSE (
      SELECT CASE WHEN cardinality(shut.reasons) = 0 THEN ARRAY['RUN_DATE_NOT_REACHED'] ELSE shut.reasons END
      FROM (SELECT array_remove(ARRAY[
        CASE WHEN coalesce(x.certification, 'uncertified') NOT IN ('certified', 'changed') THEN 'CERT_MISSING' END,
        CASE WHEN x.certification = 'changed' THEN 'CERT_CHANGED' END,
        CASE WHEN x.paid_at IS NULL THEN 'NOT_PAID' END,
        CASE WHEN x.paid_at IS NOT NULL AND x.money_at IS NULL THEN 'CREDIT_UNPAID' END,
        CASE WHEN x.provisioning_owed AND x.provisioned_at IS NULL THEN 'NOT_PROVISIONED' END,
        CASE WHEN x.supervision IN ('open', 'accepting') OR (x.supervision = 'completed' AND x.supervision_at IS NULL) THEN 'SUPERVISION_OPEN' END,
        CASE WHEN x.supervision = 'appealing' THEN 'APPEAL_FROZEN' END,
        CASE WHEN x.supervision = 'completed' AND x.supervision_at > (SELECT app.now()) THEN 'ACCEPT_SYNC' END,
        CASE WHEN x.effective_at IS NULL OR x.effective_at > (SELECT app.now()) THEN 'NOT_EFFECTIVE' END,
        CASE WHEN x.side = 'partner' AND x.agreement_id IS NULL THEN 'NO_AGREEMENT' END
      ], NULL) AS reasons) shut)
  END AS blocked_by
FROM reckoned x;

-- A fraction to the nearest whole fen, halves away from zero; for showing single lines only.
CREATE OR REPLACE FUNCTION app.nearest_fen(numerator numeric, divisor numeric) RETURNS numeric LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT sign(numerator) * div(2 * abs(numerator) + divisor, 2 * divisor)
$$;
