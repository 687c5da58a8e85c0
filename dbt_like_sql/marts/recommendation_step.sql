/* ---
description: >
  The daily budgets that lead to what is recommended, day by day; those of a day and its rest add up to the day's money.
  Grain - recommendation_id, channel, date.
grain: [recommendation_id, channel, date]
owner: analytics
tags: [decision]
columns:
  recommendation_id: {type: text, description: "recommendation"}
  channel: {type: text, description: "channel"}
  date: {type: day, description: "day of the period, of its first two months at most"}
  daily_budget: {type: money, unit: reporting currency, description: "budget to be set at the network for the day"}
  step: {type: count, unit: step, description: "0 while today's mix goes on, then 1, 2 … with each change, at least a week apart"}
  is_change: {type: flag, description: "whether the budget is another than the day before, on the first day than today's spend"}
  most_on_day: {type: money, unit: reporting currency, description: "most the network may spend on the day by its own rule; null when it states none"}
  most_by_day: {type: money, unit: reporting currency, description: "most it may have spent since the first day, by its rule for a week or month"}
  day_rest: {type: money, unit: reporting currency, description: "money of the day that no budget takes up, because budgets are whole coins; of all channels together"}
  note: {type: text, description: "what has to be known when setting it, in words; empty when nothing"}
  data_through: {type: day, description: "last day with known spend it rests on; null when there was none"}
checks:
  - not_null: [recommendation_id, channel, date, daily_budget, step, is_change, day_rest]
  - expression: daily_budget >= 0
--- */
SELECT
    s.recommendation_id, s.channel, s.date, s.daily_budget, s.step, s.is_change, s.most_on_day, s.most_by_day, s.day_rest,
    s.note, b.data_through
FROM source('state', 'recommendation_step') AS s
LEFT JOIN source('state', 'budget_recommendation') AS b
    ON b.recommendation_id = s.recommendation_id AND b.channel = s.channel
