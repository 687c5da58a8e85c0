/* ---
description: >
  Measures of rows whose versions do not all report the same ones: each from the newest version whose export reports it
  at all, so that a later export with fewer columns takes nothing away. Other rows are not here. Grain - row_key.
grain: [row_key]
owner: analytics
tags: [ads]
materialization: incremental
time_column: period_start
columns: [
  row_key, period_start, spend_original, impressions, clicks, link_clicks, landing_page_views, conversions, conversion_value_original,
  leads, video_views, engagements, results, likes, comments, shares, saves, follows]
checks:
  - not_null: [row_key]
--- */
WITH mixed AS (
    SELECT o.row_key
    FROM ref('stg_ad_place') AS o
    INNER JOIN ref('stg_ad_reported') AS p ON p.file_id = o.file_id AND p.part = o.part
    GROUP BY o.row_key
    HAVING MIN(p.reports) <> MAX(p.reports)
),

version AS (
    SELECT
        r.row_key, r.period_start, r.file_id, r.part, r.spend_original, r.impressions, r.clicks, r.link_clicks, r.landing_page_views, r.conversions,
        r.conversion_value_original, r.leads, r.video_views, r.engagements, r.results, r.likes, r.comments, r.shares, r.saves, r.follows,
        o.place
    FROM source('raw', 'ad_delivery') AS r
    INNER JOIN mixed AS m ON m.row_key = r.row_key
    INNER JOIN ref('stg_ad_place') AS o
        ON o.row_key = r.row_key AND o.period_start = r.period_start AND o.file_id = r.file_id AND o.part = r.part AND o.row_number = r.row_number
    WHERE r.retracted_at IS NULL
),

newest AS (
    SELECT
        v.row_key,
        MIN(CASE WHEN p.has_spend_original > 0 THEN v.place END) AS at_spend_original,
        MIN(CASE WHEN p.has_impressions > 0 THEN v.place END) AS at_impressions, MIN(CASE WHEN p.has_clicks > 0 THEN v.place END) AS at_clicks,
        MIN(CASE WHEN p.has_link_clicks > 0 THEN v.place END) AS at_link_clicks,
        MIN(CASE WHEN p.has_landing_page_views > 0 THEN v.place END) AS at_landing_page_views,
        MIN(CASE WHEN p.has_conversions > 0 THEN v.place END) AS at_conversions,
        MIN(CASE WHEN p.has_conversion_value_original > 0 THEN v.place END) AS at_conversion_value_original,
        MIN(CASE WHEN p.has_leads > 0 THEN v.place END) AS at_leads, MIN(CASE WHEN p.has_video_views > 0 THEN v.place END) AS at_video_views,
        MIN(CASE WHEN p.has_engagements > 0 THEN v.place END) AS at_engagements, MIN(CASE WHEN p.has_results > 0 THEN v.place END) AS at_results,
        MIN(CASE WHEN p.has_likes > 0 THEN v.place END) AS at_likes, MIN(CASE WHEN p.has_comments > 0 THEN v.place END) AS at_comments,
        MIN(CASE WHEN p.has_shares > 0 THEN v.place END) AS at_shares, MIN(CASE WHEN p.has_saves > 0 THEN v.place END) AS at_saves,
        MIN(CASE WHEN p.has_follows > 0 THEN v.place END) AS at_follows
    FROM version AS v
    INNER JOIN ref('stg_ad_reported') AS p ON p.file_id = v.file_id AND p.part = v.part
    GROUP BY v.row_key
)

SELECT
    v.row_key, v.period_start,
    MAX(CASE WHEN v.place = n.at_spend_original THEN v.spend_original END) AS spend_original,
    MAX(CASE WHEN v.place = n.at_impressions THEN v.impressions END) AS impressions, MAX(CASE WHEN v.place = n.at_clicks THEN v.clicks END) AS clicks,
    MAX(CASE WHEN v.place = n.at_link_clicks THEN v.link_clicks END) AS link_clicks,
    MAX(CASE WHEN v.place = n.at_landing_page_views THEN v.landing_page_views END) AS landing_page_views,
    MAX(CASE WHEN v.place = n.at_conversions THEN v.conversions END) AS conversions,
    MAX(CASE WHEN v.place = n.at_conversion_value_original THEN v.conversion_value_original END) AS conversion_value_original,
    MAX(CASE WHEN v.place = n.at_leads THEN v.leads END) AS leads, MAX(CASE WHEN v.place = n.at_video_views THEN v.video_views END) AS video_views,
    MAX(CASE WHEN v.place = n.at_engagements THEN v.engagements END) AS engagements,
    MAX(CASE WHEN v.place = n.at_results THEN v.results END) AS results, MAX(CASE WHEN v.place = n.at_likes THEN v.likes END) AS likes,
    MAX(CASE WHEN v.place = n.at_comments THEN v.comments END) AS comments, MAX(CASE WHEN v.place = n.at_shares THEN v.shares END) AS shares,
    MAX(CASE WHEN v.place = n.at_saves THEN v.saves END) AS saves, MAX(CASE WHEN v.place = n.at_follows THEN v.follows END) AS follows
FROM version AS v
INNER JOIN newest AS n ON n.row_key = v.row_key
GROUP BY v.row_key, v.period_start
