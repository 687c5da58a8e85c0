/* ---
description: >
  Spend on ages, countries or regions wholly outside target_audience of smm.yaml. Of several breakdowns of an account's day
  the one that tells most of it, for they tell the same delivery, so the amount is the least that is off. Grain - channel, date.
grain: [channel, date]
owner: analytics
columns: [
  channel, date, off_target_spend,
  spend: {type: money, unit: reporting currency, description: spend that these breakdowns tell of}]
checks:
  - not_null: [channel, date]
  - expression: off_target_spend >= 0 AND off_target_spend <= spend
--- */
WITH told AS (
    SELECT
        b.channel, b.network, b.account_id, b.date, b.breakdown_set, SUM(b.spend) AS spend,
        SUM(CASE WHEN a.is_off_target OR c.is_off_target OR r.is_off_target THEN b.spend ELSE 0 END) AS off_target_spend
    FROM ref('int_ad_breakdown_day') AS b
    LEFT JOIN ref('seed_off_target') AS a ON a.dimension = 'age' AND a.bucket = b.age
    LEFT JOIN ref('seed_off_target') AS c ON c.dimension = 'country' AND c.bucket = b.country
    LEFT JOIN ref('seed_off_target') AS r ON r.dimension = 'region' AND r.bucket = b.region
    GROUP BY b.channel, b.network, b.account_id, b.date, b.breakdown_set
    HAVING COUNT(COALESCE(a.is_off_target, c.is_off_target, r.is_off_target)) > 0 AND COUNT(b.spend) > 0
),

ranked AS (
    SELECT
        channel, date, off_target_spend, spend,
        ROW_NUMBER() OVER (
            PARTITION BY channel, network, account_id, date ORDER BY off_target_spend DESC, spend DESC, breakdown_set
        ) AS place
    FROM told
)

SELECT channel, date, SUM(off_target_spend) AS off_target_spend, SUM(spend) AS spend
FROM ranked
WHERE place = 1
GROUP BY channel, date
