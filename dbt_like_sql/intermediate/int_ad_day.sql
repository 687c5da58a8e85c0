/* ---
description: >
  Rows of marts.ad_daily: paid delivery by day, each unit counted once, with channel, objective and converted money.
  Grain - network, account, campaign, ad group, ad, day, publisher, attribution setting, result type, is_residual.
grain: [
  network, account_id, date, campaign_key, ad_group_key, ad_key, publisher, attribution_setting, result_type, is_residual]
owner: analytics
tags: [ads]
materialization: incremental
time_column: date
columns: [
  date, network, channel, publisher, account_id, account_name, campaign_id, campaign_name, ad_group_id, ad_group_name,
  ad_id, ad_name, campaign_key, ad_group_key, ad_key, level, key_quality, is_residual, derived_from_breakdown,
  campaign_type, objective, currency, spend, spend_original, impressions, clicks, link_clicks, conversions,
  conversion_value, conversion_value_original, leads, video_views, engagements, follows, reach, result_type, results,
  attribution_setting, conversion_definition, video_view_definition,
  report_timezone: {type: text, description: time zone of the account's reporting days; null when not known},
  file_id, part, row_number, exported_at, loaded_at]
checks:
  - not_null: [date, network, channel, account_id, level]
  - expression: spend >= 0
  - {expression: clicks <= impressions, severity: warn}
--- */
SELECT
    f.date, f.network, COALESCE(m.channel, f.network) AS channel, f.publisher, f.account_id, f.account_name,
    f.campaign_id, f.campaign_name, f.ad_group_id, f.ad_group_name, f.ad_id, f.ad_name, f.campaign_key, f.ad_group_key,
    f.ad_key, f.level, f.key_quality, f.is_residual, f.derived_from_breakdown, f.campaign_type,
    COALESCE(m.objective, 'sales') AS objective, f.currency,
    CASE
        WHEN x.rate = 1 AND a.vat_factor = 1 THEN f.spend_original
        WHEN a.vat_factor = 1 THEN CAST(ROUND(f.spend_original * x.rate, 6) AS DECIMAL(18, 6))
        ELSE CAST(CAST(f.spend_original * x.rate AS DECIMAL(38, 14)) * a.vat_factor AS DECIMAL(18, 6))
    END AS spend, f.spend_original, f.impressions, f.clicks,
    f.link_clicks, f.conversions,
    CASE
        WHEN x.rate = 1 THEN f.conversion_value_original ELSE CAST(ROUND(f.conversion_value_original * x.rate, 6) AS DECIMAL(18, 6))
    END AS conversion_value, f.conversion_value_original,
    f.leads, f.video_views, f.engagements, f.follows, f.reach, f.result_type, f.results, f.attribution_setting,
    f.conversion_definition, f.video_view_definition, a.timezone AS report_timezone, f.file_id, f.part, f.row_number,
    f.exported_at, f.loaded_at
FROM ref('int_ad_fact') AS f
LEFT JOIN ref('seed_campaign') AS m
    ON m.network = f.network AND m.account_id = f.account_id AND m.campaign_key = f.campaign_key
    AND m.publisher = COALESCE(f.publisher, '') AND m.campaign_type = COALESCE(f.campaign_type, '')
LEFT JOIN ref('seed_fx') AS x ON x.date = f.date AND x.currency = f.currency
LEFT JOIN ref('seed_account') AS a ON a.network = f.network AND a.account_id = f.account_id
