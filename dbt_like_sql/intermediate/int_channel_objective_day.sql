/* ---
description: >
  Paid delivery of a channel's campaigns of one objective. Known days without rows are zero for the metrics the exports
  report, unknown days are null. Money is null where a rate is missing. Grain - channel, objective, date.
grain: [channel, objective, date]
owner: analytics
columns: [
  channel, objective, date, is_known, unpriced_rows, spend, impressions, clicks, link_clicks, conversions,
  conversion_value, leads, video_views, engagements, follows]
checks:
  - not_null: [channel, objective, date, is_known]
--- */
WITH pair AS (SELECT DISTINCT channel, objective FROM ref('seed_campaign') WHERE is_paid_media)

SELECT
    c.channel, p.objective, c.date, c.is_known, COALESCE(d.unpriced_rows, 0) AS unpriced_rows,
    CASE
        WHEN c.is_known AND COALESCE(d.unpriced_rows, 0) = 0
            THEN COALESCE(d.spend, CASE WHEN c.has_spend > 0 THEN 0 END)
    END AS spend,
    CASE WHEN c.is_known THEN COALESCE(d.impressions, CASE WHEN c.has_impressions > 0 THEN 0 END) END AS impressions,
    CASE WHEN c.is_known THEN COALESCE(d.clicks, CASE WHEN c.has_clicks > 0 THEN 0 END) END AS clicks,
    CASE WHEN c.is_known THEN COALESCE(d.link_clicks, CASE WHEN c.has_link_clicks > 0 THEN 0 END) END AS link_clicks,
    CASE WHEN c.is_known THEN COALESCE(d.conversions, CASE WHEN c.has_conversions > 0 THEN 0 END) END AS conversions,
    CASE
        WHEN c.is_known AND COALESCE(d.unpriced_values, 0) = 0
            THEN COALESCE(d.conversion_value, CASE WHEN c.has_conversion_value > 0 THEN 0 END)
    END AS conversion_value,
    CASE WHEN c.is_known THEN COALESCE(d.leads, CASE WHEN c.has_leads > 0 THEN 0 END) END AS leads,
    CASE WHEN c.is_known THEN COALESCE(d.video_views, CASE WHEN c.has_video_views > 0 THEN 0 END) END AS video_views,
    CASE WHEN c.is_known THEN COALESCE(d.engagements, CASE WHEN c.has_engagements > 0 THEN 0 END) END AS engagements,
    CASE WHEN c.is_known THEN COALESCE(d.follows, CASE WHEN c.has_follows > 0 THEN 0 END) END AS follows
FROM ref('int_channel_day') AS c
INNER JOIN pair AS p ON p.channel = c.channel
LEFT JOIN ref('int_ad_channel_day') AS d ON d.channel = c.channel AND d.objective = p.objective AND d.date = c.date
