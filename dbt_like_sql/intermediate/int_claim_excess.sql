/* ---
description: >
  Conversions that all sales channels together report beyond all orders there were, paid or not, counted back from the
  last day both are known - then some order is claimed by more than one network. More than twice the spread of a day's
  orders counts, for conversions carry the day of the click. Grain - measured_by.
grain: [measured_by]
owner: analytics
tags: [quality]
columns: [
  measured_by, first_day: {type: day, description: first of the days}, last_day: {type: day, description: last of the days},
  conversions: {type: ratio, description: conversions reported on them}, orders: {type: ratio, description: orders on them},
  allowed: {type: ratio, description: conversions that would still be possible}]
checks:
  - not_null: [measured_by, first_day, last_day, conversions, orders]
--- */
WITH claimed AS (
    SELECT d.date, SUM(d.conversions) AS conversions
    FROM ref('channel_daily') AS d
    INNER JOIN ref('seed_channel') AS c ON c.channel = d.channel AND c.objective = 'sales'
    CROSS JOIN ref('seed_settings') AS s
    WHERE d.date >= CAST(s.as_of - INTERVAL '7' DAY AS DATE) AND d.date < s.as_of
    GROUP BY d.date
),

ordered AS (
    SELECT measured_by, date, SUM(orders) AS orders
    FROM ref('int_outcome_fact')
    WHERE orders IS NOT NULL
    GROUP BY measured_by, date
),

both_known AS (
    SELECT o.measured_by, o.date, c.conversions, o.orders
    FROM claimed AS c
    INNER JOIN ordered AS o ON o.date = c.date
    WHERE c.conversions IS NOT NULL AND o.orders > 0
),

back AS (
    SELECT
        measured_by, date AS first_day, MAX(date) OVER (PARTITION BY measured_by) AS last_day,
        CAST(SUM(conversions) OVER (PARTITION BY measured_by ORDER BY date DESC) AS DOUBLE) AS conversions,
        CAST(SUM(orders) OVER (PARTITION BY measured_by ORDER BY date DESC) AS DOUBLE) AS orders,
        COUNT(*) OVER (PARTITION BY measured_by ORDER BY date DESC) AS days
    FROM both_known
),

ranked AS (
    SELECT
        measured_by, first_day, last_day, conversions, orders, orders + 2 * SQRT(orders / days) AS allowed,
        ROW_NUMBER() OVER (PARTITION BY measured_by ORDER BY conversions - orders DESC, first_day) AS choice
    FROM back
    WHERE conversions > orders + 2 * SQRT(orders / days)
)

SELECT measured_by, first_day, last_day, conversions, orders, allowed
FROM ranked
WHERE choice = 1
