/* ---
description: >
  What the money of each campaign brought in the last 90 days, with the 90 % interval of its cost (z = 1.644854): results are Poisson counts by Byar's
  approximation. Results of an own source are shared between the campaigns of a channel by what the network reports for each, by spend where it
  reports nothing for one of them. Grain - channel, network, account_id, campaign_key, test_id.
grain: [channel, network, account_id, campaign_key, test_id]
owner: analytics
tags: [effectiveness]
columns: [
  channel, network, account_id, campaign_key, campaign_name: {type: text, description: name of the campaign}, test_id: {type: text, description: declared test the days belong to; empty when none},
  amount, off_target_amount: {type: money, unit: reporting currency, description: the part of it spent on people outside the target audience},
  off_target_people: {type: text, description: "who these were, those with most of the money first; null when none"}, result_metric,
  results: {type: ratio, description: results of the days both are known; null when unknown},
  paid: {type: ratio, unit: reporting currency, description: spend of the days with known results},
  is_shared: {type: flag, description: whether an own source's results of the channel are shared between its campaigns},
  cost_per_result, cost_per_result_low, cost_per_result_high,
  target_cost: {type: ratio, unit: reporting currency per result, description: "target cost of a result: the plan's latest for the channel, else the target of the KPI that measures it"}]
checks:
  - not_null: [channel, network, account_id, campaign_key, test_id, amount]
  - expression: cost_per_result_low <= cost_per_result AND cost_per_result <= cost_per_result_high
--- */
WITH planned AS (
    SELECT c.channel, c.objective, CAST(p.target_cost AS DOUBLE) AS target_cost,
        ROW_NUMBER() OVER (
            PARTITION BY c.channel, c.objective ORDER BY CASE WHEN p.channel IS NULL THEN 1 ELSE 0 END, CASE WHEN p.objective IS NULL THEN 1 ELSE 0 END,
                CASE WHEN COALESCE(p.item, 'ads') = 'ads' THEN 0 ELSE 1 END, p.period_start DESC, p.plan_line
        ) AS choice
    FROM (SELECT DISTINCT channel, objective FROM ref('int_campaign_money')) AS c INNER JOIN ref('seed_settings') AS s ON s.as_of IS NOT NULL INNER JOIN ref('seed_plan') AS p
        ON p.target_cost > 0 AND p.category = 'promotion' AND p.period_start < s.as_of AND (p.channel = c.channel OR p.channel IS NULL)
        AND (p.objective = c.objective OR p.objective IS NULL)
),

outside AS (
    SELECT o.channel, o.network, o.account_id, o.campaign_key, CASE o.dimension WHEN 'age' THEN 'aged ' ELSE 'in ' END || o.bucket AS people,
        ROW_NUMBER() OVER (PARTITION BY o.channel, o.network, o.account_id, o.campaign_key ORDER BY SUM(o.spend) DESC, o.dimension, o.bucket) AS place
    FROM ref('int_off_target_day') AS o INNER JOIN ref('seed_window') AS w
        ON w.window_name = '90d' AND o.date >= w.window_start AND o.date <= w.window_end AND o.dimension <> '' AND o.spend > 0
    GROUP BY o.channel, o.network, o.account_id, o.campaign_key, o.dimension, o.bucket
),

listed AS (
    SELECT channel, network, account_id, campaign_key, STRING_AGG(CASE WHEN place <= 4 THEN people END, ', ' ORDER BY place)
        || CASE WHEN COUNT(*) > 4 THEN ' and ' || CAST(COUNT(*) - 4 AS VARCHAR) || ' more' ELSE '' END AS people
    FROM outside GROUP BY channel, network, account_id, campaign_key
),

share AS (
    SELECT
        m.channel, m.network, m.account_id, m.campaign_key, m.campaign_name, m.test_id, m.amount, m.off_target_amount, l.people, m.objective,
        s.result_metric, CAST(m.paid AS DOUBLE) AS paid, s.result_source <> 'platform' AS is_shared,
        CASE
            WHEN s.result_source = 'platform' THEN CAST(m.seen AS DOUBLE)
            WHEN COUNT(m.seen) OVER (PARTITION BY m.channel, m.objective) = COUNT(*) OVER (PARTITION BY m.channel, m.objective) AND SUM(m.seen) OVER (PARTITION BY m.channel, m.objective) > 0
                THEN CAST(e.matched_results AS DOUBLE) * CAST(m.seen AS DOUBLE)
                / CAST(SUM(m.seen) OVER (PARTITION BY m.channel, m.objective) AS DOUBLE)
            ELSE CAST(e.matched_results AS DOUBLE) * CAST(m.paid AS DOUBLE)
                / NULLIF(CAST(SUM(m.paid) OVER (PARTITION BY m.channel, m.objective) AS DOUBLE), 0)
        END AS x,
        COALESCE(p.target_cost, k.target) AS target_cost
    FROM ref('int_campaign_money') AS m
    LEFT JOIN ref('int_result_source') AS s ON s.objective = m.objective LEFT JOIN ref('int_effectiveness') AS e ON e.window_name = '90d' AND e.channel = m.channel AND e.objective = m.objective
    LEFT JOIN listed AS l ON m.off_target_amount > 0 AND l.channel = m.channel AND l.network = m.network AND l.account_id = m.account_id AND l.campaign_key = m.campaign_key
    LEFT JOIN planned AS p ON p.channel = m.channel AND p.objective = m.objective AND p.choice = 1
    LEFT JOIN ref('kpi_values') AS k
        ON k."window" = '90d' AND k.channel = m.channel AND k.campaign = '' AND k.target > 0
        AND k.kpi = CASE s.result_metric
            WHEN 'orders' THEN 'cost_per_order' WHEN 'leads' THEN 'cost_per_lead' WHEN 'conversions' THEN 'cpa'
            WHEN 'link_clicks' THEN 'cpc' WHEN 'engagements' THEN 'cost_per_engagement' END
)

SELECT
    channel, network, account_id, campaign_key, campaign_name, test_id, amount, off_target_amount, people AS off_target_people, result_metric, x AS results, paid,
    is_shared, paid / NULLIF(x, 0) AS cost_per_result,
    CASE WHEN result_metric NOT IN ('revenue', 'conversion_value') AND x >= 0
        THEN paid / ((x + 1) * POWER(1 - 1 / (9 * (x + 1)) + 1.644854 / (3 * SQRT(x + 1)), 3)) END AS cost_per_result_low,
    CASE WHEN result_metric NOT IN ('revenue', 'conversion_value') AND x > 0 AND 1 - 1 / (9 * x) - 1.644854 / (3 * SQRT(x)) > 0
        THEN paid / (x * POWER(1 - 1 / (9 * x) - 1.644854 / (3 * SQRT(x)), 3)) END AS cost_per_result_high,
    target_cost
FROM share
