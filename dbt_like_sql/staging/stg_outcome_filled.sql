/* ---
description: >
  Measures of rows whose versions do not all report the same ones: each from the newest version whose export reports it
  at all, so that a later export with fewer columns takes nothing away. Other rows are not here. Grain - row_key.
grain: [row_key]
owner: analytics
tags: [results]
materialization: incremental
time_column: period_start
columns: [
  row_key, period_start, sessions, orders, new_customers, revenue_original, refunds_original, leads, key_events, users]
checks:
  - not_null: [row_key]
--- */
WITH mixed AS (
    SELECT r.row_key
    FROM source('raw', 'outcome') AS r
    INNER JOIN ref('stg_outcome_reported') AS p ON p.file_id = r.file_id AND p.part = r.part
    WHERE r.retracted_at IS NULL
    GROUP BY r.row_key
    HAVING MIN(p.reports) <> MAX(p.reports)
),

version AS (
    SELECT
        r.row_key, r.period_start, r.file_id, r.part,
        r.sessions, r.orders, r.new_customers, r.revenue_original, r.refunds_original, r.leads, r.key_events,
        r.users,
        o.place
    FROM source('raw', 'outcome') AS r
    INNER JOIN mixed AS m ON m.row_key = r.row_key
    INNER JOIN ref('stg_outcome_place') AS o
        ON o.row_key = r.row_key AND o.file_id = r.file_id AND o.part = r.part AND o.row_number = r.row_number
    WHERE r.retracted_at IS NULL
),

newest AS (
    SELECT
        v.row_key,
        MIN(CASE WHEN p.has_sessions > 0 THEN v.place END) AS at_sessions, MIN(CASE WHEN p.has_orders > 0 THEN v.place END) AS at_orders,
        MIN(CASE WHEN p.has_new_customers > 0 THEN v.place END) AS at_new_customers,
        MIN(CASE WHEN p.has_revenue_original > 0 THEN v.place END) AS at_revenue_original,
        MIN(CASE WHEN p.has_refunds_original > 0 THEN v.place END) AS at_refunds_original, MIN(CASE WHEN p.has_leads > 0 THEN v.place END) AS at_leads,
        MIN(CASE WHEN p.has_key_events > 0 THEN v.place END) AS at_key_events, MIN(CASE WHEN p.has_users > 0 THEN v.place END) AS at_users
    FROM version AS v
    INNER JOIN ref('stg_outcome_reported') AS p ON p.file_id = v.file_id AND p.part = v.part
    GROUP BY v.row_key
)

SELECT
    v.row_key, v.period_start,
    MAX(CASE WHEN v.place = n.at_sessions THEN v.sessions END) AS sessions, MAX(CASE WHEN v.place = n.at_orders THEN v.orders END) AS orders,
    MAX(CASE WHEN v.place = n.at_new_customers THEN v.new_customers END) AS new_customers,
    MAX(CASE WHEN v.place = n.at_revenue_original THEN v.revenue_original END) AS revenue_original,
    MAX(CASE WHEN v.place = n.at_refunds_original THEN v.refunds_original END) AS refunds_original,
    MAX(CASE WHEN v.place = n.at_leads THEN v.leads END) AS leads, MAX(CASE WHEN v.place = n.at_key_events THEN v.key_events END) AS key_events,
    MAX(CASE WHEN v.place = n.at_users THEN v.users END) AS users
FROM version AS v
INNER JOIN newest AS n ON n.row_key = v.row_key
GROUP BY v.row_key, v.period_start
