/* ---
description: >
  Planned amounts of started plan periods as they are in force, flights with the longer line around them, and spending of the running month nothing was planned for, with the days they
  have. Grain - period_start, period_end, channel, category.
grain: [period_start, period_end, channel, category]
owner: analytics
tags: [money]
columns: [
  period_start: {description: first day}, period_end: {description: last day},
  channel: {description: channel; empty when shared}, category, budget,
  days_total: {type: count, description: days of the period}, days_left: {type: count, description: days from as_of to its end},
  last_past: {type: day, description: last day of the period before as_of},
  awaits_ads: {type: flag, description: whether a network's exports tell what was spent of it},
  no_cost: {type: money, unit: reporting currency, description: "0 when the period has begun, there is a costs file and no network reports it; else null"}]
checks:
  - not_null: [period_start, period_end, channel, category, days_total, days_left]
--- */
WITH line AS (
    SELECT p.budget_start AS period_start, p.budget_end AS period_end, COALESCE(p.channel, '') AS channel, p.category,
        SUM(f.line_amount) AS budget, MAX(CASE WHEN p.awaits_ads THEN 1 ELSE 0 END) AS awaits_ads
    FROM ref('seed_plan') AS p
    INNER JOIN ref('seed_plan_part') AS f ON f.plan_line = p.plan_line AND f.line_amount IS NOT NULL
    INNER JOIN ref('seed_settings') AS s ON p.budget_start <= s.as_of
    GROUP BY p.budget_start, p.budget_end, COALESCE(p.channel, ''), p.category
    UNION ALL
    SELECT b.period_start, b.period_end, b.line_channel AS channel, b.category, CAST(NULL AS DECIMAL(18, 6)) AS budget,
        0 AS awaits_ads
    FROM ref('int_budget_part') AS b
    INNER JOIN ref('seed_window') AS w ON w.window_name = 'mtd' AND b.period_start = w.window_start
    WHERE NOT b.is_planned AND b.spent > 0
)

SELECT
    l.period_start, l.period_end, l.channel, l.category, l.budget,
    DATE_DIFF('day', l.period_start, l.period_end) + 1 AS days_total,
    CASE WHEN l.period_end >= s.as_of THEN DATE_DIFF('day', s.as_of, l.period_end) + 1 ELSE 0 END AS days_left,
    CASE WHEN l.period_end < s.as_of THEN l.period_end ELSE CAST(s.as_of - INTERVAL '1' DAY AS DATE) END AS last_past,
    l.awaits_ads = 1 AS awaits_ads,
    CASE WHEN l.awaits_ads = 0 AND l.period_start < s.as_of AND EXISTS (SELECT 1 AS found FROM ref('seed_cost')) THEN 0 END AS no_cost
FROM line AS l
CROSS JOIN ref('seed_settings') AS s
