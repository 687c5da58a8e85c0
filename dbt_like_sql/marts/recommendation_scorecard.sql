/* ---
description: >
  What came of each recommendation, channel by channel, over its known days: whether spend followed it, what it foretold
  for the money that was spent, what came, and how often intervals held so far. Grain - recommendation_id, channel.
grain: [recommendation_id, channel]
owner: analytics
tags: [decision]
columns:
  recommendation_id: {type: text, description: "recommendation"}
  channel: {type: text, description: "channel"}
  first_day: {type: day, description: "first day it is judged by"}
  last_day: {type: day, description: "last day it is judged by: the day before the next recommendation, or the end of its period"}
  days_known: {type: count, unit: days, description: "known days among them"}
  mean_spend: {type: ratio, unit: reporting currency a day, description: "spend on the known days"}
  followed: {type: flag, description: "whether spend went at least half of the recommended way, or stayed where it was to stay; null while unknown"}
  followed_share: {type: ratio, unit: ratio, description: "how much of the recommended change was made; null where none was recommended"}
  predicted_uplift: {type: ratio, unit: results, description: "results more than at the former spend, as recommended, over the known days"}
  predicted_low: {type: ratio, unit: results, description: "lower end of its 90 % interval"}
  predicted_high: {type: ratio, unit: results, description: "upper end of its 90 % interval"}
  observed: {type: decimal, unit: results, description: "results that came on the known days; null when none is known"}
  expected: {type: ratio, unit: results, description: "results foretold for the money that was spent on them"}
  expected_low: {type: ratio, unit: results, description: "lower end of its 90 % interval, day-to-day scatter included"}
  expected_high: {type: ratio, unit: results, description: "upper end of its 90 % interval"}
  observed_uplift: {type: ratio, unit: results, description: "results that came less those foretold for the former spend"}
  observed_uplift_low: {type: ratio, unit: results, description: "lower end of its 90 % interval, scatter included"}
  observed_uplift_high: {type: ratio, unit: results, description: "upper end of its 90 % interval"}
  in_interval: {type: flag, description: "whether what came lies in the interval foretold for the money that was spent"}
  is_final: {type: flag, description: "whether its days are over, known and settled; others may still change"}
  judged_so_far: {type: count, unit: rows, description: "final rows of the objective with an interval, up to the recommendation's morning"}
  held_so_far: {type: ratio, unit: ratio 0 to 1, description: "share of them whose interval held; 0.9 is as it should be"}
  data_through: {type: day, description: "last known day of the channel among its days; null when none is known"}
checks:
  - not_null: [recommendation_id, channel, first_day, last_day, days_known, is_final]
--- */
WITH judged AS (
    SELECT
        s.recommendation_id, s.channel, r.objective, r.as_of,
        CASE WHEN s.is_final AND s.in_interval IS NOT NULL THEN 1 ELSE 0 END AS is_judged,
        CASE WHEN s.is_final AND s.in_interval THEN 1 ELSE 0 END AS is_held
    FROM source('state', 'recommendation_scorecard') AS s
    INNER JOIN source('state', 'recommendation') AS r ON r.recommendation_id = s.recommendation_id
),

running AS (
    SELECT
        recommendation_id, channel,
        SUM(is_judged) OVER (PARTITION BY objective ORDER BY as_of RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS judged,
        SUM(is_held) OVER (PARTITION BY objective ORDER BY as_of RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS held
    FROM judged
)

SELECT
    s.recommendation_id, s.channel, s.first_day, s.last_day, s.days_known, s.mean_spend, s.followed, s.followed_share,
    s.predicted_uplift, s.predicted_low, s.predicted_high, s.observed, s.expected, s.expected_low, s.expected_high,
    s.observed_uplift, s.observed_uplift_low, s.observed_uplift_high, s.in_interval, s.is_final,
    CAST(n.judged AS BIGINT) AS judged_so_far, CAST(n.held AS DOUBLE) / NULLIF(n.judged, 0) AS held_so_far, s.data_through
FROM source('state', 'recommendation_scorecard') AS s
INNER JOIN running AS n ON n.recommendation_id = s.recommendation_id AND n.channel = s.channel
