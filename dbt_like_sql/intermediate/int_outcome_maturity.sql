/* ---
description: >
  How complete own results of a day usually are at the age their sources were last exported; analytics fill up for days
  and refunds come later. Days and metrics without a row are final. Grain - measured_by, date, metric.
grain: [measured_by, date, metric]
owner: analytics
tags: [results]
columns: [measured_by, date, metric: {type: text, description: metric of own results}, completeness]
checks:
  - not_null: [measured_by, date, metric, completeness]
  - expression: completeness > 0 AND completeness <= 1.5
--- */
WITH brought AS (
    SELECT
        network, account_id, date, SUM(sessions) AS sessions, SUM(orders) AS orders, SUM(new_customers) AS new_customers,
        SUM(revenue) AS revenue, SUM(leads) AS leads
    FROM ref('int_outcome_fact')
    GROUP BY network, account_id, date
),

late AS (
    SELECT DISTINCT metric
    FROM ref('seed_maturity')
    WHERE metric IN ('sessions', 'orders', 'new_customers', 'revenue', 'leads')
),

aged AS (
    SELECT
        v.measured_by, v.network, v.account_id, v.date,
        CASE
            WHEN CAST(v.exported_at AS DATE) > s.as_of THEN DATE_DIFF('day', v.date, s.as_of)
            WHEN CAST(v.exported_at AS DATE) > v.date THEN DATE_DIFF('day', v.date, CAST(v.exported_at AS DATE))
            ELSE 1
        END AS age_days
    FROM ref('int_outcome_coverage') AS v
    CROSS JOIN ref('seed_settings') AS s
),

weighed AS (
    SELECT
        a.measured_by, a.date, l.metric, COALESCE(k.completeness, 1) AS p,
        0.5 + COALESCE(CAST(CASE l.metric
            WHEN 'sessions' THEN b.sessions WHEN 'orders' THEN b.orders WHEN 'new_customers' THEN b.new_customers
            WHEN 'revenue' THEN b.revenue ELSE b.leads END AS DOUBLE), 0) AS n
    FROM aged AS a
    CROSS JOIN late AS l
    LEFT JOIN brought AS b ON b.network = a.network AND b.account_id = a.account_id AND b.date = a.date
    LEFT JOIN ref('seed_maturity') AS k
        ON k.network = a.network AND k.metric = l.metric AND k.age_days = a.age_days
)

SELECT
    measured_by, date, metric,
    CAST(SUM(CAST(n AS DECIMAL(38, 10))) AS DOUBLE) / CAST(SUM(CAST(n / p AS DECIMAL(38, 10))) AS DOUBLE)
        AS completeness
FROM weighed
GROUP BY measured_by, date, metric
