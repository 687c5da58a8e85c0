/* ---
description: >
  Paid delivery by day, each unit counted once. Grain - network, account, campaign, ad group, ad, day, publisher,
  attribution setting, result type; a residual row stands beside where levels would not tie.
grain: [
  network, account_id, date, campaign_key, ad_group_key, ad_key, publisher, attribution_setting, result_type, is_residual]
owner: analytics
tags: [channels]
materialization: view
columns: [
  date, network, channel, publisher, account_id, account_name, campaign_id, campaign_name: {type: text, description: name on that day}, ad_group_id, ad_group_name,
  ad_id, ad_name, campaign_key, ad_group_key, ad_key, level, key_quality, is_residual, derived_from_breakdown,
  campaign_type, objective, currency, spend, spend_original, impressions, clicks, link_clicks, conversions,
  conversion_value, conversion_value_original, leads: {type: decimal, unit: leads, additive: true, description: leads reported by the network}, video_views, engagements, follows, reach, result_type, results,
  attribution_setting, conversion_definition, video_view_definition,
  report_timezone: {type: text, description: time zone of the account's reporting days; null when not known},
  data_through, file_id, part, row_number, exported_at, loaded_at]
checks:
  - not_null: [date, network, channel, account_id, level]
  - expression: spend >= 0
  - {expression: clicks <= impressions, severity: warn}
--- */
SELECT
    d.date, d.network, d.channel, d.publisher, d.account_id, d.account_name, d.campaign_id, d.campaign_name,
    d.ad_group_id, d.ad_group_name, d.ad_id, d.ad_name, d.campaign_key, d.ad_group_key, d.ad_key, d.level, d.key_quality,
    d.is_residual, d.derived_from_breakdown, d.campaign_type, d.objective, d.currency, d.spend, d.spend_original,
    d.impressions, d.clicks, d.link_clicks, d.conversions, d.conversion_value, d.conversion_value_original, d.leads,
    d.video_views, d.engagements, d.follows, d.reach, d.result_type, d.results, d.attribution_setting, d.conversion_definition,
    d.video_view_definition, d.report_timezone, t.data_through, d.file_id, d.part, d.row_number, d.exported_at,
    d.loaded_at
FROM ref('int_ad_day') AS d
LEFT JOIN ref('int_channel_through') AS t ON t.channel = d.channel
