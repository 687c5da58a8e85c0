/* ---
description: >
  Paid delivery of periods without daily rows: the chosen shape, breakdowns summed where nothing else is known. Amounts
  as exported, never spread over days. Grain - network, account_id, period_start, period_end, campaign_key,
  ad_group_key, ad_key, publisher, attribution_setting, result_type.
grain: [
  network, account_id, period_start, period_end, campaign_key, ad_group_key, ad_key, publisher, attribution_setting,
  result_type]
owner: analytics
tags: [ads]
columns: [
  network, account_id, period_start, period_end, campaign_key, ad_group_key, ad_key, publisher, attribution_setting,
  result_type, is_counted: {type: flag, description: whether windows and plan periods count the row},
  not_counted_because: {type: text, description: "why it is not counted: daily rows or a longer period"},
  derived_from_breakdown, level, key_quality, account_name, campaign_id, campaign_name, campaign_type, ad_group_id,
  ad_group_name, ad_id, ad_name, conversion_definition, video_view_definition, currency, spend_original, impressions,
  clicks, link_clicks, conversions, conversion_value_original, leads, video_views, engagements, results, follows,
  file_id, part, row_number, exported_at, loaded_at]
checks:
  - not_null: [network, account_id, period_start, period_end]
--- */
SELECT
    d.network, d.account_id, d.period_start, d.period_end, d.campaign_key, d.ad_group_key, d.ad_key, d.publisher,
    d.attribution_setting, d.result_type, c.is_counted, c.not_counted_because, c.derived_from_breakdown,
    MAX(d.level) AS level, MAX(d.key_quality) AS key_quality, MAX(d.account_name) AS account_name,
    MAX(d.campaign_id) AS campaign_id, MAX(d.campaign_name) AS campaign_name, MAX(d.campaign_type) AS campaign_type,
    MAX(d.ad_group_id) AS ad_group_id, MAX(d.ad_group_name) AS ad_group_name, MAX(d.ad_id) AS ad_id,
    MAX(d.ad_name) AS ad_name, MAX(d.conversion_definition) AS conversion_definition,
    MAX(d.video_view_definition) AS video_view_definition, MAX(d.currency) AS currency,
    SUM(d.spend_original) AS spend_original, SUM(d.impressions) AS impressions, SUM(d.clicks) AS clicks,
    SUM(d.link_clicks) AS link_clicks, SUM(d.conversions) AS conversions,
    SUM(d.conversion_value_original) AS conversion_value_original, SUM(d.leads) AS leads,
    SUM(d.video_views) AS video_views, SUM(d.engagements) AS engagements, SUM(d.results) AS results,
    SUM(d.follows) AS follows, MAX(d.file_id) AS file_id, MAX(d.part) AS part, MIN(d.row_number) AS row_number,
    MAX(d.exported_at) AS exported_at, MAX(d.loaded_at) AS loaded_at
FROM ref('int_ad_row') AS d
INNER JOIN ref('int_ad_period_choice') AS c
    ON c.network = d.network AND c.account_id = d.account_id AND c.period_start = d.period_start
    AND c.period_end = d.period_end AND c.shape_family = REPLACE(d.shape, '/result_type', '')
    AND c.breakdown_set = d.breakdown_set
WHERE d.grain = 'period'
GROUP BY
    d.network, d.account_id, d.period_start, d.period_end, d.campaign_key, d.ad_group_key, d.ad_key, d.publisher,
    d.attribution_setting, d.result_type, c.is_counted, c.not_counted_because, c.derived_from_breakdown
