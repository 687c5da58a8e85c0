/* ---
description: >
  Loaded parts of own results with the days they cover for each account in them, and which metrics they report at all.
  Exports that say that rows were left out cover no day. Grain - file_id, part, network, account_id.
grain: [file_id, part, network, account_id]
owner: analytics
tags: [results]
columns: [
  file_id, part, network, account_id, period_start, period_end, exported_at, exported_at_basis, loaded_at,
  facts: {type: count, description: daily rows of the part}, has_sessions: {type: count, description: rows with sessions},
  has_orders: {type: count, description: rows with orders}, has_revenue: {type: count, description: rows with revenue},
  has_new_customers: {type: count, description: rows with new customers},
  has_leads: {type: count, description: rows with leads}, shape_rank]
checks:
  - not_null: [file_id, network, account_id, period_start, period_end]
--- */
WITH fact AS (
    SELECT
        r.file_id, r.part, r.network, r.account_id,
        MIN(r.period_start) AS first_day, MAX(r.period_end) AS last_day,
        MAX(r.exported_at) AS exported_at, MAX(r.exported_at_basis) AS exported_at_basis,
        MAX(r.loaded_at) AS loaded_at, COUNT(*) AS facts,
        COUNT(r.sessions) AS has_sessions, COUNT(r.orders) AS has_orders, COUNT(r.revenue_original) AS has_revenue,
        COUNT(r.new_customers) AS has_new_customers, COUNT(r.leads) AS has_leads, MAX(r.shape_rank) AS shape_rank
    FROM source('raw', 'outcome') AS r
    WHERE r.retracted_at IS NULL AND r.grain = 'day'
    GROUP BY r.file_id, r.part, r.network, r.account_id
)

SELECT
    f.file_id, f.part, f.network, f.account_id,
    CASE WHEN e.grain = 'day' AND e.period_start < f.first_day THEN e.period_start ELSE f.first_day END AS period_start,
    CASE WHEN e.grain = 'day' AND e.period_end > f.last_day THEN e.period_end ELSE f.last_day END AS period_end,
    f.exported_at, f.exported_at_basis, f.loaded_at, f.facts, f.has_sessions, f.has_orders, f.has_revenue,
    f.has_new_customers, f.has_leads, f.shape_rank
FROM fact AS f
LEFT JOIN source('ops', 'export_file') AS e ON e.file_id = f.file_id AND e.part = f.part
WHERE e.excerpt IS NULL
