/* ---
description: What 10, 20 or 30 % more or less money a day than recommended would bring, on top of each recommendation. Grain - recommendation_id, change_pct.
grain: [recommendation_id, change_pct]
owner: analytics
tags: [decision]
columns:
  recommendation_id: {type: text, description: "recommendation it stands beside"}
  as_of: {type: day, description: "morning it speaks of"}
  objective: {type: text, description: "objective"}
  change_pct: {type: count, unit: per cent, description: "change of the total in whole per cent: -30 to 30 in tens; 0 is the recommendation"}
  total_per_day: {type: money, unit: reporting currency per day, description: "money of the channels per day, reporting currency"}
  priced_spend: {type: money, unit: reporting currency per day, description: "part of it in channels whose results can be expected, which the other figures are for"}
  expected_result: {type: ratio, unit: results per day, description: "expected results per day; null where the limits do not allow the total"}
  low: {type: ratio, unit: results per day, description: "lower end of the 90 % interval"}
  high: {type: ratio, unit: results per day, description: "upper end of the 90 % interval"}
  cost_per_result: {type: ratio, description: "money per expected result, reporting currency"}
  next_money: {type: money, unit: reporting currency per day, description: "the round amount per day that next_results speaks of"}
  next_results: {type: ratio, unit: results per day, description: "results per day that so much more money would bring; null where limits leave no room"}
  difference: {type: text, description: "who takes the difference to the recommendation, in money per day"}
  beyond_seen: {type: text, description: "channels that would spend more than was ever seen of them: guesses"}
  note: {type: text, description: "why the total is not possible, or which running test it leaves short; else empty"}
  data_through: {type: day, description: "first of its channels' last days with known spend; null when none had any"}
checks:
  - not_null: [recommendation_id, change_pct, total_per_day]
  - accepted: {change_pct: [-30, -20, -10, 0, 10, 20, 30]}
--- */
SELECT
    s.recommendation_id, s.as_of, s.objective, s.change_pct, s.total_per_day, s.priced_spend, s.expected_result, s.low,
    s.high, s.cost_per_result, s.next_money, s.next_results, s.difference, s.beyond_seen, s.note, b.data_through
FROM source('state', 'budget_scenario') AS s
LEFT JOIN (
    SELECT recommendation_id, min(data_through) AS data_through
    FROM source('state', 'budget_recommendation')
    GROUP BY recommendation_id
) AS b
    ON b.recommendation_id = s.recommendation_id
