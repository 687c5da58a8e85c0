/* ---
description: >
  Whose own records count, the same everywhere. For channels CRM or shop when its rows of the last 90 days give channels
  orders, customers, revenue or leads, else web analytics when its rows do; for sales in all CRM or shop when it tells of
  those days at all. When neither does, CRM or shop if it was ever loaded. Null without own records. Grain - own_source.
grain: [own_source]
owner: analytics
tags: [channels]
columns: [own_source, total_source: {type: text, description: "who measured sales in all: crm, else analytics"}]
checks:
  - accepted: {own_source: [analytics, crm], total_source: [analytics, crm]}
--- */
WITH told AS (
    SELECT
        v.measured_by, CASE WHEN v.measured_by = 'crm' THEN 1 ELSE 0 END AS is_crm, 0 AS gives,
        MAX(CASE WHEN v.date >= w.window_start THEN 2 ELSE 0 END) AS tells
    FROM ref('int_outcome_coverage') AS v
    INNER JOIN ref('seed_window') AS w ON w.window_name = '90d'
    GROUP BY v.measured_by
    UNION ALL
    SELECT DISTINCT o.measured_by, CASE WHEN o.measured_by = 'crm' THEN 1 ELSE 0 END AS is_crm, 2 AS gives, 2 AS tells
    FROM ref('int_outcome_day') AS o
    INNER JOIN ref('seed_window') AS w ON w.window_name = '90d' AND o.date >= w.window_start
    WHERE o.orders > 0 OR o.new_customers > 0 OR o.revenue > 0 OR o.own_leads > 0
)

SELECT
    CASE MAX(gives + is_crm) WHEN 3 THEN 'crm' WHEN 2 THEN 'analytics' WHEN 1 THEN 'crm' WHEN 0 THEN 'analytics' END
        AS own_source,
    CASE MAX(tells + is_crm) WHEN 3 THEN 'crm' WHEN 2 THEN 'analytics' WHEN 1 THEN 'crm' WHEN 0 THEN 'analytics' END
        AS total_source
FROM told
