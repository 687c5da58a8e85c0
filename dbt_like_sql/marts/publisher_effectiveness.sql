/* ---
description: >
  What a network's publishers (Facebook, Instagram …) bring in each window where exports tell the publisher, with 90 %
  intervals, results as the network reports them: own records do not tell publishers apart. Shares and ranks are within
  network and objective; publishers whose intervals overlap share a rank, below grade B there is none. Grain - as_of,
  window, network, publisher, objective.
grain: [as_of, window, network, publisher, objective]
owner: analytics
tags: [effectiveness]
columns: [
  as_of, window, window_start, window_end, network, publisher: {type: text, description: "facebook, instagram, youtube, search … where the export tells it"}, channel: {description: "its channel; of several the first by name"},
  objective, result_metric, result_source, unpriced_days, includes_period, spend,
  impressions: {type: count, unit: impressions, additive: true, description: "times shown, paid"}, rate_clicks, conversions, conversion_value, ctr, ctr_low, ctr_high, cpc, cpc_low, cpc_high, cpm, cpm_low, cpm_high,
  cvr, cvr_low, cvr_high, cpa, cpa_low, cpa_high, roas, roas_low, roas_high, results, cost_per_result, cost_per_result_low, cost_per_result_high,
  fully_loaded_cost_per_result: {description: "that of the channel where the publisher is all of its delivery; null where several share its costs"},
  benchmark, benchmark_ctr, benchmark_cpc, benchmark_cpm, benchmark_cvr, benchmark_source,
  share_of_spend: {description: "share of the spend of the network's publishers of the objective"},
  share_of_results: {description: "share of the results of the network's publishers of the objective"},
  rank: {description: "1 plus the publishers of network and objective in groups cheaper than its own; intervals that overlap, directly or through others between them, make a group; null below grade B"}, comparability,
  data_through: {description: last day of the channel with known delivery}]
checks:
  - not_null: [as_of, window, network, publisher, objective, result_metric, comparability]
  - expression: rank >= 1
--- */
SELECT
    w.as_of, e.window_name AS "window", w.window_start, w.window_end, e.network, e.unit AS publisher, e.channel,
    e.objective, e.result_metric, 'platform' AS result_source, e.unpriced_days, e.includes_period, e.spend,
    e.impressions, e.rate_clicks, e.conversions, e.conversion_value, i.ctr, i.ctr_low, i.ctr_high,
    e.cpc, x.cpc_low, x.cpc_high, e.cpm, x.cpm_low, x.cpm_high,
    i.cvr, i.cvr_low, i.cvr_high, e.cpa, x.cpa_low, x.cpa_high, e.roas, x.roas_low, x.roas_high, e.results, p.cost_per_result,
    p.cost_per_result_low, p.cost_per_result_high, c.fully_loaded_cost_per_result,
    COALESCE(b.cost_per_result, CASE WHEN e.result_metric = 'conversions' THEN b.cpa END) AS benchmark,
    b.ctr AS benchmark_ctr, b.cpc AS benchmark_cpc, b.cpm AS benchmark_cpm, b.cvr AS benchmark_cvr,
    b.sources AS benchmark_source,
    CASE WHEN MAX(e.unpriced_days) OVER (PARTITION BY e.window_name, e.peers, e.objective) = 0 THEN CAST(e.spend AS DOUBLE)
    / NULLIF(CAST(SUM(e.spend) OVER (PARTITION BY e.window_name, e.peers, e.objective) AS DOUBLE), 0) END AS share_of_spend,
    CASE WHEN MIN(CASE WHEN e.results IS NULL THEN 0 ELSE 1 END) OVER (PARTITION BY e.window_name, e.peers, e.objective) = 1
        THEN CAST(e.results AS DOUBLE) END
    / NULLIF(CAST(SUM(e.results) OVER (PARTITION BY e.window_name, e.peers, e.objective) AS DOUBLE), 0) AS share_of_results,
    CASE WHEN COALESCE(g.comparability, 'B') = 'B' THEN p.rank END AS rank, COALESCE(g.comparability, 'B') AS comparability,
    t.data_through
FROM ref('int_effectiveness_part') AS e
INNER JOIN ref('seed_window') AS w ON w.window_name = e.window_name
INNER JOIN ref('int_effectiveness_cost') AS x
    ON x.kind = e.kind AND x.peers = e.peers AND x.unit = e.unit AND x.objective = e.objective AND x.window_name = e.window_name
INNER JOIN ref('int_effectiveness_interval') AS i
    ON i.kind = e.kind AND i.peers = e.peers AND i.unit = e.unit AND i.objective = e.objective
    AND i.window_name = e.window_name
INNER JOIN ref('int_result_cost') AS p
    ON p.kind = e.kind AND p.peers = e.peers AND p.unit = e.unit AND p.objective = e.objective
    AND p.window_name = e.window_name
LEFT JOIN ref('int_definition_grade') AS g
    ON g.kind = e.kind AND g.peers = e.peers AND g.objective = e.objective
    AND g.definition = 'platform_' || e.result_metric
LEFT JOIN ref('channel_effectiveness') AS c
    ON c."window" = e.window_name AND c.channel = e.channel AND c.objective = e.objective AND c.spend = e.spend
LEFT JOIN ref('int_benchmark') AS b ON b.channel = e.channel AND b.objective = e.objective
LEFT JOIN ref('int_channel_through') AS t ON t.channel = e.channel
WHERE e.kind = 'publisher'
