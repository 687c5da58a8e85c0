/* ---
description: >
  Spend on ages, countries or regions wholly outside target_audience of smm.yaml, beside the rest of what the same breakdowns
  tell. Of several breakdowns of a campaign's day the one that tells most of it, for they tell the same delivery, so the amount
  is the least that is off; breakdowns of a whole account where none names campaigns. Grain - channel, network, account_id, campaign_key, date, dimension, bucket.
grain: [channel, network, account_id, campaign_key, date, dimension, bucket]
owner: analytics
tags: [channels]
columns: [
  channel, network, account_id, campaign_key: {description: key of the campaign; empty where a breakdown tells none}, date,
  dimension: {type: text, description: "age, country or region that lies outside; empty for spend inside or of people not told"},
  bucket: {type: text, description: "which one, as the network writes it; empty for spend inside or of people not told"},
  spend: {type: money, unit: reporting currency, description: what was spent on them}]
checks:
  - not_null: [channel, network, account_id, campaign_key, date, dimension, bucket]
--- */
WITH told AS (
    SELECT
        b.channel, b.network, b.account_id, COALESCE(b.campaign_key, '') AS campaign_key, b.date, b.breakdown_set,
        CASE WHEN a.is_off_target THEN 'age' WHEN c.is_off_target THEN 'country' WHEN r.is_off_target THEN 'region' ELSE '' END AS dimension,
        CASE WHEN a.is_off_target THEN b.age WHEN c.is_off_target THEN b.country WHEN r.is_off_target THEN b.region ELSE '' END AS bucket,
        b.spend, CASE WHEN COALESCE(a.is_off_target, c.is_off_target, r.is_off_target) IS NULL THEN 0 ELSE 1 END AS is_judged
    FROM ref('int_ad_breakdown_day') AS b
    LEFT JOIN ref('seed_off_target') AS a ON a.dimension = 'age' AND a.bucket = b.age
    LEFT JOIN ref('seed_off_target') AS c ON c.dimension = 'country' AND c.bucket = b.country
    LEFT JOIN ref('seed_off_target') AS r ON r.dimension = 'region' AND r.bucket = b.region
),

counted AS (
    SELECT
        channel, network, account_id, campaign_key, date, breakdown_set,
        SUM(CASE WHEN dimension <> '' THEN spend ELSE 0 END) AS off_target_spend, SUM(spend) AS spend
    FROM told
    GROUP BY channel, network, account_id, campaign_key, date, breakdown_set
    HAVING SUM(is_judged) > 0 AND COUNT(spend) > 0
),

ranked AS (
    SELECT
        channel, network, account_id, campaign_key, date, breakdown_set,
        ROW_NUMBER() OVER (
            PARTITION BY channel, network, account_id, campaign_key, date ORDER BY off_target_spend DESC, spend DESC, breakdown_set
        ) AS place,
        MAX(CASE WHEN campaign_key = '' THEN 0 ELSE 1 END) OVER (PARTITION BY channel, network, account_id, date) AS names_campaigns
    FROM counted
)

SELECT t.channel, t.network, t.account_id, t.campaign_key, t.date, t.dimension, t.bucket, SUM(t.spend) AS spend
FROM told AS t
INNER JOIN ranked AS k
    ON k.channel = t.channel AND k.network = t.network AND k.account_id = t.account_id AND k.campaign_key = t.campaign_key
    AND k.date = t.date AND k.breakdown_set = t.breakdown_set AND k.place = 1
WHERE t.campaign_key <> '' OR k.names_campaigns = 0
GROUP BY t.channel, t.network, t.account_id, t.campaign_key, t.date, t.dimension, t.bucket
