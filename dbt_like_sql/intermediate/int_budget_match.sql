/* ---
description: >
  The plan line each amount belongs to, and each day to come of channels that spend on ads: of the lines of its category
  that hold its days, the channel's own before the shared one, the same item before lines for ads or no item, then the
  longest. Null when nothing was planned.
  Grain - channel, category, item, first_day, last_day, kind.
grain: [channel, category, item, first_day, last_day, kind]
owner: analytics
tags: [money]
columns: [
  channel: {description: channel; empty when shared}, category, item: {description: "ads, or the item of the cost line"},
  first_day: {type: day, description: first day the amount is for}, last_day: {type: day, description: last day the amount is for},
  kind: {type: text, description: "day, period, cost, or coming: a day from as_of on, without an amount"}, amount,
  plan_line: {type: count, description: line of the plan; null when nothing was planned},
  period_start: {description: first day of the period the line is judged in}, period_end: {description: last day of that period},
  plan_channel: {type: text, description: channel of the plan line; empty when shared}]
checks:
  - not_null: [channel, category, first_day, last_day, kind]
--- */
WITH item AS (
    SELECT channel, category, item, first_day, last_day, kind, amount FROM ref('int_money_item')
    UNION ALL
    SELECT r.channel, 'promotion' AS category, 'ads' AS item, c.date AS first_day, c.date AS last_day, 'coming' AS kind,
        CAST(NULL AS DECIMAL(18, 6)) AS amount
    FROM ref('int_channel_recent') AS r
    CROSS JOIN ref('seed_settings') AS s
    INNER JOIN ref('seed_calendar') AS c ON c.date >= s.as_of
),

candidate AS (
    SELECT
        m.channel, m.category, m.item, m.first_day, m.last_day, m.kind, m.amount, p.plan_line,
        p.budget_start AS period_start, p.budget_end AS period_end, COALESCE(p.channel, '') AS plan_channel,
        ROW_NUMBER() OVER (
            PARTITION BY m.channel, m.category, m.item, m.first_day, m.last_day, m.kind
            ORDER BY
                CASE WHEN p.channel = m.channel THEN 0 ELSE 1 END,
                CASE
                    WHEN LOWER(COALESCE(p.item, '')) = LOWER(m.item) THEN 0
                    WHEN LOWER(COALESCE(p.item, 'ads')) = 'ads' THEN 1
                    ELSE 2
                END,
                DATE_DIFF('day', p.period_start, p.period_end) DESC, p.plan_line
        ) AS choice
    FROM item AS m
    LEFT JOIN ref('seed_plan') AS p
        ON p.category = m.category AND p.period_start <= m.first_day AND p.period_end >= m.last_day
        AND (p.channel = m.channel OR p.channel IS NULL)
)

SELECT
    channel, category, item, first_day, last_day, kind, amount, plan_line, period_start, period_end,
    CASE WHEN plan_line IS NOT NULL THEN plan_channel END AS plan_channel
FROM candidate
WHERE choice = 1
