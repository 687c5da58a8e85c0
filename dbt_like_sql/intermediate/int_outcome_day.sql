/* ---
description: >
  Own results of every channel on every day a source covers, paid and in all. Covered days without rows are zero for the
  metrics the source reports; other days have no row. Grain - measured_by, channel, date.
grain: [measured_by, channel, date]
owner: analytics
tags: [channels]
columns: [
  measured_by, channel, date, sessions, orders, new_customers, revenue, own_leads,
  sessions_all: {type: count, description: sessions of the channel, paid and organic},
  orders_all: {type: decimal, description: orders of the channel, paid and organic},
  new_customers_all: {type: decimal, description: "first-time customers of the channel, paid and organic"},
  revenue_all: {type: money, unit: reporting currency, description: "revenue of the channel, paid and organic"},
  leads_all: {type: decimal, description: "leads of the channel, paid and organic"}]
checks:
  - not_null: [measured_by, channel, date]
--- */
WITH covered AS (
    SELECT
        measured_by, date, MAX(has_sessions) AS has_sessions, MAX(has_orders) AS has_orders,
        MAX(has_revenue) AS has_revenue, MAX(has_new_customers) AS has_new_customers, MAX(has_leads) AS has_leads
    FROM ref('int_outcome_coverage')
    GROUP BY measured_by, date
),

fact AS (
    SELECT
        measured_by, channel, date, SUM(unpriced_rows) AS unpriced_rows, SUM(sessions) AS sessions_all,
        SUM(orders) AS orders_all, SUM(new_customers) AS new_customers_all, SUM(revenue) AS revenue_all,
        SUM(leads) AS leads_all, SUM(CASE WHEN is_paid THEN sessions END) AS sessions,
        SUM(CASE WHEN is_paid THEN orders END) AS orders,
        SUM(CASE WHEN is_paid THEN new_customers END) AS new_customers,
        SUM(CASE WHEN is_paid THEN revenue END) AS revenue, SUM(CASE WHEN is_paid THEN leads END) AS leads
    FROM ref('int_outcome_fact')
    GROUP BY measured_by, channel, date
)

SELECT
    v.measured_by, c.channel, v.date,
    COALESCE(f.sessions, CASE WHEN v.has_sessions > 0 THEN 0 END) AS sessions,
    COALESCE(f.orders, CASE WHEN v.has_orders > 0 THEN 0 END) AS orders,
    COALESCE(f.new_customers, CASE WHEN v.has_new_customers > 0 THEN 0 END) AS new_customers,
    CASE WHEN COALESCE(f.unpriced_rows, 0) = 0 THEN COALESCE(f.revenue, CASE WHEN v.has_revenue > 0 THEN 0 END) END
        AS revenue,
    COALESCE(f.leads, CASE WHEN v.has_leads > 0 THEN 0 END) AS own_leads,
    COALESCE(f.sessions_all, CASE WHEN v.has_sessions > 0 THEN 0 END) AS sessions_all,
    COALESCE(f.orders_all, CASE WHEN v.has_orders > 0 THEN 0 END) AS orders_all,
    COALESCE(f.new_customers_all, CASE WHEN v.has_new_customers > 0 THEN 0 END) AS new_customers_all,
    CASE
        WHEN COALESCE(f.unpriced_rows, 0) = 0 THEN COALESCE(f.revenue_all, CASE WHEN v.has_revenue > 0 THEN 0 END)
    END AS revenue_all,
    COALESCE(f.leads_all, CASE WHEN v.has_leads > 0 THEN 0 END) AS leads_all
FROM covered AS v
CROSS JOIN ref('seed_channel') AS c
LEFT JOIN fact AS f ON f.measured_by = v.measured_by AND f.channel = c.channel AND f.date = v.date
