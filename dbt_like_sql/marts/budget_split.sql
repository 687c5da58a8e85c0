/* ---
description: >
  How the whole budget of each month splits over categories against the target split: plan, and actual costs with ad
  spend as promotion. Plan lines and costs of longer periods count by their days in the month. Grain - as_of, period,
  category.
grain: [as_of, period, category]
owner: analytics
columns: [
  as_of, period: {type: text, description: "month, as 2026-11"}, period_start: {description: first day of the month},
  period_end: {description: last day of the month}, category,
  target_share: {type: ratio, unit: ratio 0 to 1, description: target share of the category},
  planned_amount: {type: money, unit: reporting currency, description: planned amount of the month},
  planned_share: {type: ratio, unit: ratio 0 to 1, description: share of the plan},
  actual_amount: {type: money, unit: reporting currency, description: known amount up to the day before as_of},
  actual_share: {type: ratio, unit: ratio 0 to 1, description: share of what was spent},
  amount_to_target: {type: money, unit: reporting currency, description: "what to add (or take away, below zero) so that the category has its target share of what was spent"},
  status: {type: text, description: "on_target, above, below or no_data; the allowed difference is split_tolerance, at most half the target share"}, data_through: {description: latest day of any channel with known delivery}]
checks:
  - not_null: [as_of, period, category, target_share, status]
  - accepted: {status: [on_target, above, below, no_data]}
--- */
WITH month AS (
    SELECT DISTINCT c.month_start, c.month_end FROM ref('seed_calendar') AS c
    INNER JOIN ref('seed_settings') AS s ON c.month_start <= s.as_of
),

planned AS (
    SELECT m.month_start, p.category,
        SUM(CAST(CAST(p.amount AS DOUBLE)
            * (DATE_DIFF('day', GREATEST(m.month_start, p.period_start), LEAST(m.month_end, p.period_end)) + 1)
            / (DATE_DIFF('day', p.period_start, p.period_end) + 1) AS DECIMAL(38, 10))) AS amount
    FROM month AS m
    INNER JOIN ref('seed_plan') AS p ON p.period_start <= m.month_end AND p.period_end >= m.month_start
    GROUP BY m.month_start, p.category
),

actual AS (
    SELECT m.month_start, i.category, SUM(i.amount) AS amount
    FROM month AS m
    INNER JOIN ref('int_money_item') AS i ON i.first_day >= m.month_start AND i.last_day <= m.month_end
    INNER JOIN ref('seed_settings') AS s ON i.first_day < s.as_of
    GROUP BY m.month_start, i.category
),

held AS (
    SELECT DISTINCT m.month_start FROM month AS m INNER JOIN ref('held_amount') AS w
        ON w.period_start <= m.month_end AND w.period_end >= m.month_start AND w.kind IN ('spend', 'period_spend')
),

line AS (
    SELECT
        m.month_start, m.month_end, t.category, t.target_share, CAST(COALESCE(p.amount, 0) AS DOUBLE) AS planned,
        CAST(COALESCE(a.amount, 0) AS DOUBLE) AS actual,
        CAST(SUM(COALESCE(p.amount, 0)) OVER (PARTITION BY m.month_start) AS DOUBLE) AS all_planned,
        CAST(SUM(COALESCE(a.amount, 0)) OVER (PARTITION BY m.month_start) AS DOUBLE) AS all_actual,
        COUNT(p.amount) OVER (PARTITION BY m.month_start) AS planned_categories, h.month_start IS NOT NULL AS is_held,
        LEAST(CAST(s.split_tolerance AS DOUBLE), CAST(t.target_share AS DOUBLE) / 2) AS tolerance
    FROM month AS m
    CROSS JOIN ref('seed_split') AS t
    CROSS JOIN ref('seed_settings') AS s
    LEFT JOIN planned AS p ON p.month_start = m.month_start AND p.category = t.category
    LEFT JOIN actual AS a ON a.month_start = m.month_start AND a.category = t.category
    LEFT JOIN held AS h ON h.month_start = m.month_start
)

SELECT
    s.as_of, SUBSTR(CAST(l.month_start AS VARCHAR), 1, 7) AS period, l.month_start AS period_start,
    l.month_end AS period_end, l.category, l.target_share, l.planned AS planned_amount,
    l.planned / NULLIF(l.all_planned, 0) AS planned_share,
    CASE WHEN NOT (l.is_held AND l.category = 'promotion') THEN l.actual END AS actual_amount,
    CASE WHEN NOT l.is_held THEN l.actual / NULLIF(l.all_actual, 0) END AS actual_share,
    CASE WHEN NOT l.is_held THEN l.target_share * l.all_actual - l.actual END AS amount_to_target,
    CASE WHEN l.is_held OR l.all_actual <= 0 THEN 'no_data'
        WHEN l.actual / l.all_actual > l.target_share + l.tolerance THEN 'above'
        WHEN l.actual / l.all_actual < l.target_share - l.tolerance THEN 'below' ELSE 'on_target' END AS status, t.data_through
FROM line AS l
CROSS JOIN (SELECT MAX(data_through) AS data_through FROM ref('int_channel_through')) AS t
CROSS JOIN ref('seed_settings') AS s
WHERE l.planned_categories > 0 OR EXISTS (SELECT 1 AS found FROM ref('seed_cost') AS k WHERE k.period_start <= l.month_end AND k.period_end >= l.month_start)
