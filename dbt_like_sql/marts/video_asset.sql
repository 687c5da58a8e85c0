/* ---
description: >
  Video assets that networks report apart from the posts that show them, with the newest figures known of each; their
  views stand in `post` too, so the two must not be added up. Grain - network, account_id, publisher, post_id.
grain: [network, account_id, publisher, post_id]
owner: analytics
tags: [content]
columns: [
  network, channel, account_id, account_name, publisher, post_id, permalink, published_at, published_in_utc, published_local,
  published_on, format,
  title, text_excerpt, duration_seconds, is_boosted,
  impressions, views, reach, clicks, link_clicks, likes, comments, shares, reposts, saves,
  engagements: {type: count, description: "reactions, comments, shares, reposts and saves; null when none of them is known"},
  engagements_exported, follows, video_views, watch_seconds, average_watch_seconds, profile_visits, negative_feedback,
  earnings_original, currency, scope, snapshot_at, figures_from, data_through, file_id, part, row_number, exported_at]
checks:
  - not_null: [network, channel, account_id, post_id, snapshot_at]
--- */
SELECT
    network, channel, account_id, account_name, publisher, post_id, permalink, published_at, published_in_utc, published_local, published_on,
    format, title,
    text_excerpt, duration_seconds, is_boosted, impressions, views, reach, clicks, link_clicks, likes, comments,
    shares, reposts, saves, engagements, engagements_exported, follows, video_views, watch_seconds,
    average_watch_seconds, profile_visits, negative_feedback, earnings_original, currency, scope, snapshot_at,
    figures_from, data_through, file_id, part, row_number, exported_at
FROM ref('int_post')
WHERE subject = 'video'
