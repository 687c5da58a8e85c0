/* ---
description: >
  What would have been advised on past mornings with the data known then, per channel, beside what happened in the 7 days
  after (and in the whole period it was for). Results say nothing of what the advice would have brought, for it was not
  followed; they say whether its expectations can be trusted. Made by smm backtest; never mixed with recommendations that
  were really made. Grain - as_of, objective, channel.
grain: [as_of, objective, channel]
owner: analytics
tags: [decision]
columns: [
  as_of: {description: morning of the advice}, objective: {type: text, description: objective}, channel,
  mode: {type: text, description: "what the morning knew: replay (what had been loaded by then) or backtest (what had been exported by then)"},
  hindsight_days, is_hindsight, result_metric, result_source,
  current_spend: {type: money, unit: reporting currency, description: "spend per day, today as of that morning"},
  recommended_spend: {type: money, unit: reporting currency, description: advised spend per day},
  action: {type: text, description: "increase, decrease, keep, hold or test"},
  trust: {type: text, description: "full, direction_only or hold"},
  uplift: {type: ratio, unit: results per day, description: results the advised spend was expected to bring beyond today's},
  uplift_low: {type: ratio, unit: results per day, description: lower end of its 90 % interval},
  uplift_high: {type: ratio, unit: results per day, description: upper end of its 90 % interval},
  reason: {type: text, description: "why, in words"},
  share_today, share_advised, share_happened,
  moved_towards: {type: flag, description: whether its share of the spend moved the way the advice went; null where none was advised or nothing is known},
  days_compared, spend_happened, results_happened, results_final, results_expected, results_low, results_high, in_interval,
  results_last_week,
  period_end: {type: day, description: "last day the advice was for, inclusive"},
  days_compared_period: {type: count, unit: days, description: the same for the whole period up to period_end},
  spend_period: {type: money, unit: reporting currency, description: media spend of days_compared_period},
  results_period: {type: decimal, unit: result_metric, description: results of days_compared_period as known now},
  results_final_period: {type: flag, description: "whether the period is over, known and settled"},
  results_expected_period: {type: decimal, unit: result_metric, description: results expected at the spend of the period},
  results_low_period: {type: decimal, unit: result_metric, description: lower end of its 90 % interval},
  results_high_period: {type: decimal, unit: result_metric, description: upper end of its 90 % interval},
  in_interval_period: {type: flag, description: whether results_period lie inside it},
  data_through: {type: day, description: last day with known spend the advice rested on; null when there was none}]
checks:
  - not_null: [as_of, objective, channel, mode, is_hindsight]
  - accepted: {mode: [replay, backtest]}
  - expression: results_low <= results_expected AND results_expected <= results_high
--- */
WITH compared AS (
    SELECT
        as_of, objective, channel, horizon, days_compared, spend_happened, results_happened, results_final,
        results_expected,
        CASE WHEN results_expected < reach_below THEN 0 ELSE results_expected - reach_below END AS results_low,
        results_expected + reach_above AS results_high, results_last_week, share_today, share_advised, share_happened
    FROM ref('int_advice_outcome')
)

SELECT
    l.as_of, l.objective, l.channel, h.mode, h.hindsight_days, h.hindsight_days > 0 AS is_hindsight, h.result_metric,
    h.result_source, l.current_spend, l.recommended_spend, l.action, l.trust, l.uplift, l.uplift_low, l.uplift_high,
    l.reason, w.share_today, w.share_advised, w.share_happened,
    CASE WHEN ABS(w.share_advised - w.share_today) >= 0.001
        THEN (w.share_advised - w.share_today) * (w.share_happened - w.share_today) > 0 END AS moved_towards,
    COALESCE(w.days_compared, 0) AS days_compared, w.spend_happened, w.results_happened,
    COALESCE(w.results_final, FALSE) AS results_final, w.results_expected,
    w.results_low, w.results_high,
    w.results_happened >= w.results_low AND w.results_happened <= w.results_high AS in_interval, w.results_last_week,
    h.period_end, COALESCE(p.days_compared, 0) AS days_compared_period, p.spend_happened AS spend_period,
    p.results_happened AS results_period, COALESCE(p.results_final, FALSE) AS results_final_period,
    p.results_expected AS results_expected_period,
    p.results_low AS results_low_period, p.results_high AS results_high_period,
    p.results_happened >= p.results_low AND p.results_happened <= p.results_high AS in_interval_period, l.data_through
FROM source('state', 'backtest_line') AS l
INNER JOIN source('state', 'backtest_recommendation') AS h ON h.as_of = l.as_of AND h.objective = l.objective
LEFT JOIN compared AS w
    ON w.as_of = l.as_of AND w.objective = l.objective AND w.channel = l.channel AND w.horizon = 'week'
LEFT JOIN compared AS p
    ON p.as_of = l.as_of AND p.objective = l.objective AND p.channel = l.channel AND p.horizon = 'period'
