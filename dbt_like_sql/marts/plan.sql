/* ---
description: The media plan in force, one row per plan line, amounts in the reporting currency. Grain - plan line.
grain: [plan_line]
owner: analytics
materialization: table
columns:
  plan_line: {type: count, description: line of the plan file}
  period_start: {type: day, description: first day of the line}
  period_end: {type: day, description: last day of the line}
  channel: {type: text, description: channel the money is for; empty when for all}
  category: {type: text, description: "content, promotion, research or training"}
  item: {type: text, description: "what it is for: ads, contest, influencer …"}
  amount: {type: money, description: planned amount, unit: reporting currency}
  amount_original: {type: money, description: planned amount as written, unit: currency of the line}
  currency: {type: text, description: ISO 4217 code as written}
  objective: {type: text, description: objective of the line where the plan names one}
  target_cost: {type: money, description: target cost per result, unit: reporting currency}
  low_amount: {type: money, description: least amount for the line, unit: reporting currency}
  high_amount: {type: money, description: most for the line, unit: reporting currency}
  locked: {type: flag, description: whether the line may not be moved}
checks:
  - not_null: [plan_line, period_start, period_end, amount, currency]
  - expression: period_start <= period_end
--- */
SELECT
    plan_line, period_start, period_end, channel, category, item, amount, amount_original, currency, objective,
    target_cost, low_amount, high_amount, locked
FROM ref('seed_plan')
