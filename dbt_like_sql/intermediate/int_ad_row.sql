/* ---
description: >
  Paid delivery that counts: the current version of every row, without those a later export tells again under another
  name or number. Grain - row_key.
grain: [row_key]
owner: analytics
tags: [ads]
materialization: view
time_column: period_start
part_of: stg_ad_delivery
columns: [
  row_key, file_id, part, row_number, exported_at, exported_at_basis, loaded_at, network, report, account_id,
  grain, period_start, period_end, level, campaign_key, ad_group_key, ad_key, key_quality, shape, shape_rank,
  breakdown_set, account_name, campaign_id, campaign_name, campaign_type, ad_group_id, ad_group_name, ad_id,
  ad_name, objective_exported, publisher, attribution_setting, result_type, conversion_definition,
  video_view_definition, age, gender, country, region, placement, device, segment, hour, keyword, match_type,
  search_term, asset, asset_type, conversion_action, is_partition, currency, spend_original, impressions,
  clicks, link_clicks, landing_page_views, conversions, conversion_value_original, leads, video_views,
  engagements, results, likes, comments, shares, saves, follows, reach]
checks:
  - not_null: [row_key, network, account_id, period_start, period_end]
--- */
SELECT
    d.row_key, d.file_id, d.part, d.row_number, d.exported_at, d.exported_at_basis, d.loaded_at, d.network,
    d.report, d.account_id, d.grain, d.period_start, d.period_end, d.level, d.campaign_key, d.ad_group_key,
    d.ad_key, d.key_quality, d.shape, d.shape_rank, d.breakdown_set, d.account_name, d.campaign_id,
    d.campaign_name, d.campaign_type, d.ad_group_id, d.ad_group_name, d.ad_id, d.ad_name, d.objective_exported,
    d.publisher, d.attribution_setting, d.result_type, d.conversion_definition, d.video_view_definition, d.age,
    d.gender, d.country, d.region, d.placement, d.device, d.segment, d.hour, d.keyword, d.match_type,
    d.search_term, d.asset, d.asset_type, d.conversion_action, d.is_partition, d.currency, d.spend_original,
    d.impressions, d.clicks, d.link_clicks, d.landing_page_views, d.conversions, d.conversion_value_original,
    d.leads, d.video_views, d.engagements, d.results, d.likes, d.comments, d.shares, d.saves, d.follows, d.reach
FROM ref('stg_ad_delivery') AS d
LEFT JOIN ref('int_ad_superseded') AS s ON s.row_key = d.row_key AND s.period_start = d.period_start
WHERE s.row_key IS NULL
