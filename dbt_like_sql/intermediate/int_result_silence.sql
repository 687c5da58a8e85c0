/* ---
description: >
  Results that stopped while spend goes on: the last known days of a channel without any, once its own four weeks before
  would have let expect enough of them, immature days counting for what is usually known of them. Grain - channel,
  check_name.
grain: [channel, check_name]
owner: analytics
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
    SELECT channel, check_name, SUM(result) / NULLIF(SUM(spend * known), 0) AS rate, COUNT(*) AS days
    FROM recent
    WHERE date < judged_from
    GROUP BY channel, check_name
),

silent AS (
    SELECT
        channel, check_name, MIN(date) AS first_day, MAX(date) AS last_day, SUM(spend) AS spend,
        SUM(spend * known) AS weighed, MAX(anomaly_count) AS anomaly_count, MAX(judged_from) AS judged_from
    FROM recent
    WHERE date > last_result AND spend > 0
    GROUP BY channel, check_name
)

SELECT s.channel, s.check_name, s.first_day, s.last_day, u.rate * s.weighed AS expected, s.spend
FROM silent AS s
INNER JOIN usual AS u ON u.channel = s.channel AND u.check_name = s.check_name
WHERE u.days >= 14 AND u.rate * s.weighed >= s.anomaly_count AND s.last_day >= s.judged_from
