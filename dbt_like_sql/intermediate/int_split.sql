/* ---
description: >
  What is planned and spent for each category of each month to date, and what it is made of. Plan lines and costs of longer
  periods count by their days in the month. Grain - month_start, category.
grain: [month_start, category]
owner: analytics
tags: [money]
columns: [month_start: {type: day, description: first day of the month}, month_end: {type: day, description: last day of the month}, category,
  target_share: {type: ratio, unit: ratio 0 to 1, description: target share of the category},
  people: {type: money, description: work by the hour and salaries}, production: {type: money, description: production}, tool: {type: money, description: tools},
  fee: {type: money, description: fees}, other: {type: money, description: costs whose kind is not told}, amount,
  planned: {type: ratio, description: planned amount}, actual: {type: ratio, description: known amount up to the day before as_of},
  all_planned: {type: ratio, description: planned for all categories}, all_actual: {type: ratio, description: known amount of all categories},
  planned_categories: {type: count, description: categories the plan has lines of}, is_held: {type: flag, description: whether ad spend of the month waits for an exchange rate},
  ads_from: {type: day, description: first day ad spend is known of by day; earlier where every channel there was then tells earlier periods}, unknown_days: {type: count, description: days of channels in the month without known ad spend},
  tolerance: {type: ratio, description: allowed difference from the target share}]
checks:
  - not_null: [month_start, month_end, category, target_share, people, production, tool, fee, other, amount]
--- */
WITH month AS (
    SELECT DISTINCT c.month_start, c.month_end FROM ref('seed_calendar') AS c INNER JOIN ref('seed_settings') AS s ON c.month_start <= s.as_of
),

planned AS (
    SELECT m.month_start, p.category, SUM(CAST(CAST(p.amount AS DOUBLE)
            * (DATE_DIFF('day', GREATEST(m.month_start, p.period_start), LEAST(m.month_end, p.period_end)) + 1)
            / (DATE_DIFF('day', p.period_start, p.period_end) + 1) AS DECIMAL(38, 10))) AS amount
    FROM month AS m INNER JOIN ref('seed_plan') AS p ON p.period_start <= m.month_end AND p.period_end >= m.month_start
    GROUP BY m.month_start, p.category
),

actual AS (
    SELECT m.month_start, i.category, SUM(i.amount) AS amount
    FROM month AS m INNER JOIN ref('int_money_item') AS i ON i.first_day >= m.month_start AND i.last_day <= m.month_end
    INNER JOIN ref('seed_settings') AS s ON i.first_day < s.as_of
    GROUP BY m.month_start, i.category
),

made AS (
    SELECT m.month_start, k.category, SUM(CASE WHEN c.kind = 'people' THEN k.amount ELSE 0 END) AS people,
        SUM(CASE WHEN c.kind = 'production' THEN k.amount ELSE 0 END) AS production, SUM(CASE WHEN c.kind = 'tool' THEN k.amount ELSE 0 END) AS tool,
        SUM(CASE WHEN c.kind = 'fee' THEN k.amount ELSE 0 END) AS fee, SUM(CASE WHEN c.kind IS NULL THEN k.amount ELSE 0 END) AS other
    FROM month AS m INNER JOIN ref('int_cost_day') AS k ON k.date >= m.month_start AND k.date <= m.month_end
    INNER JOIN ref('seed_settings') AS s ON k.date < s.as_of INNER JOIN ref('seed_cost') AS c ON c.cost_line = k.cost_line
    GROUP BY m.month_start, k.category
),

held AS (
    SELECT DISTINCT m.month_start FROM month AS m INNER JOIN ref('held_amount') AS w
        ON w.period_start <= m.month_end AND w.period_end >= m.month_start AND w.kind IN ('spend', 'period_spend')
),

ads AS (
    SELECT m.month_start, f.ads_from, COUNT(i.first_day) AS unknown_days
    FROM month AS m
    CROSS JOIN (
        SELECT MAX(first_day) AS ads_from FROM (
            SELECT MIN(first_day) AS first_day, MIN(MIN(CASE WHEN kind = 'day' THEN first_day END)) OVER () AS by_day
            FROM ref('int_money_item') WHERE kind <> 'cost' AND amount IS NOT NULL GROUP BY channel
        ) AS begun WHERE first_day <= by_day
    ) AS f
    LEFT JOIN ref('int_money_item') AS i ON i.kind = 'day' AND i.amount IS NULL AND i.first_day >= m.month_start AND i.first_day <= m.month_end
    GROUP BY m.month_start, f.ads_from
)

SELECT
    m.month_start, m.month_end, t.category, t.target_share, COALESCE(d.people, 0) AS people, COALESCE(d.production, 0) AS production,
    COALESCE(d.tool, 0) AS tool, COALESCE(d.fee, 0) AS fee, COALESCE(d.other, 0) AS other, COALESCE(a.amount, 0) AS amount,
    CAST(COALESCE(p.amount, 0) AS DOUBLE) AS planned, CAST(COALESCE(a.amount, 0) AS DOUBLE) AS actual,
    CAST(SUM(COALESCE(p.amount, 0)) OVER (PARTITION BY m.month_start) AS DOUBLE) AS all_planned,
    CAST(SUM(COALESCE(a.amount, 0)) OVER (PARTITION BY m.month_start) AS DOUBLE) AS all_actual,
    COUNT(p.amount) OVER (PARTITION BY m.month_start) AS planned_categories, h.month_start IS NOT NULL AS is_held, f.ads_from, f.unknown_days,
    LEAST(CAST(s.split_tolerance AS DOUBLE), CAST(t.target_share AS DOUBLE) / 2) AS tolerance
FROM month AS m
CROSS JOIN ref('seed_split') AS t CROSS JOIN ref('seed_settings') AS s
INNER JOIN ads AS f ON f.month_start = m.month_start LEFT JOIN made AS d ON d.month_start = m.month_start AND d.category = t.category
LEFT JOIN planned AS p ON p.month_start = m.month_start AND p.category = t.category
LEFT JOIN actual AS a ON a.month_start = m.month_start AND a.category = t.category
LEFT JOIN held AS h ON h.month_start = m.month_start
