/* ---
description: >
  What is counted of an account's day in all, residual rows too. Grain - network, account_id, date.
grain: [network, account_id, date]
owner: analytics
columns: [
  network, account_id, date, spend_original, impressions, clicks, conversions, conversion_value_original,
  fact_rows: {type: count, unit: rows, description: rows counted},
  fine_amounts: {type: count, unit: rows, description: rows whose money or conversions have more than two decimals},
  campaigns: {type: count, unit: campaigns, description: campaigns counted}, currency, conversion_definition, file_id,
  files: {type: count, unit: files, description: files the rows come from}, first_exported_at, exported_at]
checks:
  - not_null: [network, account_id, date]
--- */
SELECT
    network, account_id, date, SUM(spend_original) AS spend_original, SUM(impressions) AS impressions,
    SUM(clicks) AS clicks, SUM(conversions) AS conversions,
    SUM(conversion_value_original) AS conversion_value_original, COUNT(*) AS fact_rows,
    SUM(
        CASE
            WHEN spend_original <> ROUND(spend_original, 2) OR conversions <> ROUND(conversions, 2)
                OR conversion_value_original <> ROUND(conversion_value_original, 2) THEN 1
            ELSE 0
        END
    ) AS fine_amounts,
    COUNT(DISTINCT CASE WHEN campaign_key <> '' THEN campaign_key END) AS campaigns, MAX(currency) AS currency,
    MAX(conversion_definition) AS conversion_definition, MIN(file_id) AS file_id, COUNT(DISTINCT file_id) AS files,
    MIN(exported_at) AS first_exported_at, MAX(exported_at) AS exported_at
FROM ref('int_ad_fact')
GROUP BY network, account_id, date
