/* ---
description: >
  What every shape of export tells of an account's day in all, breakdowns too. Shapes that differ in the result type
  alone are one, and have the name of the one that tells it. Grain - network, account_id, date, shape, breakdown_set.
grain: [network, account_id, date, shape, breakdown_set]
owner: analytics
tags: [ads]
materialization: incremental
time_column: date
columns: [
  network, account_id, date, shape, breakdown_set, level, shape_rank,
  fact_rows: {type: count, unit: rows, description: current rows of the shape}, currency, spend_original, impressions,
  clicks, link_clicks, conversions, conversion_value_original, leads, video_views, engagements, follows,
  makes_up_all: {type: count, description: 0 where its rows leave delivery out or count it twice, else 1}]
checks:
  - not_null: [network, account_id, date, shape]
  - expression: makes_up_all IN (0, 1)
--- */
SELECT
    network, account_id, period_start AS date, MAX(shape) AS shape, breakdown_set, MAX(level) AS level,
    MAX(shape_rank) AS shape_rank, COUNT(*) AS fact_rows, MAX(currency) AS currency, SUM(spend_original) AS spend_original,
    SUM(impressions) AS impressions, SUM(clicks) AS clicks, SUM(link_clicks) AS link_clicks,
    SUM(conversions) AS conversions, SUM(conversion_value_original) AS conversion_value_original,
    SUM(leads) AS leads, SUM(video_views) AS video_views, SUM(engagements) AS engagements, SUM(follows) AS follows,
    MIN(CASE WHEN COALESCE(is_partition, TRUE) THEN 1 ELSE 0 END) AS makes_up_all
FROM ref('int_ad_row')
WHERE grain = 'day'
GROUP BY network, account_id, period_start, REPLACE(shape, '/result_type', ''), breakdown_set
