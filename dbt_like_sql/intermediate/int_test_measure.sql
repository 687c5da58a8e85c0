/* ---
description: >
  What each small test is judged by and who counts it, for all its channels - CRM or shop when its rows of the last 90 days hold such results, else analytics, else the
  platforms; a source declared for the channels' result is kept. Grades as in int_definition_grade, over the days of the test; D also where channels have different results. Grain - test_id.
grain: [test_id]
owner: analytics
tags: [channels]
columns: [test_id: {type: text, description: id of the test}, result_metric, result_source, comparability]
checks:
  - not_null: [test_id, result_metric, result_source, comparability]
  - accepted: {comparability: [A, B, C, D]}
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

asked AS (
    SELECT
        t.test_id, MIN(COALESCE(t.result_metric, s.result_metric)) AS metric,
        COUNT(DISTINCT COALESCE(t.result_metric, s.result_metric)) AS metrics,
        MIN(CASE WHEN COALESCE(t.result_metric, c.result_metric) = c.result_metric THEN c.result_source END) AS declared
    FROM ref('seed_test') AS t
    LEFT JOIN ref('seed_channel') AS c ON c.channel = t.channel
    LEFT JOIN ref('int_result_source') AS s ON s.objective = c.objective
    GROUP BY t.test_id
),

sourced AS (
    SELECT
        a.test_id, a.metric, a.metrics,
        COALESCE(a.declared, MAX(CASE WHEN o.measured_by = 'crm' THEN 'crm' END), MAX(o.measured_by), 'platform') AS source
    FROM asked AS a
    LEFT JOIN own AS o
        ON CASE
            WHEN a.metric IN ('orders', 'conversions') THEN o.orders
            WHEN a.metric IN ('revenue', 'conversion_value') THEN o.revenue
            WHEN a.metric IN ('sessions', 'link_clicks') THEN o.sessions
            WHEN a.metric = 'new_customers' THEN o.new_customers WHEN a.metric = 'leads' THEN o.leads
        END > 0
    GROUP BY a.test_id, a.metric, a.metrics, a.declared
),

counted AS (
    SELECT
        t.test_id, COUNT(DISTINCT CASE
            WHEN d.conversion_definition LIKE '%_conversions' OR d.conversion_definition LIKE '%_results'
                THEN d.conversion_definition
            ELSE SUBSTR(d.conversion_definition, STRPOS(d.conversion_definition, '_') + 1) END) AS actions,
        COUNT(DISTINCT d.video_view_definition) AS views, COUNT(DISTINCT COALESCE(d.attribution_setting, d.network)) AS windows,
        COUNT(d.network) - COUNT(d.link_clicks) AS without_link_clicks
    FROM ref('seed_test') AS t
    LEFT JOIN ref('int_ad_day') AS d
        ON d.channel = t.channel AND d.date >= t.date_from AND d.date <= t.date_to AND d.spend_original > 0
    GROUP BY t.test_id
)

SELECT
    s.test_id, CASE
        WHEN s.source = 'platform' AND s.metric = 'orders' THEN 'conversions'
        WHEN s.source = 'platform' AND s.metric = 'revenue' THEN 'conversion_value' WHEN s.source = 'platform' THEN s.metric
        WHEN s.metric = 'conversions' THEN 'orders' WHEN s.metric = 'conversion_value' THEN 'revenue'
        WHEN s.metric = 'link_clicks' THEN 'sessions' ELSE s.metric
    END AS result_metric, s.source AS result_source,
    CASE
        WHEN s.metrics > 1 OR s.source = 'platform' AND CASE
            WHEN s.metric IN ('orders', 'conversions', 'revenue', 'conversion_value') THEN c.actions
            WHEN s.metric = 'video_views' THEN c.views ELSE 0 END > 1 THEN 'D'
        WHEN s.source <> 'platform' THEN 'A'
        WHEN s.metric IN ('orders', 'conversions', 'revenue', 'conversion_value', 'leads') AND c.windows > 1 THEN 'C'
        WHEN s.metric = 'link_clicks' AND c.without_link_clicks > 0 THEN 'C' ELSE 'B'
    END AS comparability
FROM sourced AS s
INNER JOIN counted AS c ON c.test_id = s.test_id
