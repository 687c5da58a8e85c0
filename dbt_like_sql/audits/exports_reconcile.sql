/* ---
description: exports of the same delivery tell the same; see marts.reconciliation, and export what differs again, without a filter
owner: analytics
severity: warn
--- */
SELECT network, account_id, period_start, period_end, comparison, metric, expected, found
FROM ref('reconciliation')
WHERE status = 'differs'
