/* ---
description: >
  Paid delivery, the current version of every row, each measure from the newest version that reports it. Grain - row_key.
grain: [row_key]
owner: analytics
tags: [ads]
materialization: view
time_column: period_start
columns: [
  row_key, file_id, part, row_number, exported_at, exported_at_basis, loaded_at, network, report, account_id, grain,
  period_start, period_end, level, campaign_key, ad_group_key, ad_key, key_quality, shape, shape_rank, breakdown_set,
  account_name, campaign_id, campaign_name, campaign_type, ad_group_id, ad_group_name, ad_id, ad_name,
  objective_exported, publisher, attribution_setting, result_type, conversion_definition, video_view_definition, age,
  gender, country, region, placement, device, segment, hour, keyword, match_type, search_term, asset, asset_type, conversion_action,
  is_partition, currency, spend_original, impressions, clicks, link_clicks, landing_page_views, conversions, conversion_value_original, leads, video_views, engagements, results, likes, comments,
  shares, saves, follows, reach]
checks:
  - not_null: [row_key, network, account_id, period_start, period_end]
  - accepted: {grain: [day, period]}
--- */
SELECT
    r.row_key, r.file_id, r.part, r.row_number, r.exported_at, r.exported_at_basis, r.loaded_at, r.network, r.report,
    r.account_id, r.grain, r.period_start, r.period_end, r.level, r.campaign_key, r.ad_group_key, r.ad_key,
    r.key_quality, r.shape, r.shape_rank, r.breakdown_set, r.account_name, r.campaign_id, r.campaign_name,
    r.campaign_type, r.ad_group_id, r.ad_group_name, r.ad_id, r.ad_name, r.objective_exported, r.publisher,
    r.attribution_setting, r.result_type, r.conversion_definition, r.video_view_definition, r.age, r.gender,
    r.country, r.region, r.placement, r.device, r.segment, r.hour, r.keyword, r.match_type, r.search_term, r.asset,
    r.asset_type, r.conversion_action, r.is_partition, r.currency,
    CASE WHEN f.row_key IS NULL THEN r.spend_original ELSE f.spend_original END AS spend_original,
    CASE WHEN f.row_key IS NULL THEN r.impressions ELSE f.impressions END AS impressions,
    CASE WHEN f.row_key IS NULL THEN r.clicks ELSE f.clicks END AS clicks,
    CASE WHEN f.row_key IS NULL THEN r.link_clicks ELSE f.link_clicks END AS link_clicks,
    CASE WHEN f.row_key IS NULL THEN r.landing_page_views ELSE f.landing_page_views END AS landing_page_views,
    CASE WHEN f.row_key IS NULL THEN r.conversions ELSE f.conversions END AS conversions,
    CASE WHEN f.row_key IS NULL THEN r.conversion_value_original ELSE f.conversion_value_original END AS conversion_value_original,
    CASE WHEN f.row_key IS NULL THEN r.leads ELSE f.leads END AS leads,
    CASE WHEN f.row_key IS NULL THEN r.video_views ELSE f.video_views END AS video_views,
    CASE WHEN f.row_key IS NULL THEN r.engagements ELSE f.engagements END AS engagements,
    CASE WHEN f.row_key IS NULL THEN r.results ELSE f.results END AS results,
    CASE WHEN f.row_key IS NULL THEN r.likes ELSE f.likes END AS likes,
    CASE WHEN f.row_key IS NULL THEN r.comments ELSE f.comments END AS comments,
    CASE WHEN f.row_key IS NULL THEN r.shares ELSE f.shares END AS shares,
    CASE WHEN f.row_key IS NULL THEN r.saves ELSE f.saves END AS saves,
    CASE WHEN f.row_key IS NULL THEN r.follows ELSE f.follows END AS follows, r.reach
FROM source('raw', 'ad_delivery') AS r
LEFT JOIN ref('stg_ad_place') AS o
    ON o.row_key = r.row_key AND o.period_start = r.period_start AND o.file_id = r.file_id AND o.part = r.part
    AND o.row_number = r.row_number
LEFT JOIN ref('stg_ad_filled') AS f ON f.row_key = r.row_key AND f.period_start = r.period_start
WHERE r.retracted_at IS NULL AND COALESCE(o.place, 1) = 1
