/* ---
description: >
  Rows of marts.ad_breakdown_daily: paid delivery broken down, one breakdown set beside the other. Of several exports of one set
  the one with the most dimensions; the result type is none. Grain - that of ad_daily plus
  breakdown set and values.
grain: [
  network, account_id, date, campaign_key, ad_group_key, ad_key, publisher, attribution_setting, result_type,
  breakdown_set, age, gender, country, region, placement, device, segment,
  hour, keyword, match_type, search_term, asset, asset_type, conversion_action]
owner: analytics
tags: [ads]
materialization: incremental
time_column: date
columns: [
  date, network, channel, publisher, account_id, account_name, breakdown_set, age, gender, country, region,
  placement, device, segment, hour, keyword, match_type, search_term, asset, asset_type, conversion_action,
  campaign_id, campaign_name, ad_group_id, ad_group_name, ad_id, ad_name, campaign_key, ad_group_key, ad_key, level,
  key_quality, currency, spend, spend_original, impressions, clicks, link_clicks, conversions, conversion_value,
  conversion_value_original, leads, video_views, engagements, follows, result_type, results, attribution_setting,
  conversion_definition, file_id, part, row_number, exported_at, loaded_at]
checks:
  - not_null: [date, network, channel, breakdown_set]
  - expression: spend >= 0
--- */
WITH ranked AS (
    SELECT
        period_start AS date, network, publisher, account_id, account_name, breakdown_set, age, gender, country, region, placement,
        device, segment, hour, keyword, match_type, search_term, asset, asset_type, conversion_action,
        campaign_id, campaign_name, campaign_type, ad_group_id, ad_group_name, ad_id, ad_name,
        campaign_key, ad_group_key, ad_key, level, key_quality, currency, spend_original, impressions, clicks,
        link_clicks, conversions, conversion_value_original, leads, video_views, engagements, follows, result_type,
        results, attribution_setting, conversion_definition, file_id, part, row_number, exported_at, loaded_at,
        -- of shapes that differ in the result type alone one is no better than the other; it adds 2 to the rank
        shape_rank - CASE WHEN shape LIKE '%/result_type%' THEN 2 ELSE 0 END AS family_rank,
        MAX(shape_rank - CASE WHEN shape LIKE '%/result_type%' THEN 2 ELSE 0 END) OVER (
            PARTITION BY network, account_id, period_start, period_end, breakdown_set
        ) AS best_rank
    FROM ref('int_ad_row')
    WHERE grain = 'day' AND breakdown_set <> ''
)

SELECT
    b.date, b.network, COALESCE(m.channel, b.network) AS channel, b.publisher, b.account_id, b.account_name,
    b.breakdown_set, b.age, b.gender, b.country, b.region, b.placement, b.device, b.segment, b.hour, b.keyword, b.match_type,
    b.search_term, b.asset, b.asset_type, b.conversion_action, b.campaign_id,
    b.campaign_name, b.ad_group_id, b.ad_group_name, b.ad_id, b.ad_name, b.campaign_key, b.ad_group_key, b.ad_key,
    b.level, b.key_quality, b.currency, CAST(CAST(b.spend_original * x.rate AS DECIMAL(38, 14)) * a.vat_factor AS DECIMAL(18, 6)) AS spend, b.spend_original,
    b.impressions, b.clicks, b.link_clicks, b.conversions,
    CAST(ROUND(b.conversion_value_original * x.rate, 6) AS DECIMAL(18, 6)) AS conversion_value, b.conversion_value_original,
    b.leads, b.video_views, b.engagements, b.follows, b.result_type, b.results, b.attribution_setting,
    b.conversion_definition, b.file_id, b.part, b.row_number, b.exported_at, b.loaded_at
FROM ranked AS b
LEFT JOIN ref('seed_campaign') AS m
    ON m.network = b.network AND m.account_id = b.account_id AND m.campaign_key = b.campaign_key
    AND m.publisher = COALESCE(b.publisher, '') AND m.campaign_type = COALESCE(b.campaign_type, '')
LEFT JOIN ref('seed_fx') AS x ON x.date = b.date AND x.currency = b.currency
LEFT JOIN ref('seed_account') AS a ON a.network = b.network AND a.account_id = b.account_id
WHERE b.family_rank = b.best_rank
