/* ---
description: What each channel is expected to bring at a spend per day, as each recommendation saw it. Grain - recommendation_id, objective, channel, spend.
grain: [recommendation_id, objective, channel, spend]
owner: analytics
tags: [decision]
columns:
  recommendation_id: {type: text, description: "recommendation it was made for"}
  as_of: {type: day, description: "morning it speaks of"}
  objective: {type: text, description: "objective"}
  channel: {type: text, description: "channel"}
  spend: {type: money, description: "spend per day, reporting currency"}
  expected_result: {type: ratio, unit: results per day, description: "expected results per day"}
  low: {type: ratio, unit: results per day, description: "lower end of the 90 % interval"}
  high: {type: ratio, unit: results per day, description: "upper end of the 90 % interval"}
  marginal_result: {type: ratio, unit: results per unit of reporting currency, description: "results the next unit of money brings"}
  is_observed_range: {type: flag, description: "whether the channel has spent about this much before"}
  data_through: {type: day, description: "last day with known spend it rests on; null when there was none"}
checks:
  - not_null: [recommendation_id, channel, spend]
--- */
SELECT
    c.recommendation_id, c.as_of, c.objective, c.channel, c.spend, c.expected_result, c.low, c.high,
    c.marginal_result, c.is_observed_range, b.data_through
FROM source('state', 'response_curve') AS c
LEFT JOIN source('state', 'budget_recommendation') AS b
    ON b.recommendation_id = c.recommendation_id AND b.channel = c.channel
