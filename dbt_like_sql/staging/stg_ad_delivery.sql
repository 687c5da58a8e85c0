/* ---
description: Paid delivery, the current version of every row. Grain - row_key.
grain: [row_key]
owner: analytics
columns: [
  row_key, file_id, part, row_number, exported_at, exported_at_basis, loaded_at, network, report, account_id, grain,
  period_start, period_end, level, campaign_key, ad_group_key, ad_key, key_quality, shape, shape_rank, breakdown_set,
  account_name, campaign_id, campaign_name, campaign_type, ad_group_id, ad_group_name, ad_id, ad_name,
  objective_exported, publisher, attribution_setting, result_type, conversion_definition, video_view_definition, age,
  gender, country, region, placement, device, segment, hour, keyword, match_type, search_term, asset, asset_type, conversion_action,
  is_partition, currency, spend_original, impressions, clicks, link_clicks, landing_page_views, conversions, conversion_value_original, leads, video_views, engagements, results, likes, comments,
  shares, saves, follows]
checks:
  - not_null: [row_key, network, account_id, period_start, period_end]
  - accepted: {grain: [day, period]}
--- */
WITH version AS (
    SELECT
        r.row_key, r.file_id, r.part, r.row_number, r.exported_at, r.exported_at_basis, r.loaded_at, r.network, r.report,
        r.account_id, r.grain, r.period_start, r.period_end, r.level, r.campaign_key, r.ad_group_key, r.ad_key,
        r.key_quality, r.shape, r.shape_rank, r.breakdown_set, r.account_name, r.campaign_id, r.campaign_name,
        r.campaign_type, r.ad_group_id, r.ad_group_name, r.ad_id, r.ad_name, r.objective_exported, r.publisher,
        r.attribution_setting, r.result_type, r.conversion_definition, r.video_view_definition, r.age, r.gender,
        r.country, r.region, r.placement, r.device, r.segment, r.hour, r.keyword, r.match_type, r.search_term, r.asset,
        r.asset_type, r.conversion_action, r.is_partition, r.currency, r.spend_original, r.impressions, r.clicks,
        r.link_clicks, r.landing_page_views, r.conversions, r.conversion_value_original, r.leads, r.video_views,
        r.engagements, r.results, r.likes, r.comments, r.shares, r.saves, r.follows,
        ROW_NUMBER() OVER (
            PARTITION BY r.row_key
            ORDER BY r.exported_at DESC, r.file_id DESC, r.part DESC, r.row_number DESC
        ) AS version_rank
    FROM source('raw', 'ad_delivery') AS r
    WHERE r.retracted_at IS NULL
)

SELECT
    row_key, file_id, part, row_number, exported_at, exported_at_basis, loaded_at, network, report, account_id, grain,
    period_start, period_end, level, campaign_key, ad_group_key, ad_key, key_quality, shape, shape_rank, breakdown_set,
    account_name, campaign_id, campaign_name, campaign_type, ad_group_id, ad_group_name, ad_id, ad_name,
    objective_exported, publisher, attribution_setting, result_type, conversion_definition, video_view_definition, age,
    gender, country, region, placement, device, segment, hour, keyword, match_type, search_term, asset, asset_type, conversion_action,
    is_partition, currency, spend_original, impressions, clicks, link_clicks,
    landing_page_views, conversions, conversion_value_original, leads, video_views, engagements, results, likes,
    comments, shares, saves, follows
FROM version
WHERE version_rank = 1
