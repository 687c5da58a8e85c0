/* ---
description: How far the exports of each account go, whatever they are of. Grain - network, account_id.
grain: [network, account_id]
owner: analytics
tags: [coverage]
columns: [network, account_id, data_through: {description: last day of the account that is covered}]
checks:
  - not_null: [network, account_id, data_through]
--- */
SELECT network, account_id, MAX(date) AS data_through
FROM ref('int_covered_day')
GROUP BY network, account_id
