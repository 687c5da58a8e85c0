/* ---
description: >
  Days of the last seven on which a channel spent more than twice what its plan gives a day; networks let a day run up
  to twice its budget, not beyond. Channels without a plan for the day have no row. Grain - channel, date.
grain: [channel, date]
owner: analytics
tags: [quality]
columns: [
  channel, date, spend: {type: ratio, unit: reporting currency, description: spend of the day},
  planned: {type: ratio, unit: reporting currency, description: "what the plan lines of the channel for ads, and shorter ones inside them, give a day, spread evenly"}]
checks:
  - not_null: [channel, date, spend, planned]
--- */
WITH planned AS (
    SELECT
        p.channel, c.date,
        CAST(SUM(CAST(
            CAST(p.amount AS DOUBLE) / (DATE_DIFF('day', p.period_start, p.period_end) + 1) AS DECIMAL(38, 10)
        )) AS DOUBLE) AS planned
    FROM ref('seed_plan') AS p
    INNER JOIN ref('seed_calendar') AS c ON c.date >= p.period_start AND c.date <= p.period_end
    WHERE p.category = 'promotion' AND p.channel IS NOT NULL AND p.amount > 0
        AND (p.awaits_ads OR p.budget_start < p.period_start OR p.budget_end > p.period_end)
    GROUP BY p.channel, c.date
)

SELECT d.channel, d.date, CAST(d.spend AS DOUBLE) AS spend, p.planned
FROM ref('channel_daily') AS d
INNER JOIN planned AS p ON p.channel = d.channel AND p.date = d.date
CROSS JOIN ref('seed_settings') AS s
WHERE d.is_known AND d.date >= CAST(s.as_of - INTERVAL '7' DAY AS DATE) AND d.date < s.as_of
    AND CAST(d.spend AS DOUBLE) > 2 * p.planned
