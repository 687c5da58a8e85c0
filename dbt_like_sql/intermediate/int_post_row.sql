/* ---
description: >
  Snapshots and periods of posts with what each post is told by (kind - 1 lifetime snapshots, 2 a period, 3 days) and its
  place among them, the one that counts first. Only rows of that kind. Grain - row of stg_post.
grain: [network, account_id, publisher, subject, post_id, period_start, period_end, file_id, part, row_number]
owner: analytics
tags: [content]
columns: [
  network, account_id, publisher, subject, post_id, account_name, permalink, published_at, published_in_utc,
  published_on, format, title, text_excerpt, duration_seconds, is_boosted, currency, scope, period_start, period_end, impressions, views,
  clicks, link_clicks, likes, comments, shares, reposts, saves, follows, engagements, video_views, watch_seconds,
  profile_visits, negative_feedback, earnings_original, reach, average_watch_seconds, file_id, part, row_number,
  exported_at,
  kind: {type: count, description: "1 lifetime snapshots, 2 a period, 3 single days"},
  place: {type: count, description: "1 for the newest snapshot or the longest period"}]
checks:
  - not_null: [network, account_id, post_id, kind, place]
--- */
WITH best AS (
    SELECT
        network, account_id, publisher, subject, post_id,
        CASE WHEN SUM(CASE WHEN scope = 'lifetime' THEN 1 ELSE 0 END) > 0 THEN 1
            WHEN COALESCE(MAX(CASE WHEN grain = 'period' THEN DATE_DIFF('day', period_start, period_end) + 1 END), 0)
                >= SUM(CASE WHEN grain = 'day' THEN 1 ELSE 0 END) THEN 2
            ELSE 3 END AS kind
    FROM ref('stg_post')
    GROUP BY network, account_id, publisher, subject, post_id
)

SELECT
    r.network, r.account_id, r.publisher, r.subject, r.post_id, r.account_name, r.permalink, r.published_at, r.published_in_utc,
    r.published_on,
    r.format, r.title, r.text_excerpt, r.duration_seconds, r.is_boosted, r.currency, r.scope, r.period_start,
    r.period_end, r.impressions, r.views, r.clicks, r.link_clicks, r.likes, r.comments, r.shares, r.reposts,
    r.saves, r.follows, r.engagements, r.video_views, r.watch_seconds, r.profile_visits, r.negative_feedback,
    r.earnings_original, r.reach, r.average_watch_seconds, r.file_id, r.part, r.row_number, r.exported_at,
    b.kind,
    ROW_NUMBER() OVER (
        PARTITION BY r.network, r.account_id, r.publisher, r.subject, r.post_id
        ORDER BY
            CASE WHEN b.kind = 2 THEN DATE_DIFF('day', r.period_start, r.period_end) ELSE 0 END DESC,
            r.period_end DESC, r.exported_at DESC, r.file_id DESC, r.part DESC, r.row_number DESC
    ) AS place
FROM ref('stg_post') AS r
INNER JOIN best AS b
    ON b.network = r.network AND b.account_id = r.account_id AND b.post_id = r.post_id AND b.subject = r.subject
    AND COALESCE(b.publisher, '') = COALESCE(r.publisher, '')
    AND b.kind = CASE WHEN r.scope = 'lifetime' THEN 1 WHEN r.grain = 'period' THEN 2 ELSE 3 END
