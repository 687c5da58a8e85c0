/* ---
description: >
  What exports report beyond the rows chosen for the same account and day, as one row for each entity, at the level that
  knows the delivery - ad groups, campaigns, or the account in all. Rules - int_ad_residual_level and
  int_ad_residual_total. Grain - network, account_id, date, campaign_key, ad_group_key.
grain: [network, account_id, date, campaign_key, ad_group_key]
owner: analytics
tags: [ads]
materialization: incremental
time_column: date
columns: [
  network, account_id, date, level, campaign_key, ad_group_key, key_quality, account_name, campaign_id, campaign_name,
  campaign_type, ad_group_id, ad_group_name, publisher, conversion_definition, video_view_definition, currency,
  spend_original, impressions, clicks, link_clicks, conversions, conversion_value_original, leads, video_views,
  engagements, follows, file_id, part, row_number, exported_at, loaded_at]
checks:
  - not_null: [network, account_id, date, campaign_key, ad_group_key]
  - expression: spend_original >= 0
--- */
WITH lacking AS (
    SELECT network, account_id, date, level, shape_family, campaign_key, ad_group_key, metric, value
    FROM ref('int_ad_residual_level')
    UNION ALL
    SELECT
        network, account_id, date, 'account' AS level, shape_family, '' AS campaign_key, '' AS ad_group_key, metric,
        value
    FROM ref('int_ad_residual_total')
),

entity AS (
    SELECT
        network, account_id, date, level, campaign_key, ad_group_key,
        COALESCE(MIN(CASE WHEN metric = 'spend_original' THEN shape_family END), MIN(shape_family)) AS shape_family,
        SUM(CASE WHEN metric = 'spend_original' THEN value END) AS spend_original,
        CAST(ROUND(SUM(CASE WHEN metric = 'impressions' THEN value END)) AS BIGINT) AS impressions,
        CAST(ROUND(SUM(CASE WHEN metric = 'clicks' THEN value END)) AS BIGINT) AS clicks,
        CAST(ROUND(SUM(CASE WHEN metric = 'link_clicks' THEN value END)) AS BIGINT) AS link_clicks,
        SUM(CASE WHEN metric = 'conversions' THEN value END) AS conversions,
        SUM(CASE WHEN metric = 'conversion_value_original' THEN value END) AS conversion_value_original,
        SUM(CASE WHEN metric = 'leads' THEN value END) AS leads,
        CAST(ROUND(SUM(CASE WHEN metric = 'video_views' THEN value END)) AS BIGINT) AS video_views,
        CAST(ROUND(SUM(CASE WHEN metric = 'engagements' THEN value END)) AS BIGINT) AS engagements,
        CAST(ROUND(SUM(CASE WHEN metric = 'follows' THEN value END)) AS BIGINT) AS follows
    FROM lacking
    GROUP BY network, account_id, date, level, campaign_key, ad_group_key
    HAVING MAX(value) > 0
)

SELECT
    e.network, e.account_id, e.date, e.level, e.campaign_key, e.ad_group_key, d.key_quality, d.account_name,
    d.campaign_id, d.campaign_name, d.campaign_type, d.ad_group_id, d.ad_group_name, d.publisher,
    d.conversion_definition, d.video_view_definition, d.currency, e.spend_original, e.impressions, e.clicks,
    e.link_clicks, e.conversions, e.conversion_value_original, e.leads, e.video_views, e.engagements, e.follows,
    d.file_id, d.part, d.row_number, d.exported_at, d.loaded_at
FROM entity AS e
INNER JOIN ref('int_ad_level_day') AS d
    ON d.network = e.network AND d.account_id = e.account_id AND d.date = e.date AND d.role = e.level
    AND d.shape_family = e.shape_family AND d.campaign_key = e.campaign_key AND d.ad_group_key = e.ad_group_key
