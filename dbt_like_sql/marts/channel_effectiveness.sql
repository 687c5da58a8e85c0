/* ---
description: >
  What each channel's money brings in each window, with 90 % intervals (see int_effectiveness_interval). Ranked only
  where results are comparable (grade A or B); channels whose intervals overlap share a rank. Grain - as_of, window,
  channel, objective.
grain: [as_of, window, channel, objective]
owner: analytics
columns: [
  as_of, window, window_start, window_end, channel, objective, result_metric, result_source,
  days_known: {type: count, description: days of the window with known spend}, unpriced_days,
  includes_period: {type: flag, description: whether periods without daily rows are counted}, spend, impressions,
  rate_clicks, conversions, conversion_value, ctr, ctr_low, ctr_high, cpc, cpm, cvr, cvr_low, cvr_high, cpa, roas,
  results, cost_per_result, cost_per_result_low, cost_per_result_high, fully_loaded_cost_per_result, other_costs,
  results_completeness, benchmark, share_of_spend, share_of_results, rank, comparability, data_through]
checks:
  - not_null: [as_of, window, channel, objective, result_metric, comparability]
  - expression: rank >= 1
--- */
WITH cost AS (
    SELECT w.window_name, k.channel, SUM(k.amount) AS other_costs
    FROM ref('int_cost_day') AS k
    INNER JOIN ref('seed_window') AS w ON k.date >= w.window_start AND k.date <= w.window_end
    GROUP BY w.window_name, k.channel
),

beaten AS (
    SELECT a.window_name, a.channel, a.objective, COUNT(b.channel) AS cheaper
    FROM ref('int_effectiveness_interval') AS a
    LEFT JOIN ref('int_effectiveness_interval') AS b
        ON b.window_name = a.window_name AND b.objective = a.objective AND b.channel <> a.channel
        AND b.cost_per_result_high < a.cost_per_result_low
    WHERE a.comparability IN ('A', 'B') AND a.cost_per_result_low > 0
    GROUP BY a.window_name, a.channel, a.objective
),

through AS (SELECT channel, MAX(data_through) AS data_through FROM ref('channel_daily') GROUP BY channel),

loaded AS (
    SELECT
        e.window_name, e.channel, e.objective,
        CASE WHEN c.objective = e.objective THEN COALESCE(k.other_costs, 0) ELSE 0 END AS other_costs
    FROM ref('int_effectiveness') AS e
    LEFT JOIN ref('seed_channel') AS c ON c.channel = e.channel
    LEFT JOIN cost AS k ON k.window_name = e.window_name AND k.channel = e.channel
)

SELECT
    w.as_of, e.window_name AS "window", w.window_start, w.window_end, e.channel, e.objective, i.result_metric,
    i.result_source, e.days_known, e.unpriced_days, e.includes_period, e.spend, e.impressions, e.rate_clicks, e.conversions,
    e.conversion_value, i.ctr, i.ctr_low, i.ctr_high, CAST(e.spend AS DOUBLE) / NULLIF(e.rate_clicks, 0) AS cpc,
    1000 * CAST(e.spend AS DOUBLE) / NULLIF(e.impressions, 0) AS cpm, i.cvr, i.cvr_low, i.cvr_high,
    CAST(e.spend AS DOUBLE) / NULLIF(e.conversions, 0) AS cpa,
    CAST(e.conversion_value AS DOUBLE) / NULLIF(e.spend, 0) AS roas, e.results, i.cost_per_result,
    i.cost_per_result_low, i.cost_per_result_high,
    (COALESCE(CAST(e.matched_spend AS DOUBLE), 0) + CAST(l.other_costs AS DOUBLE)) / NULLIF(e.all_results, 0)
        AS fully_loaded_cost_per_result,
    l.other_costs,
    e.settled_spend / NULLIF(CAST(e.spend AS DOUBLE), 0) AS results_completeness,
    CAST(NULL AS DOUBLE) AS benchmark,
    CASE WHEN MAX(e.unpriced_days) OVER (PARTITION BY e.window_name, e.objective) = 0 THEN CAST(e.spend AS DOUBLE)
    / NULLIF(CAST(SUM(e.spend) OVER (PARTITION BY e.window_name, e.objective) AS DOUBLE), 0) END AS share_of_spend,
    CAST(e.results AS DOUBLE)
    / NULLIF(CAST(SUM(e.results) OVER (PARTITION BY e.window_name, e.objective) AS DOUBLE), 0) AS share_of_results,
    b.cheaper + 1 AS rank, i.comparability, t.data_through
FROM ref('int_effectiveness') AS e
INNER JOIN ref('seed_window') AS w ON w.window_name = e.window_name
INNER JOIN ref('int_effectiveness_interval') AS i
    ON i.window_name = e.window_name AND i.channel = e.channel AND i.objective = e.objective
INNER JOIN loaded AS l ON l.window_name = e.window_name AND l.channel = e.channel AND l.objective = e.objective
LEFT JOIN beaten AS b ON b.window_name = e.window_name AND b.channel = e.channel AND b.objective = e.objective
LEFT JOIN through AS t ON t.channel = e.channel
