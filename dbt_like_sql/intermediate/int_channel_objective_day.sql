/* ---
description: >
  Paid delivery of a channel's campaigns of one objective. Known days without rows are zero for the metrics the exports
  report; unknown days are null, and so is a metric that one of the objective's accounts does not report that day: the sum
  of the others is not the channel's. Money is null where a rate is missing. Grain - channel, objective, date.
grain: [channel, objective, date]
owner: analytics
tags: [coverage]
columns: [
  channel, objective, date, is_known, unpriced_rows, unpriced_values, spend, impressions, clicks, link_clicks, conversions,
  conversion_value, leads, video_views, engagements, follows]
checks:
  - not_null: [channel, objective, date, is_known]
--- */
WITH pair AS (
    SELECT DISTINCT channel, objective, network, account_id FROM ref('seed_campaign') WHERE is_paid_media
),

reported AS (
    SELECT
        p.channel, p.objective, a.date,
        CASE WHEN COUNT(v.has_spend) = COUNT(*) THEN MAX(v.has_spend) END AS has_spend,
        CASE WHEN COUNT(v.has_impressions) = COUNT(*) THEN MAX(v.has_impressions) END AS has_impressions,
        CASE WHEN COUNT(v.has_clicks) = COUNT(*) THEN MAX(v.has_clicks) END AS has_clicks,
        CASE WHEN COUNT(v.has_link_clicks) = COUNT(*) THEN MAX(v.has_link_clicks) END AS has_link_clicks,
        CASE WHEN COUNT(v.has_conversions) = COUNT(*) THEN MAX(v.has_conversions) END AS has_conversions,
        CASE WHEN COUNT(v.has_conversion_value) = COUNT(*) THEN MAX(v.has_conversion_value) END AS has_conversion_value,
        CASE WHEN COUNT(v.has_leads) = COUNT(*) THEN MAX(v.has_leads) END AS has_leads,
        CASE WHEN COUNT(v.has_video_views) = COUNT(*) THEN MAX(v.has_video_views) END AS has_video_views,
        CASE WHEN COUNT(v.has_engagements) = COUNT(*) THEN MAX(v.has_engagements) END AS has_engagements,
        CASE WHEN COUNT(v.has_follows) = COUNT(*) THEN MAX(v.has_follows) END AS has_follows
    FROM pair AS p
    INNER JOIN ref('int_channel_account_day') AS a
        ON a.channel = p.channel AND a.network = p.network AND a.account_id = p.account_id
    INNER JOIN ref('int_coverage') AS v ON v.network = a.network AND v.account_id = a.account_id AND v.date = a.told_on
    GROUP BY p.channel, p.objective, a.date
)

SELECT
    c.channel, p.objective, c.date, c.is_known, COALESCE(d.unpriced_rows, 0) AS unpriced_rows,
    COALESCE(d.unpriced_values, 0) AS unpriced_values,
    CASE WHEN c.is_known AND COALESCE(d.unpriced_rows, 0) = 0 AND r.has_spend IS NOT NULL
        THEN COALESCE(d.spend, CASE WHEN r.has_spend > 0 THEN 0 END) END AS spend,
    CASE WHEN c.is_known AND r.has_impressions IS NOT NULL
        THEN COALESCE(d.impressions, CASE WHEN r.has_impressions > 0 THEN 0 END) END AS impressions,
    CASE WHEN c.is_known AND r.has_clicks IS NOT NULL
        THEN COALESCE(d.clicks, CASE WHEN r.has_clicks > 0 THEN 0 END) END AS clicks,
    CASE WHEN c.is_known AND r.has_link_clicks IS NOT NULL
        THEN COALESCE(d.link_clicks, CASE WHEN r.has_link_clicks > 0 THEN 0 END) END AS link_clicks,
    CASE WHEN c.is_known AND r.has_conversions IS NOT NULL
        THEN COALESCE(d.conversions, CASE WHEN r.has_conversions > 0 THEN 0 END) END AS conversions,
    CASE WHEN c.is_known AND COALESCE(d.unpriced_values, 0) = 0 AND r.has_conversion_value IS NOT NULL
        THEN COALESCE(d.conversion_value, CASE WHEN r.has_conversion_value > 0 THEN 0 END) END AS conversion_value,
    CASE WHEN c.is_known AND r.has_leads IS NOT NULL
        THEN COALESCE(d.leads, CASE WHEN r.has_leads > 0 THEN 0 END) END AS leads,
    CASE WHEN c.is_known AND r.has_video_views IS NOT NULL
        THEN COALESCE(d.video_views, CASE WHEN r.has_video_views > 0 THEN 0 END) END AS video_views,
    CASE WHEN c.is_known AND r.has_engagements IS NOT NULL
        THEN COALESCE(d.engagements, CASE WHEN r.has_engagements > 0 THEN 0 END) END AS engagements,
    CASE WHEN c.is_known AND r.has_follows IS NOT NULL
        THEN COALESCE(d.follows, CASE WHEN r.has_follows > 0 THEN 0 END) END AS follows
FROM ref('int_channel_day') AS c
INNER JOIN (SELECT DISTINCT channel, objective FROM pair) AS p ON p.channel = c.channel
LEFT JOIN reported AS r ON r.channel = c.channel AND r.objective = p.objective AND r.date = c.date
LEFT JOIN ref('int_ad_channel_day') AS d ON d.channel = c.channel AND d.objective = p.objective AND d.date = c.date
