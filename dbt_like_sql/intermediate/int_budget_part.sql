/* ---
description: >
  What each channel adds to each planned amount, and to the running month's spending that nothing was planned for.
  Grain - period_start, period_end, line_channel, category, channel.
grain: [period_start, period_end, line_channel, category, channel]
owner: analytics
tags: [money]
columns: [
  period_start: {description: "first day of the plan period, or of the month"}, period_end: {description: "last day of the plan period, or of the month"},
  line_channel: {type: text, description: channel of the plan line; empty when shared}, category,
  channel: {description: channel that spent; empty when shared},
  is_planned: {type: flag, description: whether a plan line holds it},
  data_through: {description: last day with known ad spend in the period; null for costs},
  spent: {type: money, unit: reporting currency, description: known amounts up to the day before as_of; null when none is known},
  committed: {type: money, unit: reporting currency, description: costs declared for the days from as_of},
  unknown_days: {type: count, description: days of ad spend without data}, gap_days: {type: count, description: those before data_through},
  coming_days: {type: count, description: days from as_of whose ad spend will belong to it},
  has_ads: {type: flag, description: whether ad spend up to as_of is among it; null when neither that nor a cost is},
  includes_period]
checks:
  - not_null: [period_start, period_end, line_channel, category, channel]
--- */
WITH money AS (
    SELECT
        COALESCE(m.period_start, c.month_start) AS period_start, COALESCE(m.period_end, c.month_end) AS period_end,
        COALESCE(m.plan_channel, m.channel) AS line_channel, m.category, m.channel, m.kind, m.first_day, m.last_day,
        m.amount, CASE WHEN m.plan_line IS NULL THEN 0 ELSE 1 END AS planned
    FROM ref('int_budget_match') AS m
    INNER JOIN ref('seed_calendar') AS c ON c.date = m.first_day
),

through AS (
    SELECT period_start, period_end, line_channel, category, channel, MAX(last_day) AS data_through
    FROM money
    WHERE kind IN ('day', 'period') AND amount IS NOT NULL
    GROUP BY period_start, period_end, line_channel, category, channel
)

SELECT
    m.period_start, m.period_end, m.line_channel, m.category, m.channel, MAX(m.planned) = 1 AS is_planned,
    MAX(t.data_through) AS data_through, SUM(CASE WHEN m.first_day < s.as_of THEN m.amount END) AS spent,
    SUM(CASE WHEN m.kind = 'cost' AND m.first_day >= s.as_of THEN m.amount ELSE 0 END) AS committed,
    SUM(CASE WHEN m.kind = 'day' AND m.amount IS NULL THEN 1 ELSE 0 END) AS unknown_days,
    SUM(CASE WHEN m.kind = 'day' AND m.amount IS NULL AND m.first_day < t.data_through THEN 1 ELSE 0 END) AS gap_days,
    SUM(CASE WHEN m.kind = 'coming' THEN 1 ELSE 0 END) AS coming_days,
    MAX(CASE WHEN m.kind IN ('day', 'period') THEN 1 WHEN m.kind = 'cost' THEN 0 END) = 1 AS has_ads,
    MAX(CASE WHEN m.kind = 'period' THEN 1 ELSE 0 END) = 1 AS includes_period
FROM money AS m
CROSS JOIN ref('seed_settings') AS s
LEFT JOIN through AS t
    ON t.period_start = m.period_start AND t.period_end = m.period_end AND t.line_channel = m.line_channel
    AND t.category = m.category AND t.channel = m.channel
GROUP BY m.period_start, m.period_end, m.line_channel, m.category, m.channel
