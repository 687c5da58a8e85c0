/* ---
description: >
  What each channel's money brings in each window, with 90 % intervals. Ranked only where results are comparable (grade A
  or B); channels whose intervals overlap share a rank. Costs beside media stand at the channel's own objective, where it
  has none at the one with the most spend. Grain - as_of, window, channel, objective.
grain: [as_of, window, channel, objective]
owner: analytics
tags: [effectiveness]
columns: [
  as_of, window, window_start, window_end, channel, objective, result_metric, result_source,
  days_known: {type: count, unit: days, description: days of the window with known spend}, unpriced_days,
  includes_period: {type: flag, description: whether periods without daily rows are counted}, spend, impressions: {type: count, unit: impressions, additive: true, description: "times shown, paid"},
  rate_clicks, conversions, conversion_value, ctr, ctr_low, ctr_high, cpc, cpc_low, cpc_high, cpm, cpm_low, cpm_high,
  cvr, cvr_low, cvr_high, cpa, cpa_low, cpa_high, roas, roas_low, roas_high,
  results, matched_spend, matched_results, cost_per_result: {description: matched_spend / matched_results}, cost_per_result_low, cost_per_result_high, fully_loaded_cost_per_result, other_costs,
  shared_costs, results_completeness, benchmark, benchmark_ctr, benchmark_cpc, benchmark_cpm, benchmark_cvr,
  benchmark_source,
  days_shared: {type: count, unit: days, description: days the shares are of - what is compared is known of all channels},
  share_of_spend, share_of_results, rank, comparability, ranking_flips, flips_under, data_through]
checks:
  - not_null: [as_of, window, channel, objective, result_metric, comparability]
  - expression: rank >= 1
--- */
WITH flip AS (
    SELECT window_name, objective, MAX(moves) = 1 AS flips,
        STRING_AGG(CASE WHEN moves = 1 THEN label END, '; ' ORDER BY definition) AS under
    FROM (
        SELECT "window" AS window_name, objective, definition, label, MAX(CASE WHEN changes_places THEN 1 ELSE 0 END) AS moves
        FROM ref('ranking_by_definition') WHERE changes_places IS NOT NULL AND NOT is_chosen
        GROUP BY "window", objective, definition, label
    ) AS counted GROUP BY window_name, objective
)

SELECT
    w.as_of, e.window_name AS "window", w.window_start, w.window_end, e.channel, e.objective, s.result_metric,
    s.result_source, e.days_known, e.unpriced_days, e.includes_period, e.spend, e.impressions, e.rate_clicks, e.conversions,
    e.conversion_value, i.ctr, i.ctr_low, i.ctr_high, e.cpc, x.cpc_low, x.cpc_high, e.cpm, x.cpm_low, x.cpm_high,
    i.cvr, i.cvr_low, i.cvr_high, e.cpa, x.cpa_low, x.cpa_high, e.roas, x.roas_low, x.roas_high, e.results, e.matched_spend, e.matched_results,
    CAST(e.matched_spend AS DOUBLE) / NULLIF(e.matched_results, 0) AS cost_per_result, p.cost_per_result_low,
    p.cost_per_result_high, CASE WHEN t.data_through IS NULL THEN COALESCE(CAST(k.other_costs AS DOUBLE), 0)
        ELSE CAST(e.matched_spend AS DOUBLE)
            + COALESCE(CAST(CASE WHEN e.includes_period THEN k.other_costs ELSE k.known_costs END AS DOUBLE), 0)
    END / NULLIF(e.all_results, 0) AS fully_loaded_cost_per_result,
    COALESCE(k.other_costs, 0) AS other_costs, COALESCE(k.shared_costs, 0) AS shared_costs,
    e.settled_spend / NULLIF(CAST(e.spend AS DOUBLE), 0) AS results_completeness,
    COALESCE(b.cost_per_result, CASE WHEN s.result_metric = 'conversions' THEN b.cpa END) AS benchmark, b.ctr AS benchmark_ctr,
    b.cpc AS benchmark_cpc, b.cpm AS benchmark_cpm, b.cvr AS benchmark_cvr, b.sources AS benchmark_source,
    h.days_shared, h.share_of_spend, h.share_of_results,
    CASE WHEN g.comparability IN ('A', 'B') THEN p.rank END AS rank, COALESCE(g.comparability, CASE WHEN s.result_source = 'platform' THEN 'D' ELSE 'A' END) AS comparability,
    f.flips AS ranking_flips, f.under AS flips_under, t.data_through
FROM ref('int_effectiveness') AS e
INNER JOIN ref('seed_window') AS w ON w.window_name = e.window_name
INNER JOIN ref('int_result_source') AS s ON s.objective = e.objective
INNER JOIN ref('int_effectiveness_cost') AS x
    ON x.kind = 'channel' AND x.window_name = e.window_name AND x.unit = e.channel AND x.objective = e.objective
INNER JOIN ref('int_effectiveness_interval') AS i
    ON i.kind = 'channel' AND i.window_name = e.window_name AND i.unit = e.channel AND i.objective = e.objective
LEFT JOIN ref('int_result_cost') AS p
    ON p.kind = 'channel' AND p.window_name = e.window_name AND p.unit = e.channel AND p.objective = e.objective
    AND p.definition = s.result_source || '_' || s.result_metric
LEFT JOIN ref('int_definition_grade') AS g
    ON g.kind = 'channel' AND g.objective = e.objective AND g.definition = s.result_source || '_' || s.result_metric
LEFT JOIN ref('int_borne_cost') AS k
    ON k.window_name = e.window_name AND k.channel = e.channel AND k.objective = e.objective
LEFT JOIN ref('int_benchmark') AS b ON b.channel = e.channel AND b.objective = e.objective
LEFT JOIN ref('int_effectiveness_share') AS h
    ON h.window_name = e.window_name AND h.channel = e.channel AND h.objective = e.objective
LEFT JOIN flip AS f ON f.window_name = e.window_name AND f.objective = e.objective
LEFT JOIN ref('int_channel_through') AS t ON t.channel = e.channel
