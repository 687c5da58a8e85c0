/* ---
description: >
  Paid delivery broken down, one breakdown set beside the other; rows of different sets tell the same delivery and must
  not be added up. Of several exports of one set the one with the most dimensions. Grain - that of ad_daily plus
  breakdown set and values.
grain: [
  network, account_id, date, campaign_key, ad_group_key, ad_key, publisher, attribution_setting, result_type,
  breakdown_set, age, gender, country, region, placement, device, segment,
  hour, keyword, match_type, search_term, asset, asset_type, conversion_action]
owner: analytics
tags: [ads]
materialization: view
columns: [
  date, network, channel, publisher, account_id, account_name, breakdown_set, age, gender, country, region,
  placement, device, segment, hour, keyword, match_type, search_term, asset, asset_type, conversion_action,
  campaign_id, campaign_name, ad_group_id, ad_group_name, ad_id, ad_name, campaign_key, ad_group_key, ad_key, level,
  key_quality, currency, spend, spend_original, impressions, clicks, link_clicks, conversions, conversion_value,
  conversion_value_original, leads, video_views, engagements, follows, result_type, results, attribution_setting,
  conversion_definition, data_through, file_id, part, row_number, exported_at, loaded_at]
checks:
  - not_null: [date, network, channel, breakdown_set]
  - expression: spend >= 0
--- */
SELECT
    b.date, b.network, b.channel, b.publisher, b.account_id, b.account_name, b.breakdown_set, b.age, b.gender, b.country,
    b.region, b.placement, b.device, b.segment, b.hour, b.keyword, b.match_type, b.search_term, b.asset, b.asset_type,
    b.conversion_action, b.campaign_id, b.campaign_name, b.ad_group_id, b.ad_group_name, b.ad_id, b.ad_name,
    b.campaign_key, b.ad_group_key, b.ad_key, b.level, b.key_quality, b.currency, b.spend, b.spend_original,
    b.impressions, b.clicks, b.link_clicks, b.conversions, b.conversion_value, b.conversion_value_original, b.leads,
    b.video_views, b.engagements, b.follows, b.result_type, b.results, b.attribution_setting, b.conversion_definition,
    t.data_through, b.file_id, b.part, b.row_number, b.exported_at, b.loaded_at
FROM ref('int_ad_breakdown_day') AS b
LEFT JOIN (
    SELECT network, account_id, breakdown_set, MAX(date) AS data_through
    FROM ref('int_ad_breakdown_day')
    GROUP BY network, account_id, breakdown_set
) AS t ON t.network = b.network AND t.account_id = b.account_id AND t.breakdown_set = b.breakdown_set
