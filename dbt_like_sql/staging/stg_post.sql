/* ---
description: Posts, the current version of every snapshot. Grain - row_key.
grain: [row_key]
owner: analytics
tags: [content]
columns: [
  row_key, file_id, part, row_number, exported_at, loaded_at, network, report, account_id, grain, period_start,
  period_end, scope, subject, post_id, account_name, publisher, permalink, published_at, published_in_utc, published_on,
  format, title, text_excerpt, duration_seconds, is_boosted, video_view_definition, currency, impressions, views, clicks, link_clicks,
  likes, comments, shares, reposts, saves, follows, engagements, video_views, watch_seconds, profile_visits,
  negative_feedback, earnings_original, reach, average_watch_seconds]
checks:
  - not_null: [row_key, network, account_id, post_id, period_end, scope]
  - accepted: {scope: [lifetime, period]}
--- */
WITH moment AS (
    SELECT
        r.row_key, r.exported_at,
        MAX(CASE WHEN r.exported_at_basis IN ('stated', 'file_name') THEN COALESCE(a.arrived_at, r.loaded_at) END) AS stated_at
    FROM source('raw', 'post') AS r
    LEFT JOIN ref('stg_arrival') AS a ON a.file_id = r.file_id AND a.part = r.part
    WHERE r.retracted_at IS NULL
    GROUP BY r.row_key, r.exported_at
),

version AS (
    SELECT
        r.row_key, r.file_id, r.part, r.row_number, r.exported_at, r.loaded_at, r.network, r.report, r.account_id,
        r.grain, r.period_start, r.period_end, r.scope, COALESCE(r.subject, 'post') AS subject, r.post_id, r.account_name, r.publisher, r.permalink,
        r.published_at, r.published_in_utc, r.published_on, r.format, r.title, r.text_excerpt, r.duration_seconds, r.is_boosted,
        r.video_view_definition, r.currency, r.impressions, r.views, r.clicks, r.link_clicks, r.likes, r.comments,
        r.shares, r.reposts, r.saves, r.follows, r.engagements, r.video_views, r.watch_seconds, r.profile_visits,
        r.negative_feedback, r.earnings_original, r.reach, r.average_watch_seconds,
        ROW_NUMBER() OVER (
            PARTITION BY r.row_key
            ORDER BY
                r.exported_at DESC,
                CASE WHEN r.exported_at_basis IN ('stated', 'file_name') THEN s.stated_at ELSE COALESCE(a.arrived_at, r.loaded_at) END DESC,
                r.file_id DESC, r.part DESC, r.row_number DESC
        ) AS version_rank
    FROM source('raw', 'post') AS r
    LEFT JOIN ref('stg_arrival') AS a ON a.file_id = r.file_id AND a.part = r.part
    LEFT JOIN moment AS s ON s.row_key = r.row_key AND s.exported_at = r.exported_at
    WHERE r.retracted_at IS NULL
)

SELECT
    row_key, file_id, part, row_number, exported_at, loaded_at, network, report, account_id, grain, period_start,
    period_end, scope, subject, post_id, account_name, publisher, permalink, published_at, published_in_utc, published_on, format,
    title, text_excerpt, duration_seconds, is_boosted, video_view_definition, currency, impressions, views, clicks,
    link_clicks, likes, comments, shares, reposts, saves, follows, engagements, video_views, watch_seconds,
    profile_visits, negative_feedback, earnings_original, reach, average_watch_seconds
FROM version
WHERE version_rank = 1
