/* ---
description: >
  Loaded parts of paid delivery files with the days they cover for each account in them, and which metrics they report
  at all. Breakdowns that leave delivery out or count it twice cover no day, nor do exports that say that rows were left
  out. Grain - file_id, part, network, account_id.
grain: [file_id, part, network, account_id]
owner: analytics
tags: [coverage]
columns: [
  file_id, part, network, account_id, period_start, period_end, exported_at, exported_at_basis, loaded_at,
  facts: {type: count, description: daily rows of the part}, has_spend: {type: count, description: "rows with spend; null when it has no such column"},
  has_impressions: {type: count, description: "rows with impressions; null when it has no such column"},
  has_clicks: {type: count, description: "rows with clicks; null when it has no such column"}, has_link_clicks: {type: count, description: "rows with link clicks; null when it has no such column"},
  has_conversions: {type: count, description: "rows with conversions; null when it has no such column"},
  has_conversion_value: {type: count, description: "rows with conversion value; null when it has no such column"},
  has_leads: {type: count, description: "rows with leads; null when it has no such column"}, has_video_views: {type: count, description: "rows with video views; null when it has no such column"},
  has_engagements: {type: count, description: "rows with engagements; null when it has no such column"}, has_follows: {type: count, description: "rows with follows; null when it has no such column"}]
checks:
  - not_null: [file_id, network, account_id, period_start, period_end]
  - expression: period_start <= period_end
--- */
WITH fact AS (
    SELECT
        r.file_id, r.part, r.network, r.account_id,
        MIN(r.period_start) AS first_day, MAX(r.period_end) AS last_day,
        MAX(r.exported_at) AS exported_at, MAX(r.exported_at_basis) AS exported_at_basis,
        MAX(r.loaded_at) AS loaded_at, COUNT(*) AS facts, COUNT(r.spend_original) AS has_spend,
        COUNT(r.impressions) AS has_impressions, COUNT(r.clicks) AS has_clicks,
        COUNT(r.link_clicks) AS has_link_clicks, COUNT(r.conversions) AS has_conversions,
        COUNT(r.conversion_value_original) AS has_conversion_value, COUNT(r.leads) AS has_leads,
        COUNT(r.video_views) AS has_video_views, COUNT(r.engagements) AS has_engagements,
        COUNT(r.follows) AS has_follows
    FROM source('raw', 'ad_delivery') AS r
    WHERE r.retracted_at IS NULL AND r.grain = 'day'
        AND (r.breakdown_set = '' OR COALESCE(r.is_partition, TRUE))
    GROUP BY r.file_id, r.part, r.network, r.account_id
)

SELECT
    f.file_id, f.part, f.network, f.account_id,
    CASE WHEN e.grain = 'day' AND e.period_start < f.first_day THEN e.period_start ELSE f.first_day END AS period_start,
    CASE WHEN e.grain = 'day' AND e.period_end > f.last_day THEN e.period_end ELSE f.last_day END AS period_end,
    f.exported_at, f.exported_at_basis, f.loaded_at, f.facts,
    CASE WHEN f.has_spend > 0 OR e.measures LIKE '%,spend_original,%' THEN f.has_spend END AS has_spend,
    CASE WHEN f.has_impressions > 0 OR e.measures LIKE '%,impressions,%' THEN f.has_impressions END AS has_impressions,
    CASE WHEN f.has_clicks > 0 OR e.measures LIKE '%,clicks,%' THEN f.has_clicks END AS has_clicks,
    CASE WHEN f.has_link_clicks > 0 OR e.measures LIKE '%,link_clicks,%' THEN f.has_link_clicks END AS has_link_clicks,
    CASE WHEN f.has_conversions > 0 OR e.measures LIKE '%,conversions,%' THEN f.has_conversions END AS has_conversions,
    CASE WHEN f.has_conversion_value > 0 OR e.measures LIKE '%,conversion_value_original,%' THEN f.has_conversion_value
    END AS has_conversion_value,
    CASE WHEN f.has_leads > 0 OR e.measures LIKE '%,leads,%' THEN f.has_leads END AS has_leads,
    CASE WHEN f.has_video_views > 0 OR e.measures LIKE '%,video_views,%' THEN f.has_video_views END AS has_video_views,
    CASE WHEN f.has_engagements > 0 OR e.measures LIKE '%,engagements,%' THEN f.has_engagements END AS has_engagements,
    CASE WHEN f.has_follows > 0 OR e.measures LIKE '%,follows,%' THEN f.has_follows END AS has_follows
FROM fact AS f
LEFT JOIN source('ops', 'export_file') AS e ON e.file_id = f.file_id AND e.part = f.part
WHERE e.excerpt IS NULL
