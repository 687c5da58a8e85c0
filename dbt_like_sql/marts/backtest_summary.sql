/* ---
description: >
  What back-tests say of the advice, per objective - how often results fell into its interval, and how far it missed them
  beside "same as last week". Only weeks that are over and settled are judged. Mornings nearer to each other than 7 days
  share days, so count for less than their number. Grain - objective.
grain: [objective]
owner: analytics
tags: [decision]
columns: [
  objective: {type: text, description: objective},
  mornings: {type: count, unit: mornings, description: mornings back-tested},
  mornings_judged: {type: count, unit: mornings, description: those whose week is over and settled and whose expectation is known},
  hindsight_mornings: {type: count, unit: mornings, description: judged mornings that knew days only from later exports},
  moves: {type: count, unit: mornings, description: judged mornings that advised a change},
  first_morning: {type: day, description: first judged morning}, last_morning: {type: day, description: last judged morning},
  share_in_interval: {type: ratio, unit: ratio 0 to 1, description: share of judged mornings whose results lay in the 90 % interval; 0.9 is as good as said},
  channel_weeks: {type: count, unit: weeks of a channel, description: settled weeks of single channels with a known expectation},
  channel_share_in_interval: {type: ratio, unit: ratio 0 to 1, description: share of channel_weeks whose results lay in the 90 % interval},
  results_happened: {type: decimal, unit: result_metric, description: results of the judged weeks},
  mean_error: {type: ratio, unit: ratio, description: "sum of missed_by / results_happened of the judged weeks"},
  last_week_mean_error: {type: ratio, unit: ratio, description: "the same for \"same as last week\""},
  data_through: {type: day, description: earliest of the last days the judged mornings rested on; null when none was}]
checks:
  - not_null: [objective, mornings, mornings_judged, channel_weeks]
  - expression: share_in_interval >= 0 AND share_in_interval <= 1
--- */
WITH judged AS (
    SELECT as_of, objective, is_hindsight, keep, in_interval, results_happened, missed_by, last_week_missed_by, data_through
    FROM ref('backtest_total')
    WHERE results_final AND in_interval IS NOT NULL
),

week AS (
    SELECT
        objective, COUNT(*) AS mornings_judged, SUM(CASE WHEN is_hindsight THEN 1 ELSE 0 END) AS hindsight_mornings,
        SUM(CASE WHEN keep THEN 0 ELSE 1 END) AS moves, MIN(as_of) AS first_morning, MAX(as_of) AS last_morning,
        SUM(CASE WHEN in_interval THEN 1 ELSE 0 END) AS inside, SUM(results_happened) AS results_happened,
        SUM(missed_by) AS missed_by, SUM(last_week_missed_by) AS last_week_missed_by,
        COUNT(last_week_missed_by) AS last_weeks, MIN(data_through) AS data_through
    FROM judged
    GROUP BY objective
),

channel AS (
    SELECT objective, COUNT(*) AS channel_weeks, SUM(CASE WHEN in_interval THEN 1 ELSE 0 END) AS inside
    FROM ref('backtest')
    WHERE results_final AND in_interval IS NOT NULL
    GROUP BY objective
),

made AS (
    SELECT objective, COUNT(*) AS mornings
    FROM ref('backtest_total')
    GROUP BY objective
)

SELECT
    m.objective, m.mornings, COALESCE(w.mornings_judged, 0) AS mornings_judged,
    COALESCE(w.hindsight_mornings, 0) AS hindsight_mornings, COALESCE(w.moves, 0) AS moves, w.first_morning,
    w.last_morning, CAST(w.inside AS DOUBLE) / w.mornings_judged AS share_in_interval,
    COALESCE(c.channel_weeks, 0) AS channel_weeks, CAST(c.inside AS DOUBLE) / c.channel_weeks AS channel_share_in_interval,
    w.results_happened, CAST(w.missed_by AS DOUBLE) / NULLIF(CAST(w.results_happened AS DOUBLE), 0) AS mean_error,
    CASE WHEN w.last_weeks = w.mornings_judged
        THEN CAST(w.last_week_missed_by AS DOUBLE) / NULLIF(CAST(w.results_happened AS DOUBLE), 0)
    END AS last_week_mean_error, w.data_through
FROM made AS m
LEFT JOIN week AS w ON w.objective = m.objective
LEFT JOIN channel AS c ON c.objective = m.objective
