/* ---
description: >
  Delivery known only as a breakdown, summed over its values to the grain of ad_daily. Points to the first row of each
  sum. Grain - network, account_id, date, campaign_key, ad_group_key, ad_key, publisher, attribution_setting, result_type.
grain: [network, account_id, date, campaign_key, ad_group_key, ad_key, publisher, attribution_setting, result_type]
owner: analytics
tags: [ads]
materialization: incremental
time_column: date
columns: [
  network, account_id, date, campaign_key, ad_group_key, ad_key, publisher, attribution_setting, result_type, level,
  key_quality, account_name, campaign_id, campaign_name, campaign_type, ad_group_id, ad_group_name, ad_id, ad_name,
  conversion_definition, video_view_definition, currency, spend_original, impressions, clicks, link_clicks, conversions,
  conversion_value_original, leads, video_views, engagements, results, follows, file_id, part, row_number, exported_at,
  loaded_at]
checks:
  - not_null: [network, account_id, date]
--- */
WITH chosen AS (
    SELECT
        d.network, d.account_id, d.period_start AS date, d.campaign_key, d.ad_group_key, d.ad_key, d.publisher,
        d.attribution_setting, d.result_type, d.level, d.key_quality, d.account_name, d.campaign_id, d.campaign_name,
        d.campaign_type, d.ad_group_id, d.ad_group_name, d.ad_id, d.ad_name, d.conversion_definition,
        d.video_view_definition, d.currency, d.spend_original, d.impressions, d.clicks, d.link_clicks, d.conversions,
        d.conversion_value_original, d.leads, d.video_views, d.engagements, d.results, d.follows, d.file_id, d.part,
        d.row_number, d.exported_at, d.loaded_at,
        ROW_NUMBER() OVER (
            PARTITION BY d.network, d.account_id, d.period_start, d.campaign_key, d.ad_group_key, d.ad_key, d.publisher,
                d.attribution_setting, d.result_type
            ORDER BY d.file_id, d.part, d.row_number
        ) AS place
    FROM ref('int_ad_row') AS d
    INNER JOIN ref('int_ad_shape_choice') AS c
        ON c.network = d.network AND c.account_id = d.account_id AND c.date = d.period_start
        AND c.shape_family = REPLACE(d.shape, '/result_type', '') AND c.breakdown_set = d.breakdown_set
    WHERE d.grain = 'day' AND c.derived_from_breakdown
)

SELECT
    network, account_id, date, campaign_key, ad_group_key, ad_key, publisher, attribution_setting, result_type,
    MAX(level) AS level, MAX(key_quality) AS key_quality, MAX(account_name) AS account_name,
    MAX(campaign_id) AS campaign_id, MAX(campaign_name) AS campaign_name, MAX(campaign_type) AS campaign_type,
    MAX(ad_group_id) AS ad_group_id, MAX(ad_group_name) AS ad_group_name, MAX(ad_id) AS ad_id, MAX(ad_name) AS ad_name,
    MAX(conversion_definition) AS conversion_definition, MAX(video_view_definition) AS video_view_definition,
    MAX(currency) AS currency, SUM(spend_original) AS spend_original, SUM(impressions) AS impressions,
    SUM(clicks) AS clicks, SUM(link_clicks) AS link_clicks, SUM(conversions) AS conversions,
    SUM(conversion_value_original) AS conversion_value_original, SUM(leads) AS leads, SUM(video_views) AS video_views,
    SUM(engagements) AS engagements, SUM(results) AS results, SUM(follows) AS follows,
    MAX(CASE WHEN place = 1 THEN file_id END) AS file_id, MAX(CASE WHEN place = 1 THEN part END) AS part,
    MAX(CASE WHEN place = 1 THEN row_number END) AS row_number, MAX(exported_at) AS exported_at,
    MAX(loaded_at) AS loaded_at
FROM chosen
GROUP BY
    network, account_id, date, campaign_key, ad_group_key, ad_key, publisher, attribution_setting, result_type
