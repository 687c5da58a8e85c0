/* ---
description: >
  What is expected to be spent of each planned amount by its data_through (of a shared one by that of each channel), and what the periods before it left, where
  smm.yaml says rollover - unspent money goes to the period that begins the day after; what one spent beyond its own is
  taken from what came with it, never from the next. Grain - period_start, period_end, channel, category.
grain: [period_start, period_end, channel, category]
owner: analytics
tags: [money]
columns: [
  period_start: {description: first day}, period_end: {description: last day},
  channel: {description: channel; empty when shared}, category, carried_over,
  planned_share: {type: ratio, description: share of the plan that is for the days through data_through},
  planned_through: {type: money, unit: reporting currency, description: "what the plan in force gave the days through data_through"},
  one_day: {type: money, unit: reporting currency, description: "a planned day: the last counted one, at least the mean of the period"}]
checks:
  - not_null: [period_start, period_end, channel, category, carried_over, planned_share, planned_through]
  - expression: carried_over >= 0
--- */
WITH chain AS (
    SELECT
        period_start, period_end, channel, category,
        CASE
            WHEN days_left > 0 OR spend_to_date IS NULL THEN 0
            ELSE budget - spend_to_date - CAST(unreported_estimate AS DECIMAL(18, 6))
        END AS unspent,
        LAG(period_end) OVER (PARTITION BY channel, category ORDER BY period_start, period_end) AS end_before
    FROM ref('int_budget_state')
    WHERE budget IS NOT NULL
),

linked AS (
    SELECT
        period_start, period_end, channel, category, unspent,
        SUM(CASE WHEN CAST(end_before + INTERVAL '1' DAY AS DATE) = period_start THEN 0 ELSE 1 END)
            OVER (PARTITION BY channel, category ORDER BY period_start, period_end ROWS UNBOUNDED PRECEDING) AS run
    FROM chain
),

summed AS (
    SELECT
        period_start, period_end, channel, category, run,
        SUM(unspent) OVER (PARTITION BY channel, category, run ORDER BY period_start ROWS UNBOUNDED PRECEDING) AS total
    FROM linked
),

carried AS (
    SELECT
        period_start, period_end, channel, category,
        LAG(total) OVER (PARTITION BY channel, category, run ORDER BY period_start)
        - LEAST(0, MIN(total) OVER (
            PARTITION BY channel, category, run ORDER BY period_start ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        )) AS amount
    FROM summed
),

planned AS (
    SELECT
        t.period_start, t.period_end, t.channel, t.category, CAST(SUM(CAST(d.planned AS DECIMAL(38, 10))) AS DOUBLE) AS whole, COUNT(*) AS days,
        CAST(SUM(CASE WHEN d.date <= t.data_through THEN CAST(d.planned * COALESCE(k.known_share, 1) AS DECIMAL(38, 10)) ELSE 0 END) AS DOUBLE) AS through,
        SUM(CASE WHEN d.date <= t.data_through THEN 1 ELSE 0 END) AS elapsed,
        MAX(CASE WHEN d.date = t.data_through THEN d.planned END) AS last_day
    FROM ref('int_budget_state') AS t
    INNER JOIN ref('int_budget_day') AS d
        ON d.period_start = t.period_start AND d.period_end = t.period_end AND d.channel = t.channel AND d.category = t.category
    LEFT JOIN ref('int_budget_known') AS k
        ON t.channel = '' AND k.period_start = t.period_start AND k.period_end = t.period_end AND k.category = t.category AND k.date = d.date
    GROUP BY t.period_start, t.period_end, t.channel, t.category
)

SELECT
    p.period_start, p.period_end, p.channel, p.category,
    CAST(CASE WHEN s.rollover THEN COALESCE(c.amount, 0) ELSE 0 END AS DECIMAL(18, 6)) AS carried_over,
    CASE WHEN p.whole > 0 THEN p.through / p.whole ELSE CAST(p.elapsed AS DOUBLE) / p.days END
        AS planned_share,
    p.through AS planned_through, GREATEST(COALESCE(p.last_day, 0), p.whole / p.days) AS one_day
FROM planned AS p
CROSS JOIN ref('seed_settings') AS s
LEFT JOIN carried AS c
    ON c.period_start = p.period_start AND c.period_end = p.period_end AND c.channel = p.channel AND c.category = p.category
