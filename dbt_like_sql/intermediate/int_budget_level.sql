/* ---
description: >
  How many usual days the days to come of each planned amount are worth, by the plan's flights, weekdays and events: the
  usual day is the mean of the 14 before as_of, those before the period taken as its mean, those an event says nothing is
  to be spent on left out. Grain - period_start, period_end, channel, category.
grain: [period_start, period_end, channel, category]
owner: analytics
columns: [
  period_start: {description: first day}, period_end: {description: last day},
  channel: {description: channel; empty when shared}, category,
  coming_days: {type: ratio, unit: days, description: the days to come in usual days; null when the usual day is nothing},
  coming_squares: {type: ratio, description: sum of the squares of what each of them is worth}]
checks:
  - not_null: [period_start, period_end, channel, category]
--- */
WITH day AS (
    SELECT
        d.period_start, d.period_end, d.channel, d.category, d.usual, CAST(d.usual AS DECIMAL(38, 10)) AS amount, d.is_off,
        d.date >= s.as_of AS is_coming, d.date < s.as_of AND d.date >= CAST(s.as_of - INTERVAL '14' DAY AS DATE) AS is_recent
    FROM ref('int_budget_day') AS d
    CROSS JOIN ref('seed_settings') AS s
),

summed AS (
    SELECT
        period_start, period_end, channel, category, CAST(SUM(CASE WHEN is_coming THEN amount ELSE 0 END) AS DOUBLE) AS coming,
        CAST(SUM(CASE WHEN is_coming THEN CAST(usual * usual AS DECIMAL(38, 10)) ELSE 0 END) AS DOUBLE) AS squares,
        CAST(SUM(amount) AS DOUBLE) / COUNT(*) AS mean, CAST(SUM(CASE WHEN is_recent THEN amount ELSE 0 END) AS DOUBLE) AS recent,
        SUM(CASE WHEN is_recent THEN 1 ELSE 0 END) AS days, SUM(CASE WHEN is_recent AND is_off THEN 1 ELSE 0 END) AS off_days
    FROM day
    GROUP BY period_start, period_end, channel, category
),

level AS (
    SELECT
        period_start, period_end, channel, category, coming, squares,
        NULLIF((recent + (14 - days) * mean) / NULLIF(14 - off_days, 0), 0) AS usual
    FROM summed
)

SELECT
    period_start, period_end, channel, category, coming / usual AS coming_days, squares / (usual * usual) AS coming_squares
FROM level
