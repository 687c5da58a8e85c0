/* ---
description: >
  Days of sources that a loaded daily export of own results covers, up to the day before as_of, and which metrics those
  exports report. Grain - network, account_id, date.
grain: [network, account_id, date]
owner: analytics
columns: [
  network, account_id, date, measured_by, files, exported_at,
  has_sessions: {type: count, description: rows with sessions in those exports},
  has_orders: {type: count, description: rows with orders}, has_revenue: {type: count, description: rows with revenue},
  has_new_customers: {type: count, description: rows with new customers},
  has_leads: {type: count, description: rows with leads}]
checks:
  - not_null: [network, account_id, date, measured_by]
--- */
SELECT
    p.network, p.account_id, c.date, COALESCE(n.measured_by, 'crm') AS measured_by, COUNT(*) AS files,
    MAX(p.exported_at) AS exported_at, MAX(p.has_sessions) AS has_sessions, MAX(p.has_orders) AS has_orders,
    MAX(p.has_revenue) AS has_revenue, MAX(p.has_new_customers) AS has_new_customers, MAX(p.has_leads) AS has_leads
FROM ref('stg_outcome_part') AS p
INNER JOIN ref('seed_calendar') AS c ON c.date >= p.period_start AND c.date <= p.period_end AND c.is_past
LEFT JOIN ref('seed_network') AS n ON n.network = p.network
LEFT JOIN ref('seed_account') AS a ON a.network = p.network AND a.account_id = p.account_id
WHERE
    p.exported_at_basis NOT IN ('stated', 'file_name')
    OR DATE_DIFF('hour', CAST(c.date AS TIMESTAMP), p.exported_at) >= 24 - COALESCE(a.utc_offset_hours, 14)
GROUP BY p.network, p.account_id, c.date, COALESCE(n.measured_by, 'crm')
