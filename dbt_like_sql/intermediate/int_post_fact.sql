/* ---
description: >
  Every post and every video asset once: its newest lifetime snapshot; without one, the longest period it is known for; without that, the sum
  of its days. Reach and averages are never summed. Grain - network, account_id,
  publisher, subject, post_id.
grain: [network, account_id, publisher, subject, post_id]
owner: analytics
columns: [
  network, account_id, publisher, subject, post_id, account_name, permalink, published_at, published_on, format, title,
  text_excerpt, duration_seconds, is_boosted, currency, scope,
  snapshot_at, figures_from, impressions, views, clicks, link_clicks, likes, comments, shares, reposts, saves, follows,
  engagements_exported, video_views, watch_seconds, profile_visits, negative_feedback, earnings_original, reach, average_watch_seconds,
  file_id, part, row_number, exported_at]
checks:
  - not_null: [network, account_id, post_id, snapshot_at]
--- */
WITH best AS (
    SELECT
        network, account_id, publisher, subject, post_id,
        MIN(CASE WHEN scope = 'lifetime' THEN 1 WHEN grain = 'period' THEN 2 ELSE 3 END) AS kind
    FROM ref('stg_post')
    GROUP BY network, account_id, publisher, subject, post_id
),

chosen AS (
    SELECT
        r.network, r.account_id, r.publisher, r.subject, r.post_id, r.account_name, r.permalink, r.published_at, r.published_on,
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
)

SELECT
    network, account_id, publisher, subject, post_id,
    MAX(CASE WHEN place = 1 THEN account_name END) AS account_name, MAX(CASE WHEN place = 1 THEN permalink END) AS
    permalink, MAX(CASE WHEN place = 1 THEN published_at END) AS published_at, MAX(CASE WHEN place = 1 THEN
    published_on END) AS published_on, MAX(CASE WHEN place = 1 THEN format END) AS format, MAX(CASE WHEN place = 1
    THEN title END) AS title, MAX(CASE WHEN place = 1 THEN text_excerpt END) AS text_excerpt, MAX(CASE WHEN place = 1
    THEN duration_seconds END) AS duration_seconds, MAX(CASE WHEN place = 1 AND is_boosted THEN 1 WHEN place = 1 AND
    NOT is_boosted THEN 0 END) = 1 AS is_boosted, MAX(CASE WHEN place = 1 THEN currency END) AS currency,
    MAX(scope) AS scope, MAX(period_end) AS snapshot_at,
    CASE WHEN MAX(kind) > 1 THEN MIN(period_start) END AS figures_from,
    SUM(impressions) AS impressions, SUM(views) AS views, SUM(clicks) AS clicks, SUM(link_clicks) AS link_clicks,
    SUM(likes) AS likes, SUM(comments) AS comments, SUM(shares) AS shares, SUM(reposts) AS reposts, SUM(saves) AS
    saves, SUM(follows) AS follows, SUM(engagements) AS engagements_exported, SUM(video_views) AS video_views,
    SUM(watch_seconds) AS watch_seconds, SUM(profile_visits) AS profile_visits, SUM(negative_feedback) AS
    negative_feedback, SUM(earnings_original) AS earnings_original,
    CASE WHEN COUNT(*) = 1 THEN MAX(reach) END AS reach, CASE WHEN COUNT(*) = 1 THEN MAX(average_watch_seconds) END AS
    average_watch_seconds,
    MAX(CASE WHEN place = 1 THEN file_id END) AS file_id, MAX(CASE WHEN place = 1 THEN part END) AS part, MAX(CASE
    WHEN place = 1 THEN row_number END) AS row_number, MAX(CASE WHEN place = 1 THEN exported_at END) AS exported_at
FROM chosen
WHERE place = 1 OR kind = 3
GROUP BY network, account_id, publisher, subject, post_id
