/* ---
description: >
  Results that stopped while spend goes on: the last known days of a channel without any, once its own four weeks before
  would have let expect enough of them - by money or by day, whichever is less, since more money brings less than in
  proportion; immature days count for what is usually known of them. Grain - channel, check_name.
grain: [channel, check_name]
owner: analytics
tags: [quality]
columns: [
  channel, check_name: {type: text, description: conversions_vanished or orders_vanished},
  first_day: {type: day, description: first day without}, last_day: {type: day, description: last known day},
  expected: {type: ratio, unit: results, description: results to be expected of those days by then},
  spend: {type: ratio, unit: reporting currency, description: spend of those days}]
checks:
  - not_null: [channel, check_name, first_day, last_day, expected]
--- */
WITH told AS (
    SELECT
        d.channel, 'conversions_vanished' AS check_name, d.date, CAST(d.spend AS DOUBLE) AS spend,
        CAST(d.conversions AS DOUBLE) AS result, COALESCE(d.conversions_completeness, 1) AS known
    FROM ref('channel_daily') AS d
    WHERE d.is_known AND d.conversions IS NOT NULL AND d.spend IS NOT NULL
    UNION ALL
    SELECT
        d.channel, 'orders_vanished' AS check_name, d.date, CAST(d.spend AS DOUBLE) AS spend,
        CAST(d.orders AS DOUBLE) AS result, CAST(1 AS DOUBLE) AS known
    FROM ref('channel_daily') AS d
    WHERE d.is_known AND d.orders IS NOT NULL AND d.spend IS NOT NULL
),

recent AS (
    SELECT
        t.channel, t.check_name, t.date, t.spend, t.result, t.known,
        MAX(CASE WHEN t.result > 0 THEN t.date END) OVER (PARTITION BY t.channel, t.check_name) AS last_result,
        CAST(s.as_of - INTERVAL '7' DAY AS DATE) AS judged_from, s.anomaly_count
    FROM told AS t
    CROSS JOIN ref('seed_settings') AS s
    WHERE t.date >= CAST(s.as_of - INTERVAL '35' DAY AS DATE) AND t.date < s.as_of
),

usual AS (
    SELECT
        channel, check_name, SUM(result) / NULLIF(CAST(SUM(CAST(spend * known AS DECIMAL(38, 10))) AS DOUBLE), 0) AS by_money,
        SUM(result) / NULLIF(SUM(known), 0) AS by_day, COUNT(*) AS days
    FROM recent
    WHERE date < judged_from
    GROUP BY channel, check_name
),

silent AS (
    SELECT
        r.channel, r.check_name, MIN(r.date) AS first_day, MAX(r.date) AS last_day,
        CAST(SUM(CAST(r.spend AS DECIMAL(18, 6))) AS DOUBLE) AS spend,
        SUM(r.known * CASE WHEN u.by_money * r.spend < u.by_day THEN u.by_money * r.spend ELSE u.by_day END)
            AS expected,
        MAX(r.anomaly_count) AS anomaly_count, MAX(r.judged_from) AS judged_from
    FROM recent AS r
    INNER JOIN usual AS u ON u.channel = r.channel AND u.check_name = r.check_name
    WHERE r.date > r.last_result AND r.spend > 0 AND u.days >= 14
    GROUP BY r.channel, r.check_name
)

SELECT channel, check_name, first_day, last_day, expected, spend
FROM silent
WHERE expected >= anomaly_count AND last_day >= judged_from
