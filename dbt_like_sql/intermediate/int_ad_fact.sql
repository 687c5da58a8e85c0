/* ---
description: >
  Daily paid delivery counted exactly once: rows of the chosen shape, sums of a breakdown where nothing else is known,
  residual rows. Amounts as exported. Grain - network, account_id, date, campaign_key, ad_group_key, ad_key, publisher,
  attribution_setting, result_type, is_residual.
grain: [
  network, account_id, date, campaign_key, ad_group_key, ad_key, publisher, attribution_setting, result_type, is_residual]
owner: analytics
tags: [ads]
materialization: view
time_column: date
part_of: int_ad_day
columns: [
  network, account_id, date, campaign_key, ad_group_key, ad_key, publisher, attribution_setting, result_type,
  is_residual, derived_from_breakdown, level, key_quality, account_name, campaign_id, campaign_name, campaign_type,
  ad_group_id, ad_group_name, ad_id, ad_name, conversion_definition, video_view_definition, currency, spend_original,
  impressions, clicks, link_clicks, conversions, conversion_value_original, leads, video_views, engagements, results,
  follows, reach, file_id, part, row_number, exported_at, loaded_at]
checks:
  - not_null: [network, account_id, date]
--- */
SELECT
    d.network, d.account_id, d.period_start AS date, d.campaign_key, d.ad_group_key, d.ad_key, d.publisher,
    d.attribution_setting, d.result_type, FALSE AS is_residual, FALSE AS derived_from_breakdown, d.level,
    d.key_quality, d.account_name, d.campaign_id, d.campaign_name, d.campaign_type, d.ad_group_id, d.ad_group_name,
    d.ad_id, d.ad_name, d.conversion_definition, d.video_view_definition, d.currency, d.spend_original, d.impressions,
    d.clicks, d.link_clicks, d.conversions, d.conversion_value_original, d.leads, d.video_views, d.engagements,
    d.results, d.follows, d.reach, d.file_id, d.part, d.row_number, d.exported_at, d.loaded_at
FROM ref('int_ad_row') AS d
INNER JOIN ref('int_ad_shape_choice') AS c
    ON c.network = d.network AND c.account_id = d.account_id AND c.date = d.period_start
    AND c.shape_family = REPLACE(d.shape, '/result_type', '') AND c.breakdown_set = d.breakdown_set
WHERE d.grain = 'day' AND NOT c.derived_from_breakdown
UNION ALL
SELECT
    network, account_id, date, campaign_key, ad_group_key, ad_key, publisher, attribution_setting, result_type,
    FALSE AS is_residual, TRUE AS derived_from_breakdown, level, key_quality, account_name, campaign_id, campaign_name,
    campaign_type, ad_group_id, ad_group_name, ad_id, ad_name, conversion_definition, video_view_definition, currency,
    spend_original, impressions, clicks, link_clicks, conversions, conversion_value_original, leads, video_views,
    engagements, results, follows, CAST(NULL AS BIGINT) AS reach, file_id, part, row_number, exported_at, loaded_at
FROM ref('int_ad_breakdown_sum')
UNION ALL
SELECT
    network, account_id, date, campaign_key, ad_group_key, '' AS ad_key, publisher,
    CAST(NULL AS VARCHAR) AS attribution_setting, CAST(NULL AS VARCHAR) AS result_type, TRUE AS is_residual,
    FALSE AS derived_from_breakdown, level, key_quality, account_name, campaign_id, campaign_name, campaign_type,
    ad_group_id, ad_group_name, CAST(NULL AS VARCHAR) AS ad_id, CAST(NULL AS VARCHAR) AS ad_name,
    conversion_definition, video_view_definition, currency, spend_original, impressions, clicks, link_clicks,
    conversions, conversion_value_original, leads, video_views, engagements, CAST(NULL AS DECIMAL(18, 6)) AS results,
    follows, CAST(NULL AS BIGINT) AS reach, file_id, part, row_number, exported_at, loaded_at
FROM ref('int_ad_residual')
