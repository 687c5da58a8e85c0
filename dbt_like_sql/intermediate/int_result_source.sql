/* ---
description: >
  What counts as a result of each objective and who counts it, the same for all channels. The declared source; without
  one CRM or shop when its rows of the last 90 days give channels such results, else analytics, else the platforms.
  Grain - objective.
grain: [objective]
owner: analytics
tags: [channels]
columns: [objective, result_metric, result_source]
checks:
  - not_null: [objective, result_metric, result_source]
  - accepted: {result_source: [platform, analytics, crm]}
--- */
WITH own AS (
    SELECT
        o.measured_by, SUM(o.orders) AS orders, SUM(o.new_customers) AS new_customers, SUM(o.revenue) AS revenue,
        SUM(o.own_leads) AS leads, SUM(o.sessions) AS sessions
    FROM ref('int_outcome_day') AS o
    CROSS JOIN ref('seed_window') AS w
    WHERE w.window_name = '90d' AND o.date >= w.window_start
    GROUP BY o.measured_by
),

available AS (
    SELECT
        j.objective,
        MAX(
            CASE
                WHEN COALESCE(
                    CASE j.result_metric
                        WHEN 'orders' THEN o.orders WHEN 'conversions' THEN o.orders
                        WHEN 'new_customers' THEN o.new_customers WHEN 'revenue' THEN o.revenue
                        WHEN 'conversion_value' THEN o.revenue WHEN 'leads' THEN o.leads WHEN 'sessions' THEN o.sessions
                    END, 0) > 0 THEN CASE WHEN o.measured_by = 'crm' THEN 2 ELSE 1 END
                ELSE 0
            END
        ) AS best
    FROM ref('seed_objective') AS j
    LEFT JOIN own AS o ON o.measured_by IN ('crm', 'analytics')
    GROUP BY j.objective
),

chosen AS (
    SELECT
        j.objective, j.result_metric,
        COALESCE(
            j.result_source, CASE a.best WHEN 2 THEN 'crm' WHEN 1 THEN 'analytics' ELSE 'platform' END
        ) AS result_source
    FROM ref('seed_objective') AS j
    INNER JOIN available AS a ON a.objective = j.objective
)

SELECT
    objective,
    CASE
        WHEN result_source = 'platform' AND result_metric = 'orders' THEN 'conversions'
        WHEN result_source = 'platform' AND result_metric = 'revenue' THEN 'conversion_value'
        WHEN result_source <> 'platform' AND result_metric = 'conversions' THEN 'orders'
        WHEN result_source <> 'platform' AND result_metric = 'conversion_value' THEN 'revenue'
        WHEN result_source <> 'platform' AND result_metric = 'link_clicks' THEN 'sessions'
        ELSE result_metric
    END AS result_metric,
    result_source
FROM chosen
