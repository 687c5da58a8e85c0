/* ---
description: >
  Which shape of export is the fact of an account and day: the highest rank among exports without breakdown; without
  any, the breakdown that holds the most delivery among those that make up all of it. Grain - network, account_id, date.
grain: [network, account_id, date]
owner: analytics
materialization: incremental
time_column: date
columns: [network, account_id, date, shape, level, breakdown_set, derived_from_breakdown]
checks:
  - not_null: [network, account_id, date, shape]
--- */
WITH shape AS (
    SELECT
        network, account_id, period_start AS date, shape, breakdown_set, MAX(level) AS level,
        MAX(shape_rank) AS shape_rank, SUM(spend_original) AS spend, SUM(impressions) AS impressions
    FROM ref('int_ad_row')
    WHERE grain = 'day' AND (breakdown_set = '' OR COALESCE(is_partition, TRUE))
    GROUP BY network, account_id, period_start, shape, breakdown_set
),

ranked AS (
    SELECT
        network, account_id, date, shape, breakdown_set, level,
        ROW_NUMBER() OVER (
            PARTITION BY network, account_id, date
            ORDER BY
                CASE WHEN breakdown_set = '' THEN 0 ELSE 1 END,
                CASE WHEN breakdown_set = '' THEN shape_rank ELSE 0 END DESC,
                COALESCE(spend, -1) DESC, COALESCE(impressions, -1) DESC, shape_rank DESC, shape, breakdown_set
        ) AS choice
    FROM shape
)

SELECT network, account_id, date, shape, level, breakdown_set, breakdown_set <> '' AS derived_from_breakdown
FROM ranked
WHERE choice = 1
