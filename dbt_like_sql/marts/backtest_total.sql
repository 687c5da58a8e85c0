/* ---
description: >
  Back-tests as a whole - what would have been advised on a past morning, and what its expectations were worth over the 7
  days after, for all channels with a known expectation together. Intervals of channels are added as independent. Grain -
  as_of, objective.
grain: [as_of, objective]
owner: analytics
tags: [decision]
columns: [
  as_of: {description: morning of the advice}, objective: {type: text, description: objective},
  mode: {type: text, description: "what the morning knew: replay (what had been loaded by then) or backtest (what had been exported by then)"},
  known_until: {type: moment, description: "what was known later was left out, UTC"}, hindsight_days, is_hindsight,
  result_metric, result_source, keep: {type: flag, description: true when the advice was to change nothing},
  uplift: {type: ratio, unit: ratio, description: "expected gain over that morning's mix scaled to the same total; 0.05 is 5 %"},
  uplift_low: {type: ratio, unit: ratio, description: lower end of its 90 % interval},
  uplift_high: {type: ratio, unit: ratio, description: upper end of its 90 % interval},
  probability_better: {type: ratio, unit: ratio 0 to 1, description: probability that the advice beats that morning's mix},
  summary: {type: text, description: the advice in words},
  channels: {type: count, unit: channels, description: channels of the advice},
  channels_compared: {type: count, unit: channels, description: those with an expectation of which every day that is over is known; all sums are theirs},
  moved: {type: ratio, unit: ratio, description: "how far the shares of spend moved as advised: 1 as advised, 0 not at all, below 0 the other way; null where nothing was advised or known"},
  spend_happened, results_happened, results_final, results_expected, results_low, results_high, in_interval,
  results_last_week, missed_by: {type: decimal, unit: result_metric, description: results_happened and results_expected apart},
  last_week_missed_by: {type: decimal, unit: result_metric, description: "results_happened and results_last_week apart"},
  data_through: {type: day, description: earliest of the last days its channels were known to that morning; null when none was}]
checks:
  - not_null: [as_of, objective, mode, is_hindsight, channels, channels_compared]
  - expression: results_low <= results_expected AND results_expected <= results_high
--- */
WITH channel AS (
    SELECT
        l.as_of, l.objective, l.data_through, o.results_final,
        o.reach_above IS NOT NULL AND o.days_compared = o.days_over AS is_compared,
        o.spend_happened, o.results_happened, o.share_today, o.share_advised, o.share_happened, o.results_expected,
        o.results_last_week, o.reach_below, o.reach_above
    FROM source('state', 'backtest_line') AS l
    LEFT JOIN ref('int_advice_outcome') AS o
        ON o.as_of = l.as_of AND o.objective = l.objective AND o.channel = l.channel AND o.horizon = 'week'
),

total AS (
    SELECT
        as_of, objective, COUNT(*) AS channels, SUM(CASE WHEN is_compared THEN 1 ELSE 0 END) AS channels_compared,
        MIN(CASE WHEN NOT is_compared THEN NULL WHEN results_final THEN 1 ELSE 0 END) = 1 AS results_final,
        SUM(CASE WHEN is_compared THEN spend_happened END) AS spend_happened,
        SUM(CASE WHEN is_compared THEN results_happened END) AS results_happened,
        SUM(CASE WHEN is_compared THEN CAST(results_expected AS DECIMAL(18, 6)) END) AS expected,
        SUM(CASE WHEN is_compared THEN CAST(results_last_week AS DECIMAL(18, 6)) END) AS last_week,
        SUM(CASE WHEN is_compared THEN CAST(CAST(reach_below AS DECIMAL(38, 6)) * reach_below AS DECIMAL(38, 10)) END) AS below,
        SUM(CASE WHEN is_compared THEN CAST(CAST(reach_above AS DECIMAL(38, 6)) * reach_above AS DECIMAL(38, 10)) END) AS above,
        SUM(CAST((share_happened - share_today) * (share_advised - share_today) AS DECIMAL(38, 12))) AS along,
        SUM(CAST((share_advised - share_today) * (share_advised - share_today) AS DECIMAL(38, 12))) AS whole,
        MIN(data_through) AS data_through
    FROM channel
    GROUP BY as_of, objective
),

bounded AS (
    SELECT
        as_of, objective, CAST(expected AS DOUBLE) + SQRT(CAST(above AS DOUBLE)) AS high,
        CASE
            WHEN CAST(expected AS DOUBLE) < SQRT(CAST(below AS DOUBLE)) THEN 0
            ELSE CAST(expected AS DOUBLE) - SQRT(CAST(below AS DOUBLE))
        END AS low
    FROM total
)

SELECT
    h.as_of, h.objective, h.mode, h.known_until, h.hindsight_days, h.hindsight_days > 0 AS is_hindsight, h.result_metric,
    h.result_source, h.keep, h.uplift, h.uplift_low, h.uplift_high, h.probability_better, h.summary, t.channels,
    t.channels_compared, CASE WHEN t.whole >= 0.000001 THEN CAST(t.along AS DOUBLE) / CAST(t.whole AS DOUBLE) END AS moved,
    t.spend_happened, t.results_happened, COALESCE(t.results_final, FALSE) AS results_final,
    t.expected AS results_expected, b.low AS results_low, b.high AS results_high,
    t.results_happened >= b.low AND t.results_happened <= b.high AS in_interval, t.last_week AS results_last_week,
    ABS(t.results_happened - t.expected) AS missed_by, ABS(t.results_happened - t.last_week) AS last_week_missed_by,
    t.data_through
FROM source('state', 'backtest_recommendation') AS h
INNER JOIN total AS t ON t.as_of = h.as_of AND t.objective = h.objective
INNER JOIN bounded AS b ON b.as_of = h.as_of AND b.objective = h.objective
