/* ---
description: The media plan in force, one row per plan line, amounts in the reporting currency. Grain - plan line.
grain: [plan_line]
owner: analytics
tags: [money]
materialization: table
columns:
  plan_line: {type: count, unit: line, description: line of the plan file}
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
  carried_over: {type: money, unit: reporting currency, description: "what the periods before left, where rollover is set, on one line for ads of each period that has begun; else 0"}
  flight_amount: {type: money, unit: reporting currency, description: "amounts of shorter lines inside, on one line for ads of each period; items that the costs file names are no ads and left out"}
  is_flight: {type: flag, description: "whether its amount stands in the flight_amount of the line around it"}
checks:
  - not_null: [plan_line, period_start, period_end, amount, currency]
  - expression: period_start <= period_end
--- */
WITH named AS (
    SELECT DISTINCT LOWER(item) AS item
    FROM ref('seed_cost')
    WHERE item IS NOT NULL
),

line AS (
    SELECT
        p.plan_line, p.budget_start, p.budget_end, COALESCE(p.channel, '') AS channel, p.category, p.amount,
        (p.budget_start < p.period_start OR p.budget_end > p.period_end)
        AND LOWER(COALESCE(p.item, '')) NOT IN ('', 'ads') AND n.item IS NULL AS is_flight
    FROM ref('seed_plan') AS p
    LEFT JOIN named AS n ON n.item = LOWER(p.item)
),

taker AS (
    SELECT budget_start, budget_end, COALESCE(channel, '') AS channel, category, MIN(plan_line) AS plan_line
    FROM ref('seed_plan')
    WHERE period_start = budget_start AND period_end = budget_end AND LOWER(COALESCE(item, '')) IN ('', 'ads')
    GROUP BY budget_start, budget_end, COALESCE(channel, ''), category
),

flight AS (
    SELECT budget_start, budget_end, channel, category, SUM(amount) AS amount
    FROM line
    WHERE is_flight
    GROUP BY budget_start, budget_end, channel, category
)

SELECT
    p.plan_line, p.period_start, p.period_end, p.channel, p.category, p.item, p.amount, p.amount_original, p.currency,
    p.objective, p.target_cost, p.low_amount, p.high_amount, p.locked,
    CAST(COALESCE(c.carried_over, 0) AS DECIMAL(18, 6)) AS carried_over,
    CAST(COALESCE(f.amount, 0) AS DECIMAL(18, 6)) AS flight_amount, l.is_flight
FROM ref('seed_plan') AS p
INNER JOIN line AS l ON l.plan_line = p.plan_line
LEFT JOIN taker AS t ON t.plan_line = p.plan_line
LEFT JOIN ref('int_budget_curve') AS c
    ON c.period_start = t.budget_start AND c.period_end = t.budget_end AND c.channel = t.channel AND c.category = t.category
LEFT JOIN flight AS f
    ON f.budget_start = t.budget_start AND f.budget_end = t.budget_end AND f.channel = t.channel AND f.category = t.category
