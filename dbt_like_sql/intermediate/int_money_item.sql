/* ---
description: >
  Every amount spent up to as_of, by what it was for: ad spend of channels by day (null on unknown days that no counted
  period row tells), counted period rows, costs by day. Grain - channel, category, item, first_day, last_day, kind.
grain: [channel, category, item, first_day, last_day, kind]
owner: analytics
tags: [money]
columns: [
  channel: {description: channel; empty when shared}, category, item: {description: "ads, or the item of the cost line; empty when not told"},
  first_day: {type: day, description: first day the amount is for}, last_day: {type: day, description: last day the amount is for},
  kind: {type: text, description: "day (ad spend), period (ad spend of an export without days) or cost"}, amount]
checks:
  - not_null: [channel, category, first_day, last_day, kind]
  - accepted: {kind: [day, period, cost]}
--- */
WITH period AS (
    SELECT channel, period_start, period_end, SUM(spend) AS amount
    FROM ref('ad_period')
    WHERE is_counted
    GROUP BY channel, period_start, period_end
    HAVING COUNT(spend) = COUNT(spend_original)
),

told AS (
    SELECT DISTINCT d.channel, d.date
    FROM ref('channel_daily') AS d
    INNER JOIN period AS p ON p.channel = d.channel AND d.date >= p.period_start AND d.date <= p.period_end
    WHERE d.spend IS NULL
)

SELECT
    d.channel, 'promotion' AS category, 'ads' AS item, d.date AS first_day, d.date AS last_day, 'day' AS kind,
    d.spend AS amount
FROM ref('channel_daily') AS d
LEFT JOIN told AS t ON t.channel = d.channel AND t.date = d.date
WHERE t.channel IS NULL
UNION ALL
SELECT
    p.channel, 'promotion' AS category, 'ads' AS item, p.period_start AS first_day, p.period_end AS last_day,
    'period' AS kind, p.amount
FROM period AS p
CROSS JOIN ref('seed_settings') AS s
WHERE p.period_end < s.as_of
UNION ALL
SELECT
    COALESCE(k.channel, '') AS channel, k.category, COALESCE(k.item, '') AS item, k.date AS first_day,
    k.date AS last_day, 'cost' AS kind, SUM(k.amount) AS amount
FROM ref('int_cost_day') AS k
GROUP BY COALESCE(k.channel, ''), k.category, COALESCE(k.item, ''), k.date
