-- One row of a transactions list: a line of `billable` with its statement, product and repayment.
CREATE OR REPLACE VIEW transaction_row WITH (security_invoker = true) AS
SELECT b.*, coalesce(s.period, b.period) AS shown_period, s.number AS statement_number, s.status AS statement_status,
  coalesce(p.name, '') AS product, coalesce(p.name_en, '') AS product_en,
  CASE WHEN NOT b.on_credit THEN 'not_involved' WHEN b.money_at IS NOT NULL THEN 'repaid' ELSE 'open' END AS repayment
FROM billable b
LEFT JOIN statement s ON s.id = b.statement_id
LEFT JOIN product p ON p.id = b.product_id;

-- One row of a statements list.
CREATE OR REPLACE VIEW statement_row WITH (security_invoker = true) AS
SELECT s.*, o.name_zh AS org_name, o.name_en AS org_name_en, e.name_zh AS entity_name, e.name_en AS entity_name_en,
  q.number AS requisition_number,
  coalesce((SELECT array_agg(c.desk ORDER BY c.at) FROM countersignature c WHERE c.statement_id = s.id AND c.decision = 'signed'
    AND c.round = 1 + (SELECT count(*) FROM countersignature r WHERE r.statement_id = s.id AND r.decision = 'refused')), '{}') AS signed_desks
FROM statement s
JOIN org o ON o.id = s.org_id
JOIN legal_entity e ON e.id = s.legal_entity_id
LEFT JOIN requisition q ON q.id = s.requisition_id;
