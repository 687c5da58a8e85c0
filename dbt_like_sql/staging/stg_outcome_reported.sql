/* ---
description: >
  Which measures each loaded part of own results reports at all: those its header names, or, where that was not
  noted, those any of its rows has. A blank cell of a measure a part reports is a real null. Grain - file_id, part.
grain: [file_id, part]
owner: analytics
tags: [results]
per_file: true
columns: [
  file_id, part, reports: {type: text, description: "one 0 or 1 for each measure, in the order of the columns"},
  has_sessions: {type: count, description: 1 when it reports sessions},
  has_orders: {type: count, description: 1 when it reports orders},
  has_new_customers: {type: count, description: 1 when it reports new_customers},
  has_revenue_original: {type: count, description: 1 when it reports revenue_original},
  has_refunds_original: {type: count, description: 1 when it reports refunds_original},
  has_leads: {type: count, description: 1 when it reports leads},
  has_key_events: {type: count, description: 1 when it reports key_events},
  has_users: {type: count, description: 1 when it reports users}]
checks:
  - not_null: [file_id, reports]
--- */
WITH told AS (
    SELECT
        r.file_id, r.part,
        CASE WHEN e.measures LIKE '%,sessions,%' OR (e.measures IS NULL AND COUNT(r.sessions) > 0) THEN 1 ELSE 0 END AS has_sessions,
        CASE WHEN e.measures LIKE '%,orders,%' OR (e.measures IS NULL AND COUNT(r.orders) > 0) THEN 1 ELSE 0 END AS has_orders,
        CASE WHEN e.measures LIKE '%,new_customers,%' OR (e.measures IS NULL AND COUNT(r.new_customers) > 0) THEN 1 ELSE 0 END AS has_new_customers,
        CASE WHEN e.measures LIKE '%,revenue_original,%' OR (e.measures IS NULL AND COUNT(r.revenue_original) > 0) THEN 1 ELSE 0 END AS has_revenue_original,
        CASE WHEN e.measures LIKE '%,refunds_original,%' OR (e.measures IS NULL AND COUNT(r.refunds_original) > 0) THEN 1 ELSE 0 END AS has_refunds_original,
        CASE WHEN e.measures LIKE '%,leads,%' OR (e.measures IS NULL AND COUNT(r.leads) > 0) THEN 1 ELSE 0 END AS has_leads,
        CASE WHEN e.measures LIKE '%,key_events,%' OR (e.measures IS NULL AND COUNT(r.key_events) > 0) THEN 1 ELSE 0 END AS has_key_events,
        CASE WHEN e.measures LIKE '%,users,%' OR (e.measures IS NULL AND COUNT(r.users) > 0) THEN 1 ELSE 0 END AS has_users
    FROM source('raw', 'outcome') AS r
    LEFT JOIN source('ops', 'export_file') AS e ON e.file_id = r.file_id AND e.part = r.part
    WHERE r.retracted_at IS NULL
    GROUP BY r.file_id, r.part, e.measures
)

SELECT
    file_id, part,
    CONCAT(
        CAST(has_sessions AS VARCHAR), CAST(has_orders AS VARCHAR), CAST(has_new_customers AS VARCHAR),
        CAST(has_revenue_original AS VARCHAR), CAST(has_refunds_original AS VARCHAR), CAST(has_leads AS VARCHAR),
        CAST(has_key_events AS VARCHAR), CAST(has_users AS VARCHAR)
    ) AS reports,
    has_sessions, has_orders, has_new_customers, has_revenue_original, has_refunds_original, has_leads,
    has_key_events, has_users
FROM told
