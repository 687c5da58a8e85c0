/* ---
description: >
  How many usual days the days to come of each planned amount are worth for each channel that will spend of it, by the
  plan's flights, weekdays and events: the usual day is the mean of the 14 before as_of, those before the period taken as
  its mean, those an event says nothing is to be spent on left out. Days that another line will carry do not count.
  Grain - period_start, period_end, line_channel, category, channel.
grain: [period_start, period_end, line_channel, category, channel]
owner: analytics
tags: [money]
columns: [
  period_start: {description: first day}, period_end: {description: last day},
  line_channel: {type: text, description: channel of the plan line; empty when shared}, category, channel: {description: channel that will spend},
  coming_days: {type: ratio, unit: days, description: the days to come in usual days; null when the usual day is nothing},
  coming_squares: {type: ratio, description: sum of the squares of what each of them is worth}]
checks:
  - not_null: [period_start, period_end, line_channel, category, channel]
--- */
WITH day AS (
    SELECT
        d.period_start, d.period_end, d.channel, d.category, CAST(d.usual AS DECIMAL(38, 10)) AS amount, d.is_off,
        d.date < s.as_of AND d.date >= CAST(s.as_of - INTERVAL '14' DAY AS DATE) AS is_recent
    FROM ref('int_budget_day') AS d
    CROSS JOIN ref('seed_settings') AS s
),

summed AS (
    SELECT
        period_start, period_end, channel, category, CAST(SUM(amount) AS DOUBLE) / COUNT(*) AS mean,
        CAST(SUM(CASE WHEN is_recent THEN amount ELSE 0 END) AS DOUBLE) AS recent, SUM(CASE WHEN is_recent THEN 1 ELSE 0 END) AS days,
        SUM(CASE WHEN is_recent AND is_off THEN 1 ELSE 0 END) AS off_days
    FROM day
    GROUP BY period_start, period_end, channel, category
),

level AS (
    SELECT period_start, period_end, channel, category, NULLIF((recent + (14 - days) * mean) / NULLIF(14 - off_days, 0), 0) AS usual
    FROM summed
)

SELECT
    m.period_start, m.period_end, m.plan_channel AS line_channel, m.category, m.channel,
    CAST(SUM(CAST(d.usual AS DECIMAL(38, 10))) AS DOUBLE) / v.usual AS coming_days,
    CAST(SUM(CAST(d.usual * d.usual AS DECIMAL(38, 10))) AS DOUBLE) / (v.usual * v.usual) AS coming_squares
FROM ref('int_budget_match') AS m
INNER JOIN ref('int_budget_day') AS d
    ON d.period_start = m.period_start AND d.period_end = m.period_end AND d.channel = m.plan_channel AND d.category = m.category
    AND d.date = m.first_day
INNER JOIN level AS v
    ON v.period_start = m.period_start AND v.period_end = m.period_end AND v.channel = m.plan_channel AND v.category = m.category
WHERE m.kind = 'coming'
GROUP BY m.period_start, m.period_end, m.plan_channel, m.category, m.channel, v.usual
