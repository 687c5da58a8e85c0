/* ---
description: >
  Posts and video assets with their channel, their engagements and the day through which their account has figures.
  Grain - network, account_id, publisher, subject, post_id.
grain: [network, account_id, publisher, subject, post_id]
owner: analytics
tags: [content]
columns: [
  network, channel, account_id, account_name, publisher, subject, post_id, permalink, published_at, published_in_utc,
  published_local, published_on,
  format, title, text_excerpt, duration_seconds, is_boosted,
  impressions, views, reach, clicks, link_clicks, likes, comments, shares, reposts, saves,
  engagements: {type: count, description: "reactions, comments, shares, reposts and saves; null when none of them is known"},
  engagements_exported, follows, video_views, watch_seconds, average_watch_seconds, profile_visits, negative_feedback,
  earnings_original, currency, scope, snapshot_at, figures_from, data_through, file_id, part, row_number, exported_at]
checks:
  - not_null: [network, channel, account_id, post_id, snapshot_at]
--- */
SELECT
    f.network, COALESCE(m.channel, f.network) AS channel, f.account_id, f.account_name, f.publisher, f.subject,
    f.post_id, f.permalink, f.published_at, f.published_in_utc, k.published_local, f.published_on, f.format, f.title, f.text_excerpt,
    f.duration_seconds, f.is_boosted, f.impressions, f.views, f.reach, f.clicks, f.link_clicks, f.likes, f.comments,
    f.shares, f.reposts, f.saves,
    CASE WHEN COALESCE(f.likes, f.comments, f.shares, f.reposts, f.saves) IS NOT NULL
        THEN COALESCE(f.likes, 0) + COALESCE(f.comments, 0) + COALESCE(f.shares, 0) + COALESCE(f.reposts, 0)
            + COALESCE(f.saves, 0) END AS engagements,
    f.engagements_exported, f.follows, f.video_views, f.watch_seconds, f.average_watch_seconds, f.profile_visits,
    f.negative_feedback, f.earnings_original, f.currency, f.scope, f.snapshot_at, f.figures_from,
    MAX(f.snapshot_at) OVER (PARTITION BY f.network, f.account_id, f.publisher, f.subject) AS data_through,
    f.file_id, f.part, f.row_number, f.exported_at
FROM ref('int_post_fact') AS f
LEFT JOIN ref('seed_campaign') AS m
    ON m.network = f.network AND m.account_id = f.account_id AND m.campaign_key = ''
    AND m.publisher = COALESCE(f.publisher, '') AND m.campaign_type = ''
LEFT JOIN ref('seed_post_clock') AS k
    ON k.network = f.network AND k.account_id = f.account_id AND k.published_at = f.published_at
    AND k.published_in_utc = COALESCE(f.published_in_utc, FALSE)
