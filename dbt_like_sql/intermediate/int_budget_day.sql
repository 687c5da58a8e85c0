/* ---
description: >
  What the plan in force gives each day of each planned amount: money of lines spread over their own days, later versions of the plan from the morning
  they were seen. Days weigh by the channel's own weekdays (12 weeks before the period, at least 8 known days of each weekday, days of events with a
  spend_factor left out) and by spend_factor of events; else evenly. Grain - period_start, period_end, channel, category, date.
grain: [period_start, period_end, channel, category, date]
owner: analytics
tags: [money]
columns: [
  period_start: {description: first day}, period_end: {description: last day},
  channel: {description: channel; empty when shared}, category, date: {description: day of the period},
  planned: {type: ratio, unit: reporting currency, description: what the plan gives the day},
  even: {type: ratio, unit: reporting currency, description: "what lines give the day when each is spread evenly, as daily budgets at networks are"},
  usual: {type: ratio, unit: reporting currency, description: "the day as a level to compare days by: what is in force in the end, by weekday and events, whenever it was planned"},
  is_off: {type: flag, description: whether an event says that nothing is to be spent}]
checks:
  - not_null: [period_start, period_end, channel, category, date, planned, even, usual, is_off]
--- */
WITH event AS (
    SELECT COALESCE(e.channel, '') AS channel, c.date,
        CASE WHEN MIN(e.spend_factor) = 0 THEN 0 WHEN COUNT(*) = 1 THEN MAX(e.spend_factor)
            ELSE EXP(SUM(LN(NULLIF(e.spend_factor, 0)))) END AS factor
    FROM ref('seed_event') AS e
    INNER JOIN ref('seed_calendar') AS c ON c.date >= e.date_from AND c.date <= e.date_to
    WHERE e.spend_factor IS NOT NULL
    GROUP BY COALESCE(e.channel, ''), c.date
),

known AS (
    SELECT l.period_start, l.channel, c.weekday, COUNT(*) AS days, SUM(d.spend) AS spend
    FROM (SELECT DISTINCT period_start, channel FROM ref('int_budget_line') WHERE channel <> '' AND awaits_ads) AS l
    INNER JOIN ref('channel_daily') AS d
        ON d.channel = l.channel AND d.date < l.period_start AND d.spend IS NOT NULL
        AND d.date >= CAST(l.period_start - INTERVAL '84' DAY AS DATE)
    INNER JOIN ref('seed_calendar') AS c ON c.date = d.date
    WHERE NOT EXISTS (SELECT 1 AS found FROM event AS e WHERE e.date = d.date AND e.channel IN ('', d.channel))
    GROUP BY l.period_start, l.channel, c.weekday
),

shape AS (
    SELECT period_start, channel, weekday,
        CASE
            WHEN MIN(days) OVER (PARTITION BY period_start, channel) >= 8 AND COUNT(*) OVER (PARTITION BY period_start, channel) = 7 THEN CAST(spend AS DOUBLE) / days * SUM(days) OVER (PARTITION BY period_start, channel)
                / NULLIF(CAST(SUM(spend) OVER (PARTITION BY period_start, channel) AS DOUBLE), 0)
        END AS factor
    FROM known
),

day AS (
    SELECT
        l.period_start, l.period_end, l.channel, l.category, c.date,
        CAST(COALESCE(s.factor, 1) * COALESCE(o.factor, 1) * COALESCE(a.factor, 1) AS DECIMAL(18, 6)) AS weight,
        CASE WHEN COALESCE(o.factor, 1) * COALESCE(a.factor, 1) = 0 THEN 1 ELSE 0 END AS off
    FROM ref('int_budget_line') AS l
    INNER JOIN ref('seed_calendar') AS c ON c.date >= l.period_start AND c.date <= l.period_end
    LEFT JOIN shape AS s ON s.period_start = l.period_start AND s.channel = l.channel AND s.weekday = c.weekday AND l.category = 'promotion'
    LEFT JOIN event AS o ON o.channel = l.channel AND l.channel <> '' AND o.date = c.date AND l.category = 'promotion'
    LEFT JOIN event AS a ON a.channel = '' AND a.date = c.date AND l.category = 'promotion'
    WHERE l.budget IS NOT NULL
),

part AS (
    SELECT
        d.period_start, d.period_end, d.channel, d.category, d.date, d.off, CAST(d.weight AS DOUBLE) AS weight,
        CAST(p.amount AS DOUBLE) AS amount, CAST(p.line_amount AS DOUBLE) AS line_amount,
        COUNT(*) OVER (PARTITION BY p.plan_line, p.part_start, p.part_end) AS days,
        CAST(SUM(d.weight) OVER (PARTITION BY p.plan_line, p.part_start, p.part_end) AS DOUBLE) AS weights
    FROM day AS d
    INNER JOIN ref('seed_plan_part') AS p
        ON p.period_start = d.period_start AND p.period_end = d.period_end AND COALESCE(p.channel, '') = d.channel
        AND p.category = d.category AND d.date >= p.part_start AND d.date <= p.part_end
)

SELECT
    period_start, period_end, channel, category, date,
    CAST(SUM(CAST(CASE WHEN weights > 0 THEN amount * weight / weights ELSE amount / days END AS DECIMAL(38, 10))) AS DOUBLE) AS planned,
    GREATEST(CAST(SUM(CAST(amount / days AS DECIMAL(38, 10))) AS DOUBLE), 0) AS even, CAST(SUM(CAST(COALESCE(line_amount, 0) / days * weight AS DECIMAL(38, 10))) AS DOUBLE) AS usual, MAX(off) = 1 AS is_off
FROM part
GROUP BY period_start, period_end, channel, category, date
