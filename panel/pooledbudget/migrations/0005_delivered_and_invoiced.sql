-- Years opened before these kinds of account existed get them too, each at nothing.
INSERT INTO pooledbudget_account (
    fund_year_id, kind, agency_id, normal_side, is_per_request, balance_pence, floor_pence)
SELECT fund_year_id, added.kind, agency_id, normal_side, is_per_request, 0, 0
FROM pooledbudget_account
CROSS JOIN (VALUES ('accrued'), ('invoiced')) AS added(kind)
WHERE pooledbudget_account.kind = 'committed'
ORDER BY pooledbudget_account.id, added.kind
ON CONFLICT DO NOTHING;
