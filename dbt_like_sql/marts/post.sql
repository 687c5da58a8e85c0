/* ---
description: >
  Posts with the newest figures known of each. Engagements are reactions, comments, shares, reposts and saves; clicks
  stay apart. Tone and theme come from post_tags.csv. Grain - network, account_id, publisher, post_id.
grain: [network, account_id, publisher, post_id]
owner: analytics
tags: [content]
columns: [
  network, channel, account_id, account_name, publisher, post_id, permalink, published_at, published_in_utc, published_local,
  published_on, format,
  tone: {type: text, description: tone as post_tags.csv says}, theme: {type: text, description: theme as post_tags.csv says},
  title, text_excerpt, duration_seconds, is_boosted,
  impressions, views, reach, clicks, link_clicks, likes, comments, shares, reposts, saves,
  engagements: {type: count, description: "reactions, comments, shares, reposts and saves; null when none of them is known"},
  engagements_exported, follows, video_views, watch_seconds, average_watch_seconds, profile_visits, negative_feedback,
  earnings_original, currency, scope, snapshot_at, figures_from, data_through, file_id, part, row_number, exported_at]
checks:
  - not_null: [network, channel, account_id, post_id, snapshot_at]
--- */
SELECT
    p.network, p.channel, p.account_id, p.account_name, p.publisher, p.post_id, p.permalink, p.published_at,
    p.published_in_utc, p.published_local, p.published_on, p.format, t.tone, t.theme, p.title, p.text_excerpt, p.duration_seconds, p.is_boosted,
    p.impressions, p.views, p.reach, p.clicks, p.link_clicks, p.likes, p.comments, p.shares, p.reposts, p.saves,
    p.engagements, p.engagements_exported, p.follows, p.video_views, p.watch_seconds, p.average_watch_seconds,
    p.profile_visits, p.negative_feedback, p.earnings_original, p.currency, p.scope, p.snapshot_at, p.figures_from,
    p.data_through, p.file_id, p.part, p.row_number, p.exported_at
FROM ref('int_post') AS p
LEFT JOIN ref('seed_permalink') AS k ON k.permalink = p.permalink
LEFT JOIN ref('seed_post_tag') AS t ON t.permalink_key = k.permalink_key
WHERE p.subject = 'post'
