/* ---
description: >
  What each channel's money brought in the last 7, 28 and 90 days and this month, with how sure it is. A cost
  of a result whose range overlaps that of another channel is not yet told apart from it. Made from
  channel_effectiveness. Grain - time_window, channel, objective.
grain: [time_window, channel, objective]
owner: analytics
tags: [effectiveness]
materialization: view
columns: [
  as_of, time_window: {type: text, description: "7d, 28d, mtd (this month) or 90d: days up to the one before as_of"},
  window_start, window_end, channel, channel_label, objective, currency: {type: text, description: "ISO 4217 code of all money of the row, the reporting currency"},
  result_metric, result_source, spend, results: {type: decimal, unit: result_metric, description: results of the days with known spend and results},
  cost_per_result, cost_per_result_low, cost_per_result_high,
  full_cost_per_result: {type: ratio, unit: reporting currency per result, description: "media, people and production of the channel / all its results, paid and organic"},
  other_costs, share_of_spend, share_of_results, rank: {type: count, unit: place, description: "place by cost per result; channels that cannot be told apart share one; null where they cannot be compared"},
  comparability, data_through]
checks:
  - not_null: [as_of, time_window, channel, channel_label, objective, currency]
  - accepted: {time_window: [7d, 28d, mtd, 90d]}
--- */
SELECT
    e.as_of, e."window" AS time_window, e.window_start, e.window_end, e.channel,
    COALESCE(c.label, e.channel) AS channel_label, e.objective, s.reporting_currency AS currency, e.result_metric,
    e.result_source, e.spend, e.matched_results AS results, e.cost_per_result, e.cost_per_result_low,
    e.cost_per_result_high, e.fully_loaded_cost_per_result AS full_cost_per_result, e.other_costs, e.share_of_spend,
    e.share_of_results, e.rank, e.comparability, e.data_through
FROM ref('channel_effectiveness') AS e
CROSS JOIN ref('seed_settings') AS s
LEFT JOIN ref('channel') AS c ON c.channel = e.channel
