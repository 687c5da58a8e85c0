/* ---
description: >
  Ad spend of planned amounts held against what networks allow themselves: so many times a daily budget on one day, so
  many daily budgets in a week from Sunday to Saturday or in a month. As daily budgets are exported nowhere, what the plan
  gives a day evenly stands for them. Channels of one network that states such rules only. Grain - period_start,
  period_end, channel, category.
grain: [period_start, period_end, channel, category]
owner: analytics
tags: [money]
columns: [
  period_start: {description: first day}, period_end: {description: last day}, channel, category,
  rule: {type: text, description: "the network's rule, in words"},
  days_above_rule: {type: count, unit: days, description: days on which more was spent than the rule lets the network spend of the plan's amount},
  burst: {type: ratio, unit: reporting currency, description: spent beyond the plan in the running week or month of the rule},
  burst_allowed: {type: ratio, unit: reporting currency, description: most that may be spent beyond the plan by now in it},
  is_uneven: {type: flag, description: "whether that is a matter of some days: a week, or at most half of the days"}]
checks:
  - not_null: [period_start, period_end, channel, category, rule, days_above_rule]
--- */
WITH day AS (
    SELECT
        b.period_start, b.period_end, b.channel, b.category, n.label, n.daily_overspend, n.overspend_window, n.window_budgets,
        d.spend, b.even, CAST(d.spend AS DOUBLE) > n.daily_overspend * b.even + 0.005 AS is_above_rule,
        CAST(d.spend AS DOUBLE) > b.even + 0.005 AS is_above,
        CASE
            WHEN n.overspend_window = 'month' THEN c.month_start WHEN c.weekday = 6 THEN c.date
            ELSE CAST(c.week_start - INTERVAL '1' DAY AS DATE)
        END AS window_start
    FROM ref('int_budget_day') AS b
    INNER JOIN ref('seed_channel') AS h ON h.channel = b.channel
    INNER JOIN ref('seed_network') AS n ON n.network = h.network AND n.overspend_window IS NOT NULL
    INNER JOIN ref('seed_calendar') AS c ON c.date = b.date
    INNER JOIN ref('channel_daily') AS d ON d.channel = b.channel AND d.date = b.date AND d.spend IS NOT NULL
    WHERE b.category = 'promotion'
),

last_window AS (
    SELECT
        period_start, period_end, channel, category, label, daily_overspend, overspend_window, window_budgets, even, is_above_rule, is_above,
        spend, window_start = MAX(window_start) OVER (PARTITION BY period_start, period_end, channel, category) AS is_running
    FROM day
),

summed AS (
    SELECT
        period_start, period_end, channel, category, MAX(label) AS label, MAX(daily_overspend) AS times,
        MAX(overspend_window) AS overspend_window, MAX(window_budgets) AS budgets,
        SUM(CASE WHEN is_above_rule THEN 1 ELSE 0 END) AS days_above_rule,
        SUM(CASE WHEN is_running THEN 1 ELSE 0 END) AS days,
        SUM(CASE WHEN is_running AND is_above THEN 1 ELSE 0 END) AS days_above,
        CAST(SUM(CASE WHEN is_running THEN CAST(even AS DECIMAL(38, 10)) END) AS DOUBLE) AS planned,
        CAST(SUM(CASE WHEN is_running THEN spend END) AS DOUBLE) AS spent
    FROM last_window
    GROUP BY period_start, period_end, channel, category
)

SELECT
    period_start, period_end, channel, category,
    label || ' may spend ' || CAST(CAST(times AS DECIMAL(18, 2)) AS VARCHAR) || ' times a daily budget on one day, and '
    || CASE overspend_window WHEN 'week' THEN 'evens it out by Saturday' ELSE 'evens it out over the month' END AS rule,
    days_above_rule, spent - planned AS burst,
    GREATEST(LEAST(times * planned, budgets * planned / days) - planned, 0) AS burst_allowed,
    days <= 7 OR 2 * days_above <= days AS is_uneven
FROM summed
