/* ---
description: >
  What each shape of export tells of an account and period without daily rows in all, breakdowns too where they make up
  the whole, and whether every day of the period is known from daily exports. Grain - network, account_id, period_start,
  period_end, shape_family, breakdown_set.
grain: [network, account_id, period_start, period_end, shape_family, breakdown_set]
owner: analytics
tags: [quality]
columns: [
  network, account_id, period_start, period_end, shape_family, breakdown_set, level,
  is_known: {type: flag, description: whether daily exports cover every day of the period}, spend_original, impressions,
  clicks, conversions, conversion_value_original,
  fact_rows: {type: count, unit: rows, description: rows of the shape},
  fine_amounts,
  campaigns: {type: count, unit: campaigns, description: campaigns it names}, currency, conversion_definition, file_id,
  files: {type: count, unit: files, description: files the rows come from}, first_exported_at, exported_at]
checks:
  - not_null: [network, account_id, period_start, period_end, shape_family]
--- */
WITH shape AS (
    SELECT
        network, account_id, period_start, period_end, REPLACE(shape, '/result_type', '') AS shape_family,
        breakdown_set, MAX(level) AS level, SUM(spend_original) AS spend_original, SUM(impressions) AS impressions,
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
        MAX(conversion_definition) AS conversion_definition, MIN(file_id) AS file_id,
        COUNT(DISTINCT file_id) AS files, MIN(exported_at) AS first_exported_at, MAX(exported_at) AS exported_at
    FROM ref('int_ad_row')
    WHERE grain = 'period' AND (breakdown_set = '' OR COALESCE(is_partition, TRUE))
    GROUP BY network, account_id, period_start, period_end, REPLACE(shape, '/result_type', ''), breakdown_set
),

covered AS (
    SELECT s.network, s.account_id, s.period_start, s.period_end, COUNT(*) AS days
    FROM (SELECT DISTINCT network, account_id, period_start, period_end FROM shape) AS s
    INNER JOIN ref('int_coverage') AS c
        ON c.network = s.network AND c.account_id = s.account_id AND c.date >= s.period_start
        AND c.date <= s.period_end
    GROUP BY s.network, s.account_id, s.period_start, s.period_end
)

SELECT
    s.network, s.account_id, s.period_start, s.period_end, s.shape_family, s.breakdown_set, s.level,
    COALESCE(c.days, 0) = DATE_DIFF('day', s.period_start, s.period_end) + 1 AS is_known, s.spend_original,
    s.impressions, s.clicks, s.conversions, s.conversion_value_original, s.fact_rows, s.fine_amounts, s.campaigns,
    s.currency, s.conversion_definition, s.file_id, s.files, s.first_exported_at, s.exported_at
FROM shape AS s
LEFT JOIN covered AS c
    ON c.network = s.network AND c.account_id = s.account_id AND c.period_start = s.period_start
    AND c.period_end = s.period_end
