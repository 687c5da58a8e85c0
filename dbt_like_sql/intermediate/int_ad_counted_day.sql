/* ---
description: >
  What is counted of an account's day in all, residual rows too. Where the chosen family of shapes is all that counts,
  that is what it tells (int_ad_shape_day). Grain - network, account_id, date.
grain: [network, account_id, date]
owner: analytics
tags: [ads]
materialization: incremental
time_column: date
columns: [
  network, account_id, date, level, shape_family, breakdown_set, spend_original, impressions, clicks, conversions,
  conversion_value_original, fact_rows: {type: count, unit: rows, description: rows counted},
  fine_amounts,
  campaigns: {type: count, unit: campaigns, description: campaigns counted}, currency, conversion_definition, file_id,
  first_exported_at, exported_at]
checks:
  - not_null: [network, account_id, date]
--- */
WITH mixed AS (
    SELECT network, account_id, date FROM ref('int_ad_residual')
    UNION
    SELECT network, account_id, date FROM ref('int_ad_shape_choice') WHERE derived_from_breakdown
),

fact AS (
    SELECT
        f.network, f.account_id, f.date, c.level, c.shape_family, c.breakdown_set, f.campaign_key, f.currency,
        f.conversion_definition, f.spend_original, f.impressions, f.clicks, f.conversions, f.conversion_value_original,
        f.file_id, f.exported_at
    FROM ref('int_ad_fact') AS f
    INNER JOIN mixed AS m ON m.network = f.network AND m.account_id = f.account_id AND m.date = f.date
    INNER JOIN ref('int_ad_shape_choice') AS c
        ON c.network = f.network AND c.account_id = f.account_id AND c.date = f.date
)

SELECT
    s.network, s.account_id, s.date, s.level, s.shape_family, s.breakdown_set, s.spend_original, s.impressions,
    s.clicks, s.conversions, s.conversion_value_original, s.fact_rows, s.fine_amounts, s.campaigns, s.currency,
    s.conversion_definition, s.file_id, s.first_exported_at, s.exported_at
FROM ref('int_ad_shape_day') AS s
LEFT JOIN mixed AS m ON m.network = s.network AND m.account_id = s.account_id AND m.date = s.date
WHERE s.preference = 1 AND m.network IS NULL
UNION ALL
SELECT
    network, account_id, date, level, shape_family, breakdown_set,
    SUM(spend_original) AS spend_original, SUM(impressions) AS impressions, SUM(clicks) AS clicks,
    SUM(conversions) AS conversions, SUM(conversion_value_original) AS conversion_value_original, COUNT(*) AS fact_rows,
    SUM(
        CASE
            WHEN spend_original <> ROUND(spend_original, 2) OR conversions <> ROUND(conversions, 2)
                OR conversion_value_original <> ROUND(conversion_value_original, 2) THEN 1
            ELSE 0
        END
    ) AS fine_amounts,
    COUNT(DISTINCT CASE WHEN campaign_key <> '' THEN campaign_key END) AS campaigns, MAX(currency) AS currency,
    MAX(conversion_definition) AS conversion_definition, MIN(file_id) AS file_id,
    MIN(exported_at) AS first_exported_at, MAX(exported_at) AS exported_at
FROM fact
GROUP BY network, account_id, date, level, shape_family, breakdown_set
