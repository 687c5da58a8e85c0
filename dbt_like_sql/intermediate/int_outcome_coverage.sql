/* ---
description: >
  Days of sources that a loaded daily export of own results covers, up to the day before as_of, and which metrics the
  exports report that are the fact of the day; coarser ones say nothing of it. Grain - network, account_id, date.
grain: [network, account_id, date]
owner: analytics
tags: [results]
columns: [
  network, account_id, date, measured_by, files, exported_at, loaded_at,
  has_sessions: {type: count, description: rows with sessions in those exports},
  has_orders: {type: count, description: rows with orders}, has_revenue: {type: count, description: rows with revenue},
  has_new_customers: {type: count, description: rows with new customers},
  has_leads: {type: count, description: rows with leads}]
checks:
  - not_null: [network, account_id, date, measured_by]
--- */
WITH best AS (
    SELECT network, account_id, period_start AS date, MAX(shape_rank) AS shape_rank
    FROM ref('stg_outcome')
    WHERE grain = 'day'
    GROUP BY network, account_id, period_start
)

SELECT
    p.network, p.account_id, c.date, COALESCE(n.measured_by, 'crm') AS measured_by, COUNT(*) AS files,
    MAX(p.exported_at) AS exported_at, MAX(p.loaded_at) AS loaded_at,
    MAX(CASE WHEN p.shape_rank >= COALESCE(b.shape_rank, 0) THEN p.has_sessions ELSE 0 END) AS has_sessions,
    MAX(CASE WHEN p.shape_rank >= COALESCE(b.shape_rank, 0) THEN p.has_orders ELSE 0 END) AS has_orders,
    MAX(CASE WHEN p.shape_rank >= COALESCE(b.shape_rank, 0) THEN p.has_revenue ELSE 0 END) AS has_revenue,
    MAX(CASE WHEN p.shape_rank >= COALESCE(b.shape_rank, 0) THEN p.has_new_customers ELSE 0 END)
        AS has_new_customers,
    MAX(CASE WHEN p.shape_rank >= COALESCE(b.shape_rank, 0) THEN p.has_leads ELSE 0 END) AS has_leads
FROM ref('stg_outcome_part') AS p
INNER JOIN ref('seed_calendar') AS c ON c.date >= p.period_start AND c.date <= p.period_end AND c.is_past
LEFT JOIN best AS b ON b.network = p.network AND b.account_id = p.account_id AND b.date = c.date
LEFT JOIN ref('seed_network') AS n ON n.network = p.network
LEFT JOIN ref('seed_account') AS a ON a.network = p.network AND a.account_id = p.account_id
WHERE
    p.exported_at_basis NOT IN ('stated', 'file_name')
    OR DATE_DIFF('hour', CAST(c.date AS TIMESTAMP), p.exported_at) >= 24 - COALESCE(a.utc_offset_hours, 14)
GROUP BY p.network, p.account_id, c.date, COALESCE(n.measured_by, 'crm')
