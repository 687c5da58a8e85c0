/* ---
description: >
  Every post with its newest figures, its day and hour on the project's clock and its engagement per person
  reached. People reached are never added up over posts. Made from post. Grain - network, account_id, publisher, post_id.
grain: [network, account_id, publisher, post_id]
owner: analytics
tags: [content]
materialization: view
columns: [
  network, network_label, channel, channel_label, account_id: {type: text, description: account or page}, account_label, publisher: {type: text, description: "facebook, instagram … where one network holds several"}, post_id,
  permalink, published_on: {type: day, description: day it was published on the project's clock}, published_local, weekday: {type: count, unit: number, description: "day of the week it was published: 0 Monday to 6 Sunday"},
  weekday_label: {type: text, description: the day of the week in words}, hour: {type: count, unit: hour, description: "hour of the day it was published, 0 to 23; null where no time is known"},
  format, tone: {type: text, description: tone as post_tags.csv says}, theme: {type: text, description: theme as post_tags.csv says}, title, text_excerpt, is_boosted,
  impressions: {type: count, unit: impressions, additive: true, description: times shown}, views, reach, likes: {type: count, unit: likes, additive: true, description: likes or reactions of all kinds},
  comments: {type: count, unit: comments, additive: true, description: comments or replies}, shares: {type: count, unit: shares, additive: true, description: times it was passed on},
  saves: {type: count, unit: saves, additive: true, description: saves or bookmarks}, link_clicks: {type: count, unit: clicks, additive: true, description: clicks on its link}, video_views,
  engagements: {type: count, unit: engagements, additive: true, description: "reactions, comments, shares, reposts and saves; null when none of them is known"}, engagement_per_reach: {type: ratio, unit: ratio, description: engagements / reach; null where either is unknown},
  engagement_per_impression: {type: ratio, unit: ratio, description: engagements / impressions; null where either is unknown}, snapshot_at, data_through]
checks:
  - not_null: [network, account_id, post_id, channel_label]
--- */
WITH told AS (
    SELECT
        p.network, p.channel, p.account_id, p.account_name, p.publisher, p.post_id, p.permalink, p.published_local,
        COALESCE(CAST(p.published_local AS DATE), p.published_on) AS day, p.format, p.tone, p.theme, p.title,
        p.text_excerpt, p.is_boosted, p.impressions, p.views, p.reach, p.likes, p.comments, p.shares, p.saves,
        p.link_clicks, p.video_views, p.engagements, p.snapshot_at, p.data_through
    FROM ref('post') AS p
)

SELECT
    p.network, COALESCE(n.label, p.network) AS network_label, p.channel,
    COALESCE(c.label, p.channel, n.label, p.network) AS channel_label, p.account_id,
    COALESCE(p.account_name, p.account_id) AS account_label, p.publisher, p.post_id, p.permalink, p.day AS published_on,
    p.published_local, k.weekday,
    CASE k.weekday
        WHEN 0 THEN 'Monday' WHEN 1 THEN 'Tuesday' WHEN 2 THEN 'Wednesday' WHEN 3 THEN 'Thursday' WHEN 4 THEN 'Friday'
        WHEN 5 THEN 'Saturday' WHEN 6 THEN 'Sunday'
    END AS weekday_label, CAST(EXTRACT(HOUR FROM p.published_local) AS BIGINT) AS hour, p.format, p.tone, p.theme,
    p.title, p.text_excerpt, p.is_boosted, p.impressions, p.views, p.reach, p.likes, p.comments, p.shares, p.saves,
    p.link_clicks, p.video_views, p.engagements, CAST(p.engagements AS DOUBLE) / NULLIF(p.reach, 0) AS engagement_per_reach,
    CAST(p.engagements AS DOUBLE) / NULLIF(p.impressions, 0) AS engagement_per_impression, p.snapshot_at, p.data_through
FROM told AS p
LEFT JOIN ref('channel') AS c ON c.channel = p.channel
LEFT JOIN ref('seed_network') AS n ON n.network = p.network
LEFT JOIN ref('seed_calendar') AS k ON k.date = p.day
