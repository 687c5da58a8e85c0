/* ---
description: >
  What every shape of export tells of an account's day in all, breakdowns too - apart the rows that make up the whole and those of breakdowns that
  leave delivery out or count it twice. Shapes that differ in the result type alone are one family, for their rows restate each other.
  Grain - network, account_id, date, shape_family, breakdown_set, may_be_fact.
grain: [network, account_id, date, shape_family, breakdown_set, may_be_fact]
owner: analytics
tags: [ads]
materialization: incremental
time_column: date
columns: [
  network, account_id, date, shape_family, breakdown_set,
  may_be_fact: {type: count, description: "1 for rows without breakdown and of breakdowns that make up the whole, else 0"},
  shape: {description: the shape of the family that tells the result type where one does}, level, shape_rank,
  campaign_kind, ad_group_kind, campaigns: {type: count, unit: campaigns, description: campaigns the rows name on the day},
  ad_groups, currency,
  conversion_definition, fact_rows: {type: count, unit: rows, description: current rows on the day},
  spend_original, impressions, clicks, link_clicks, conversions, conversion_value_original, leads, video_views, engagements, follows,
  fine_amounts,
  makes_up_all: {type: count, description: "0 where any row is of a breakdown that leaves delivery out or counts it twice, else 1"},
  file_id: {type: text, description: one of the files the rows come from},
  files: {type: count, unit: files, description: files the rows come from},
  first_exported_at,
  exported_at: {type: moment, description: when the newest of the rows was exported}]
checks:
  - not_null: [network, account_id, date, shape_family, shape, level]
  - accepted: {may_be_fact: ['0', '1'], makes_up_all: ['0', '1']}
--- */
WITH told AS (
    SELECT
        network, account_id, period_start AS date, REPLACE(shape, '/result_type', '') AS shape_family, breakdown_set, shape,
        level, shape_rank, campaign_key, ad_group_key, currency, conversion_definition, spend_original, impressions, clicks, link_clicks,
        conversions, conversion_value_original, leads, video_views, engagements, follows, file_id, exported_at,
        CASE WHEN breakdown_set = '' OR COALESCE(is_partition, TRUE) THEN 1 ELSE 0 END AS may_be_fact,
        CASE WHEN COALESCE(is_partition, TRUE) THEN 1 ELSE 0 END AS partitions,
        CASE WHEN campaign_key = '' THEN '' WHEN campaign_key LIKE 'n:%' THEN 'name' ELSE 'id' END AS campaign_kind,
        CASE
            WHEN ad_group_key = '' THEN '' WHEN ad_group_key NOT LIKE 'n:%' THEN 'id' WHEN campaign_key = '' THEN 'name'
            WHEN campaign_name IS NULL THEN 'name in id' ELSE 'name in name'
        END AS ad_group_kind,
        CASE
            WHEN spend_original <> ROUND(spend_original, 2) OR conversions <> ROUND(conversions, 2)
                OR conversion_value_original <> ROUND(conversion_value_original, 2) THEN 1
            ELSE 0
        END AS is_fine
    FROM ref('int_ad_row')
    WHERE grain = 'day'
)

SELECT
    network, account_id, date, shape_family, breakdown_set, may_be_fact, MAX(shape) AS shape, MAX(level) AS level, MAX(shape_rank) AS shape_rank,
    CASE WHEN MIN(campaign_kind) = MAX(campaign_kind) THEN MIN(campaign_kind) ELSE 'mixed' END AS campaign_kind,
    CASE WHEN MIN(ad_group_kind) = MAX(ad_group_kind) THEN MIN(ad_group_kind) ELSE 'mixed' END AS ad_group_kind,
    COUNT(DISTINCT CASE WHEN campaign_key <> '' THEN campaign_key END) AS campaigns,
    COUNT(DISTINCT CASE WHEN ad_group_key <> '' THEN ad_group_key END) AS ad_groups, MAX(currency) AS currency,
    MAX(conversion_definition) AS conversion_definition, COUNT(*) AS fact_rows,
    SUM(spend_original) AS spend_original, SUM(impressions) AS impressions, SUM(clicks) AS clicks, SUM(link_clicks) AS link_clicks,
    SUM(conversions) AS conversions, SUM(conversion_value_original) AS conversion_value_original, SUM(leads) AS leads,
    SUM(video_views) AS video_views, SUM(engagements) AS engagements, SUM(follows) AS follows,
    SUM(is_fine) AS fine_amounts, MIN(partitions) AS makes_up_all, MIN(file_id) AS file_id, COUNT(DISTINCT file_id) AS files,
    MIN(exported_at) AS first_exported_at, MAX(exported_at) AS exported_at
FROM told
GROUP BY network, account_id, date, shape_family, breakdown_set, may_be_fact
