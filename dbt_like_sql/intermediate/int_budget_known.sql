/* ---
description: >
  How much of what is planned for a day of a shared amount its exports tell of: channels whose data end before the day are
  taken out by their share of what the channels of that day usually spend (mean of the last 14 known days), so that late
  data are no saving. Grain - period_start, period_end, category, date.
grain: [period_start, period_end, category, date]
owner: analytics
tags: [money]
columns: [
  period_start: {description: first day}, period_end: {description: last day}, category, date: {description: day of the period},
  known_share: {type: ratio, unit: ratio 0 to 1, description: "share of the channels whose data reach the day"}]
checks:
  - not_null: [period_start, period_end, category, date, known_share]
  - expression: known_share >= 0 AND known_share <= 1
--- */
WITH spender AS (
    SELECT
        m.period_start, m.period_end, m.category, c.date, CASE WHEN c.date <= p.data_through THEN 1 ELSE 0 END AS is_told,
        CAST(COALESCE(r.mean_spend, 0) AS DECIMAL(38, 10)) AS weight
    FROM ref('int_budget_match') AS m
    INNER JOIN ref('seed_calendar') AS c ON c.date >= m.first_day AND c.date <= m.last_day
    INNER JOIN ref('int_budget_part') AS p
        ON p.period_start = m.period_start AND p.period_end = m.period_end AND p.line_channel = '' AND p.category = m.category
        AND p.channel = m.channel
    LEFT JOIN ref('int_channel_recent') AS r ON r.channel = m.channel
    WHERE m.plan_channel = '' AND m.kind IN ('day', 'period')
)

SELECT
    period_start, period_end, category, date,
    CASE WHEN SUM(weight) > 0 THEN CAST(SUM(weight * is_told) AS DOUBLE) / CAST(SUM(weight) AS DOUBLE)
        ELSE CAST(SUM(is_told) AS DOUBLE) / COUNT(*) END AS known_share
FROM spender
GROUP BY period_start, period_end, category, date
