-- Who a renewal of this line would credit, and by which rule; NULL when the asking company takes no part in the line.
-- A partner learns whether it is credited itself, never which other partner is.
CREATE OR REPLACE FUNCTION app.renewal_credit(line uuid) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  company uuid := nullif(current_setting('app.org_id', true), '')::uuid;
  sees_all boolean := coalesce(current_setting('app.platform', true) = 'on', false);
  sold record;
  credited record;
  associated uuid;
  rule_bp integer;
  answer jsonb;
BEGIN
  SELECT l.id, l.expires_at, l.seller_org_id, l.partner_org_id, l.product_class, o.customer_account, p.code INTO sold
    FROM order_line l JOIN "order" o ON o.id = l.order_id JOIN product p ON p.id = l.product_id WHERE l.id = line;
  IF sold.id IS NULL OR NOT (sees_all OR coalesce(company IN (sold.seller_org_id, sold.partner_org_id), false)) THEN RETURN NULL; END IF;
  SELECT a.partner_org_id, a.share_bp, a.agreement_id, g.valid_to INTO credited
    FROM attribution a LEFT JOIN agreement g ON g.id = a.agreement_id WHERE a.order_line_id = line ORDER BY a.created_at LIMIT 1;
  SELECT s.org_id INTO associated FROM association s WHERE s.customer_account = sold.customer_account AND s.ended_at IS NULL;
  SELECT (r.value ->> 'bp')::integer INTO rule_bp FROM rule_version r
    WHERE r.kind = 'share' AND r.scope IN (sold.code, sold.product_class) AND r.valid_from <= app.now() AND (r.valid_to IS NULL OR r.valid_to > app.now())
    ORDER BY r.scope <> sold.code, r.valid_from DESC LIMIT 1;
  answer := CASE
    WHEN credited.agreement_id IS NOT NULL AND (credited.valid_to IS NULL OR credited.valid_to > sold.expires_at)
      THEN jsonb_build_object('rule', 'inherits', 'reason', 'agreement_lives', 'orgId', credited.partner_org_id, 'shareBp', credited.share_bp)
    WHEN associated IS NOT NULL AND rule_bp IS NOT NULL
      THEN jsonb_build_object('rule', 'association', 'reason', 'associated', 'orgId', associated, 'shareBp', rule_bp)
    ELSE jsonb_build_object('rule', 'nobody', 'orgId', NULL, 'shareBp', NULL, 'reason', CASE
      WHEN associated IS NOT NULL THEN 'no_share_rule'
      WHEN credited.partner_org_id IS NULL THEN 'direct'
      WHEN credited.agreement_id IS NULL THEN 'no_agreement'
      ELSE 'agreement_ends' END)
  END;
  IF NOT sees_all AND company <> sold.seller_org_id AND (answer ->> 'orgId')::uuid <> company THEN
    RETURN jsonb_build_object('rule', 'other', 'reason', 'associated_elsewhere', 'orgId', NULL, 'shareBp', NULL);
  END IF;
  RETURN answer;
END $$;

-- Order lines whose time runs out and that were neither refunded in full nor renewed nor changed into another.
-- `credit` is reckoned only where it is asked for.
CREATE OR REPLACE VIEW renewal WITH (security_invoker = true) AS
SELECT l.id, l.number AS line_number, o.id AS order_id, o.number AS order_number, l.seller_org_id, l.partner_org_id,
  l.product_id, l.product_spec_id, o.customer_name, o.customer_account, l.currency, l.amount_fen, l.quantity, l.period_type, l.period_number, l.expires_at,
  app.renewal_credit(l.id) AS credit
FROM order_line l JOIN "order" o ON o.id = l.order_id
WHERE l.expires_at IS NOT NULL AND l.order_type IN ('new', 'renew', 'change') AND l.paid_at IS NOT NULL AND l.cancelled_at IS NULL
  AND o.status NOT IN ('cancelled', 'refunded')
  AND NOT EXISTS (SELECT 1 FROM order_line n JOIN "order" no ON no.id = n.order_id WHERE n.original_line_id = l.id AND n.order_type IN ('renew', 'change') AND no.status <> 'cancelled')
  AND l.amount_fen + coalesce((SELECT sum(b.amount_fen) FROM order_line b WHERE b.original_line_id = l.id AND b.order_type = 'refund'), 0) > 0;
