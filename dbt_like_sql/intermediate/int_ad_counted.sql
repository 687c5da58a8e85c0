/* ---
description: >
  What is counted of an account's day in all, residual rows too, and of its period without daily rows. Grain - network,
  account_id, basis, period_start, period_end.
grain: [network, account_id, basis, period_start, period_end]
owner: analytics
tags: [ads]
columns: [
  network, account_id, basis, period_start, period_end, level, shape_family, breakdown_set, spend_original, impressions,
  clicks, conversions, conversion_value_original,
  fact_rows: {type: count, unit: rows, description: rows counted},
  fine_amounts,
  campaigns: {type: count, unit: campaigns, description: campaigns counted}, currency, conversion_definition, file_id,
  first_exported_at, exported_at]
checks:
  - not_null: [network, account_id, basis, period_start, period_end]
  - accepted: {basis: [day, period]}
--- */
WITH fact AS (
    SELECT
        f.network, f.account_id, f.period_start, f.period_end, f.level, c.shape_family, c.breakdown_set, f.campaign_key,
        f.currency, f.conversion_definition, f.spend_original, f.impressions, f.clicks, f.conversions,
        f.conversion_value_original, f.file_id, f.exported_at
    FROM ref('int_ad_period_fact') AS f
    INNER JOIN ref('int_ad_period_choice') AS c
        ON c.network = f.network AND c.account_id = f.account_id AND c.period_start = f.period_start
        AND c.period_end = f.period_end
)

SELECT
    network, account_id, 'day' AS basis, date AS period_start, date AS period_end, level, shape_family, breakdown_set,
    spend_original, impressions, clicks, conversions, conversion_value_original, fact_rows, fine_amounts, campaigns,
    currency, conversion_definition, file_id, first_exported_at, exported_at
FROM ref('int_ad_counted_day')
UNION ALL
SELECT
    network, account_id, 'period' AS basis, period_start, period_end, level, shape_family, breakdown_set,
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
GROUP BY network, account_id, period_start, period_end, level, shape_family, breakdown_set
