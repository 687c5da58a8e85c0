/* ---
description: >
  Delivery of a day as the exports with a role tell it, each at the level of its role - `fact` and `ad_group` by ad
  group, `campaign` by campaign, `account` in all. Only days of which several shapes tell. Input of the residual rows.
  Grain - network, account_id, date, role, shape_family, campaign_key, ad_group_key.
grain: [network, account_id, date, role, shape_family, campaign_key, ad_group_key]
owner: analytics
tags: [ads]
materialization: incremental
time_column: date
columns: [
  network, account_id, date, role, shape_family,
  campaign_key, ad_group_key, key_quality, account_name, campaign_id, campaign_name, campaign_type, ad_group_id,
  ad_group_name, publisher, conversion_definition, video_view_definition, currency, spend_original, impressions, clicks,
  link_clicks, conversions, conversion_value_original, leads, video_views, engagements, follows, file_id, part,
  row_number, first_exported_at, exported_at,
  loaded_at]
checks:
  - not_null: [network, account_id, date, role, campaign_key, ad_group_key]
--- */
WITH told AS (
    SELECT
        r.network, r.account_id, r.date, r.role, r.shape_family,
        CASE WHEN r.role = 'account' THEN '' ELSE d.campaign_key END AS campaign_key,
        CASE WHEN r.role IN ('account', 'campaign') THEN '' ELSE d.ad_group_key END AS ad_group_key, d.key_quality,
        d.account_name, CASE WHEN r.role <> 'account' THEN d.campaign_id END AS campaign_id,
        CASE WHEN r.role <> 'account' THEN d.campaign_name END AS campaign_name,
        CASE WHEN r.role <> 'account' THEN d.campaign_type END AS campaign_type,
        CASE WHEN r.role IN ('fact', 'ad_group') THEN d.ad_group_id END AS ad_group_id,
        CASE WHEN r.role IN ('fact', 'ad_group') THEN d.ad_group_name END AS ad_group_name,
        CASE WHEN r.role <> 'account' THEN d.publisher END AS publisher, d.conversion_definition,
        d.video_view_definition, d.currency, d.spend_original, d.impressions, d.clicks, d.link_clicks, d.conversions,
        d.conversion_value_original, d.leads, d.video_views, d.engagements, d.follows, d.file_id, d.part, d.row_number,
        d.exported_at, d.loaded_at,
        ROW_NUMBER() OVER (
            PARTITION BY
                r.network, r.account_id, r.date, r.role, r.shape_family,
                CASE WHEN r.role = 'account' THEN '' ELSE d.campaign_key END,
                CASE WHEN r.role IN ('account', 'campaign') THEN '' ELSE d.ad_group_key END
            ORDER BY d.exported_at DESC, d.row_key
        ) AS place
    FROM ref('int_ad_shape_role') AS r
    INNER JOIN ref('int_ad_row') AS d
        ON d.network = r.network AND d.account_id = r.account_id AND d.period_start = r.date
        AND REPLACE(d.shape, '/result_type', '') = r.shape_family
    WHERE d.grain = 'day' AND d.breakdown_set = ''
)

SELECT
    network, account_id, date, role, shape_family, campaign_key, ad_group_key, MAX(key_quality) AS key_quality,
    MAX(account_name) AS account_name, MAX(campaign_id) AS campaign_id, MAX(campaign_name) AS campaign_name,
    CASE WHEN COUNT(DISTINCT COALESCE(publisher, '')) = 1 THEN MAX(campaign_type) END AS campaign_type,
    MAX(ad_group_id) AS ad_group_id, MAX(ad_group_name) AS ad_group_name,
    CASE WHEN COUNT(DISTINCT COALESCE(publisher, '')) = 1 THEN MAX(publisher) END AS publisher,
    MAX(conversion_definition) AS conversion_definition, MAX(video_view_definition) AS video_view_definition,
    MAX(currency) AS currency, SUM(spend_original) AS spend_original, SUM(impressions) AS impressions,
    SUM(clicks) AS clicks, SUM(link_clicks) AS link_clicks, SUM(conversions) AS conversions,
    SUM(conversion_value_original) AS conversion_value_original, SUM(leads) AS leads, SUM(video_views) AS video_views,
    SUM(engagements) AS engagements, SUM(follows) AS follows, MAX(CASE WHEN place = 1 THEN file_id END) AS file_id,
    MAX(CASE WHEN place = 1 THEN part END) AS part, MAX(CASE WHEN place = 1 THEN row_number END) AS row_number,
    MIN(exported_at) AS first_exported_at, MAX(exported_at) AS exported_at, MAX(loaded_at) AS loaded_at
FROM told
GROUP BY network, account_id, date, role, shape_family, campaign_key, ad_group_key
