/* ---
description: most own orders of the last 28 days belong to a channel; add outcome rules to smm.yaml
owner: analytics
severity: warn
--- */
SELECT o.source, SUM(o.orders) AS orders, SUM(CASE WHEN o.channel = 'unattributed' THEN o.orders END) AS unattributed
FROM ref('outcome_daily') AS o
CROSS JOIN ref('seed_settings') AS s
WHERE o.date >= CAST(s.as_of - INTERVAL '28' DAY AS DATE) AND o.date < s.as_of AND o.is_paid
GROUP BY o.source
HAVING 2 * SUM(CASE WHEN o.channel = 'unattributed' THEN o.orders ELSE 0 END) > SUM(o.orders)
