/* ---
description: >
  int_ad_level_day with one row for each additive metric, so that all metrics and levels are compared in one way. `unit`
  is what the value counts - values of different units are not compared. Grain - network, account_id, date, role,
  shape_family, campaign_key, ad_group_key, metric.
grain: [network, account_id, date, role, shape_family, campaign_key, ad_group_key, metric]
owner: analytics
tags: [ads]
materialization: incremental
time_column: date
columns: [
  network, account_id, date, role, shape_family,
  campaign_key, ad_group_key, metric: {type: text, description: name of the column of ad_daily},
  value: {type: decimal, description: sum as exported; null when no row reports it},
  unit: {type: text, description: "currency of money, definition of conversions and video views; null when unknown"},
  first_exported_at, exported_at]
checks:
  - not_null: [network, account_id, date, role, metric]
--- */
WITH metric AS (
    SELECT 'spend_original' AS metric
    UNION ALL SELECT 'impressions' AS metric
    UNION ALL SELECT 'clicks' AS metric
    UNION ALL SELECT 'link_clicks' AS metric
    UNION ALL SELECT 'conversions' AS metric
    UNION ALL SELECT 'conversion_value_original' AS metric
    UNION ALL SELECT 'leads' AS metric
    UNION ALL SELECT 'video_views' AS metric
    UNION ALL SELECT 'engagements' AS metric
    UNION ALL SELECT 'follows' AS metric
)

SELECT
    d.network, d.account_id, d.date, d.role, d.shape_family, d.campaign_key, d.ad_group_key, m.metric,
    CASE m.metric
        WHEN 'spend_original' THEN d.spend_original
        WHEN 'impressions' THEN CAST(d.impressions AS DECIMAL(18, 6))
        WHEN 'clicks' THEN CAST(d.clicks AS DECIMAL(18, 6))
        WHEN 'link_clicks' THEN CAST(d.link_clicks AS DECIMAL(18, 6))
        WHEN 'conversions' THEN d.conversions
        WHEN 'conversion_value_original' THEN d.conversion_value_original
        WHEN 'leads' THEN d.leads
        WHEN 'video_views' THEN CAST(d.video_views AS DECIMAL(18, 6))
        WHEN 'engagements' THEN CAST(d.engagements AS DECIMAL(18, 6))
        WHEN 'follows' THEN CAST(d.follows AS DECIMAL(18, 6))
    END AS value,
    CASE
        WHEN m.metric = 'spend_original' AND d.spend_original IS NOT NULL THEN d.currency
        WHEN m.metric = 'conversions' AND d.conversions IS NOT NULL THEN d.conversion_definition
        WHEN m.metric = 'conversion_value_original' AND d.conversion_value_original IS NOT NULL
            THEN COALESCE(d.conversion_definition, '') || ' ' || d.currency
        WHEN m.metric = 'video_views' AND d.video_views IS NOT NULL THEN d.video_view_definition
    END AS unit, d.first_exported_at, d.exported_at
FROM ref('int_ad_level_day') AS d
CROSS JOIN metric AS m
