/* ---
description: >
  Own results of every channel by the objective they count for, on every day a source covers. Results name their campaign
  or follow the rules of objectives; those that name none count for the channel's own objective. Grain - measured_by,
  channel, objective, date.
grain: [measured_by, channel, objective, date]
owner: analytics
tags: [channels]
columns: [
  measured_by, channel, objective, date, sessions, orders, new_customers, revenue, own_leads,
  sessions_all: {type: count, description: "sessions, paid and organic"},
  orders_all: {type: decimal, description: "orders, paid and organic"},
  new_customers_all: {type: decimal, description: "first-time customers, paid and organic"},
  revenue_all: {type: money, unit: reporting currency, description: "revenue, paid and organic"},
  leads_all: {type: decimal, description: "leads, paid and organic"}]
checks:
  - not_null: [measured_by, channel, objective, date]
--- */
WITH paid AS (SELECT DISTINCT channel, objective FROM ref('seed_campaign') WHERE is_paid_media),

pair AS (
    SELECT channel, objective FROM paid
    UNION
    SELECT channel, objective FROM ref('seed_outcome_map') WHERE objective IS NOT NULL
    UNION
    SELECT c.channel, c.objective
    FROM ref('seed_channel') AS c
    LEFT JOIN paid AS p ON p.channel = c.channel
    WHERE p.channel IS NULL
),

fact AS (
    SELECT
        measured_by, channel, objective, date, SUM(sessions) AS sessions_all, SUM(orders) AS orders_all,
        SUM(new_customers) AS new_customers_all, SUM(revenue) AS revenue_all, SUM(leads) AS leads_all,
        SUM(CASE WHEN is_paid THEN sessions END) AS sessions, SUM(CASE WHEN is_paid THEN orders END) AS orders,
        SUM(CASE WHEN is_paid THEN new_customers END) AS new_customers,
        SUM(CASE WHEN is_paid THEN revenue END) AS revenue, SUM(CASE WHEN is_paid THEN leads END) AS leads
    FROM ref('int_outcome_fact')
    GROUP BY measured_by, channel, objective, date
)

SELECT
    o.measured_by, o.channel, p.objective, o.date, CASE WHEN o.sessions IS NOT NULL THEN COALESCE(f.sessions, 0) END AS sessions,
    CASE WHEN o.orders IS NOT NULL THEN COALESCE(f.orders, 0) END AS orders,
    CASE WHEN o.new_customers IS NOT NULL THEN COALESCE(f.new_customers, 0) END AS new_customers,
    CASE WHEN o.revenue IS NOT NULL THEN COALESCE(f.revenue, 0) END AS revenue,
    CASE WHEN o.own_leads IS NOT NULL THEN COALESCE(f.leads, 0) END AS own_leads,
    CASE WHEN o.sessions_all IS NOT NULL THEN COALESCE(f.sessions_all, 0) END AS sessions_all,
    CASE WHEN o.orders_all IS NOT NULL THEN COALESCE(f.orders_all, 0) END AS orders_all,
    CASE WHEN o.new_customers_all IS NOT NULL THEN COALESCE(f.new_customers_all, 0) END AS new_customers_all,
    CASE WHEN o.revenue_all IS NOT NULL THEN COALESCE(f.revenue_all, 0) END AS revenue_all,
    CASE WHEN o.leads_all IS NOT NULL THEN COALESCE(f.leads_all, 0) END AS leads_all
FROM ref('int_outcome_day') AS o
INNER JOIN pair AS p ON p.channel = o.channel
LEFT JOIN fact AS f
    ON f.measured_by = o.measured_by AND f.channel = o.channel AND f.objective = p.objective AND f.date = o.date
