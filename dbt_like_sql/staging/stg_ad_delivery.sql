/* ---
description: >
  Paid delivery, the current version of every row, each measure from the newest version that reports it. Grain - row_key.
grain: [row_key]
owner: analytics
materialization: incremental
time_column: period_start
columns: [
  row_key, file_id, part, row_number, exported_at, exported_at_basis, arrived_at, loaded_at, network, report, account_id, grain,
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
WITH version AS (
    SELECT
        r.row_key, r.file_id, r.part, r.row_number, r.exported_at, r.exported_at_basis, r.loaded_at,
        COALESCE(a.arrived_at, r.loaded_at) AS arrived_at, r.network, r.report,
        r.account_id, r.grain, r.period_start, r.period_end, r.level, r.campaign_key, r.ad_group_key, r.ad_key,
        r.key_quality, r.shape, r.shape_rank, r.breakdown_set, r.account_name, r.campaign_id, r.campaign_name,
        r.campaign_type, r.ad_group_id, r.ad_group_name, r.ad_id, r.ad_name, r.objective_exported, r.publisher,
        r.attribution_setting, r.result_type, r.conversion_definition, r.video_view_definition, r.age, r.gender,
        r.country, r.region, r.placement, r.device, r.segment, r.hour, r.keyword, r.match_type, r.search_term, r.asset,
        r.asset_type, r.conversion_action, r.is_partition, r.currency, r.spend_original, r.impressions, r.clicks,
        r.link_clicks, r.landing_page_views, r.conversions, r.conversion_value_original, r.leads, r.video_views,
        r.engagements, r.results, r.likes, r.comments, r.shares, r.saves, r.follows, r.reach,
        ROW_NUMBER() OVER (
            PARTITION BY r.row_key
            ORDER BY
                r.exported_at DESC,
                CASE WHEN r.exported_at_basis IN ('stated', 'file_name') THEN s.stated_at ELSE COALESCE(a.arrived_at, r.loaded_at) END DESC,
                COALESCE(r.spend_original, -1) DESC, COALESCE(r.impressions, -1) DESC,
                COALESCE(r.clicks, -1) DESC, COALESCE(r.link_clicks, -1) DESC, COALESCE(r.conversions, -1) DESC,
                COALESCE(r.conversion_value_original, -1) DESC, COALESCE(r.leads, -1) DESC,
                COALESCE(r.video_views, -1) DESC, COALESCE(r.engagements, -1) DESC, COALESCE(r.results, -1) DESC,
                r.file_id DESC, r.part DESC, r.row_number DESC
        ) AS version_rank
    FROM source('raw', 'ad_delivery') AS r
    LEFT JOIN ref('stg_arrival') AS a ON a.file_id = r.file_id AND a.part = r.part
    LEFT JOIN ref('stg_ad_moment') AS s ON s.row_key = r.row_key AND s.exported_at = r.exported_at
    WHERE r.retracted_at IS NULL
)

SELECT
    v.row_key, v.file_id, v.part, v.row_number, v.exported_at, v.exported_at_basis, v.arrived_at, v.loaded_at, v.network, v.report,
    v.account_id, v.grain, v.period_start, v.period_end, v.level, v.campaign_key, v.ad_group_key, v.ad_key,
    v.key_quality, v.shape, v.shape_rank, v.breakdown_set, v.account_name, v.campaign_id, v.campaign_name,
    v.campaign_type, v.ad_group_id, v.ad_group_name, v.ad_id, v.ad_name, v.objective_exported, v.publisher,
    v.attribution_setting, v.result_type, v.conversion_definition, v.video_view_definition, v.age, v.gender,
    v.country, v.region, v.placement, v.device, v.segment, v.hour, v.keyword, v.match_type, v.search_term, v.asset,
    v.asset_type, v.conversion_action, v.is_partition, v.currency,
    CASE WHEN f.row_key IS NULL THEN v.spend_original ELSE f.spend_original END AS spend_original,
    CASE WHEN f.row_key IS NULL THEN v.impressions ELSE f.impressions END AS impressions,
    CASE WHEN f.row_key IS NULL THEN v.clicks ELSE f.clicks END AS clicks,
    CASE WHEN f.row_key IS NULL THEN v.link_clicks ELSE f.link_clicks END AS link_clicks,
    CASE WHEN f.row_key IS NULL THEN v.landing_page_views ELSE f.landing_page_views END AS landing_page_views,
    CASE WHEN f.row_key IS NULL THEN v.conversions ELSE f.conversions END AS conversions,
    CASE WHEN f.row_key IS NULL THEN v.conversion_value_original ELSE f.conversion_value_original END AS conversion_value_original,
    CASE WHEN f.row_key IS NULL THEN v.leads ELSE f.leads END AS leads,
    CASE WHEN f.row_key IS NULL THEN v.video_views ELSE f.video_views END AS video_views,
    CASE WHEN f.row_key IS NULL THEN v.engagements ELSE f.engagements END AS engagements,
    CASE WHEN f.row_key IS NULL THEN v.results ELSE f.results END AS results,
    CASE WHEN f.row_key IS NULL THEN v.likes ELSE f.likes END AS likes,
    CASE WHEN f.row_key IS NULL THEN v.comments ELSE f.comments END AS comments,
    CASE WHEN f.row_key IS NULL THEN v.shares ELSE f.shares END AS shares,
    CASE WHEN f.row_key IS NULL THEN v.saves ELSE f.saves END AS saves,
    CASE WHEN f.row_key IS NULL THEN v.follows ELSE f.follows END AS follows, v.reach
FROM version AS v
LEFT JOIN ref('stg_ad_filled') AS f ON f.row_key = v.row_key
WHERE v.version_rank = 1
