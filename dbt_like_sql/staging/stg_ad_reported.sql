/* ---
description: >
  Which measures each loaded part of paid delivery reports at all: those its header names, or, where that was not
  noted, those any of its rows has. A blank cell of a measure a part reports is a real null. Grain - file_id, part.
grain: [file_id, part]
owner: analytics
tags: [ads]
per_file: true
columns: [
  file_id, part, reports: {type: text, description: "one 0 or 1 for each measure, in the order of the columns"},
  has_spend_original: {type: count, description: 1 when it reports spend_original},
  has_impressions: {type: count, description: 1 when it reports impressions},
  has_clicks: {type: count, description: 1 when it reports clicks},
  has_link_clicks: {type: count, description: 1 when it reports link_clicks},
  has_landing_page_views: {type: count, description: 1 when it reports landing_page_views},
  has_conversions: {type: count, description: 1 when it reports conversions},
  has_conversion_value_original: {type: count, description: 1 when it reports conversion_value_original},
  has_leads: {type: count, description: 1 when it reports leads},
  has_video_views: {type: count, description: 1 when it reports video_views},
  has_engagements: {type: count, description: 1 when it reports engagements},
  has_results: {type: count, description: 1 when it reports results},
  has_likes: {type: count, description: 1 when it reports likes},
  has_comments: {type: count, description: 1 when it reports comments},
  has_shares: {type: count, description: 1 when it reports shares},
  has_saves: {type: count, description: 1 when it reports saves},
  has_follows: {type: count, description: 1 when it reports follows}]
checks:
  - not_null: [file_id, reports]
--- */
WITH told AS (
    SELECT
        r.file_id, r.part,
        CASE WHEN e.measures LIKE '%,spend_original,%' OR (e.measures IS NULL AND COUNT(r.spend_original) > 0) THEN 1 ELSE 0 END AS has_spend_original,
        CASE WHEN e.measures LIKE '%,impressions,%' OR (e.measures IS NULL AND COUNT(r.impressions) > 0) THEN 1 ELSE 0 END AS has_impressions,
        CASE WHEN e.measures LIKE '%,clicks,%' OR (e.measures IS NULL AND COUNT(r.clicks) > 0) THEN 1 ELSE 0 END AS has_clicks,
        CASE WHEN e.measures LIKE '%,link_clicks,%' OR (e.measures IS NULL AND COUNT(r.link_clicks) > 0) THEN 1 ELSE 0 END AS has_link_clicks,
        CASE WHEN e.measures LIKE '%,landing_page_views,%' OR (e.measures IS NULL AND COUNT(r.landing_page_views) > 0) THEN 1 ELSE 0 END AS has_landing_page_views,
        CASE WHEN e.measures LIKE '%,conversions,%' OR (e.measures IS NULL AND COUNT(r.conversions) > 0) THEN 1 ELSE 0 END AS has_conversions,
        CASE WHEN e.measures LIKE '%,conversion_value_original,%' OR (e.measures IS NULL AND COUNT(r.conversion_value_original) > 0) THEN 1 ELSE 0 END AS has_conversion_value_original,
        CASE WHEN e.measures LIKE '%,leads,%' OR (e.measures IS NULL AND COUNT(r.leads) > 0) THEN 1 ELSE 0 END AS has_leads,
        CASE WHEN e.measures LIKE '%,video_views,%' OR (e.measures IS NULL AND COUNT(r.video_views) > 0) THEN 1 ELSE 0 END AS has_video_views,
        CASE WHEN e.measures LIKE '%,engagements,%' OR (e.measures IS NULL AND COUNT(r.engagements) > 0) THEN 1 ELSE 0 END AS has_engagements,
        CASE WHEN e.measures LIKE '%,results,%' OR (e.measures IS NULL AND COUNT(r.results) > 0) THEN 1 ELSE 0 END AS has_results,
        CASE WHEN e.measures LIKE '%,likes,%' OR (e.measures IS NULL AND COUNT(r.likes) > 0) THEN 1 ELSE 0 END AS has_likes,
        CASE WHEN e.measures LIKE '%,comments,%' OR (e.measures IS NULL AND COUNT(r.comments) > 0) THEN 1 ELSE 0 END AS has_comments,
        CASE WHEN e.measures LIKE '%,shares,%' OR (e.measures IS NULL AND COUNT(r.shares) > 0) THEN 1 ELSE 0 END AS has_shares,
        CASE WHEN e.measures LIKE '%,saves,%' OR (e.measures IS NULL AND COUNT(r.saves) > 0) THEN 1 ELSE 0 END AS has_saves,
        CASE WHEN e.measures LIKE '%,follows,%' OR (e.measures IS NULL AND COUNT(r.follows) > 0) THEN 1 ELSE 0 END AS has_follows
    FROM source('raw', 'ad_delivery') AS r
    LEFT JOIN source('ops', 'export_file') AS e ON e.file_id = r.file_id AND e.part = r.part
    WHERE r.retracted_at IS NULL
    GROUP BY r.file_id, r.part, e.measures
)

SELECT
    file_id, part,
    CONCAT(
        CAST(has_spend_original AS VARCHAR), CAST(has_impressions AS VARCHAR), CAST(has_clicks AS VARCHAR),
        CAST(has_link_clicks AS VARCHAR), CAST(has_landing_page_views AS VARCHAR), CAST(has_conversions AS VARCHAR),
        CAST(has_conversion_value_original AS VARCHAR), CAST(has_leads AS VARCHAR), CAST(has_video_views AS VARCHAR),
        CAST(has_engagements AS VARCHAR), CAST(has_results AS VARCHAR), CAST(has_likes AS VARCHAR),
        CAST(has_comments AS VARCHAR), CAST(has_shares AS VARCHAR), CAST(has_saves AS VARCHAR),
        CAST(has_follows AS VARCHAR)
    ) AS reports,
    has_spend_original, has_impressions, has_clicks, has_link_clicks, has_landing_page_views, has_conversions,
    has_conversion_value_original, has_leads, has_video_views, has_engagements, has_results, has_likes, has_comments,
    has_shares, has_saves, has_follows
FROM told
