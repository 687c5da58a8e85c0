/* ---
description: >
  Every post and every video asset once: its newest lifetime snapshot, where that leaves a figure out the largest of an
  earlier one; without snapshots the longer of the longest period it is known for and the sum of its days. Reach and
  averages are never summed. Grain - network, account_id, publisher, subject, post_id.
grain: [network, account_id, publisher, subject, post_id]
owner: analytics
tags: [content]
columns: [
  network, account_id, publisher, subject, post_id, account_name, permalink, published_at, published_in_utc, published_on,
  format, title,
  text_excerpt, duration_seconds, currency, is_boosted, scope, snapshot_at, figures_from, impressions, views, clicks,
  link_clicks, likes, comments, shares, reposts, saves, follows, engagements_exported, video_views, watch_seconds,
  profile_visits, negative_feedback, earnings_original, reach, average_watch_seconds, file_id, part, row_number,
  exported_at]
checks:
  - not_null: [network, account_id, post_id, snapshot_at]
--- */
SELECT
    network, account_id, publisher, subject, post_id,
    COALESCE(MAX(CASE WHEN place = 1 THEN account_name END), MAX(account_name)) AS account_name,
    COALESCE(MAX(CASE WHEN place = 1 THEN permalink END), MAX(permalink)) AS permalink,
    COALESCE(MAX(CASE WHEN place = 1 THEN published_at END), MAX(published_at)) AS published_at,
    COALESCE(
        MAX(CASE WHEN place = 1 AND published_at IS NOT NULL THEN CASE WHEN published_in_utc THEN 1 ELSE 0 END END),
        MAX(CASE WHEN published_in_utc THEN 1 WHEN published_at IS NOT NULL THEN 0 END)
    ) = 1 AS published_in_utc,
    COALESCE(MAX(CASE WHEN place = 1 THEN published_on END), MAX(published_on)) AS published_on,
    COALESCE(MAX(CASE WHEN place = 1 THEN format END), MAX(format)) AS format,
    COALESCE(MAX(CASE WHEN place = 1 THEN title END), MAX(title)) AS title,
    COALESCE(MAX(CASE WHEN place = 1 THEN text_excerpt END), MAX(text_excerpt)) AS text_excerpt,
    COALESCE(MAX(CASE WHEN place = 1 THEN duration_seconds END), MAX(duration_seconds)) AS duration_seconds,
    COALESCE(MAX(CASE WHEN place = 1 THEN currency END), MAX(currency)) AS currency,
    MAX(CASE WHEN is_boosted THEN 1 WHEN NOT is_boosted THEN 0 END) = 1 AS is_boosted, MAX(scope) AS scope,
    MAX(period_end) AS snapshot_at, CASE WHEN MAX(kind) > 1 THEN MIN(period_start) END AS figures_from,
    CASE WHEN MAX(kind) = 3 THEN SUM(impressions) ELSE COALESCE(MAX(CASE WHEN place = 1 THEN impressions END), MAX(impressions)) END
        AS impressions,
    CASE WHEN MAX(kind) = 3 THEN SUM(views) ELSE COALESCE(MAX(CASE WHEN place = 1 THEN views END), MAX(views)) END
        AS views,
    CASE WHEN MAX(kind) = 3 THEN SUM(clicks) ELSE COALESCE(MAX(CASE WHEN place = 1 THEN clicks END), MAX(clicks)) END
        AS clicks,
    CASE WHEN MAX(kind) = 3 THEN SUM(link_clicks) ELSE COALESCE(MAX(CASE WHEN place = 1 THEN link_clicks END), MAX(link_clicks)) END
        AS link_clicks,
    CASE WHEN MAX(kind) = 3 THEN SUM(likes) ELSE COALESCE(MAX(CASE WHEN place = 1 THEN likes END), MAX(likes)) END
        AS likes,
    CASE WHEN MAX(kind) = 3 THEN SUM(comments) ELSE COALESCE(MAX(CASE WHEN place = 1 THEN comments END), MAX(comments)) END
        AS comments,
    CASE WHEN MAX(kind) = 3 THEN SUM(shares) ELSE COALESCE(MAX(CASE WHEN place = 1 THEN shares END), MAX(shares)) END
        AS shares,
    CASE WHEN MAX(kind) = 3 THEN SUM(reposts) ELSE COALESCE(MAX(CASE WHEN place = 1 THEN reposts END), MAX(reposts)) END
        AS reposts,
    CASE WHEN MAX(kind) = 3 THEN SUM(saves) ELSE COALESCE(MAX(CASE WHEN place = 1 THEN saves END), MAX(saves)) END
        AS saves,
    CASE WHEN MAX(kind) = 3 THEN SUM(follows) ELSE COALESCE(MAX(CASE WHEN place = 1 THEN follows END), MAX(follows)) END
        AS follows,
    CASE WHEN MAX(kind) = 3 THEN SUM(engagements) ELSE COALESCE(MAX(CASE WHEN place = 1 THEN engagements END), MAX(engagements)) END
        AS engagements_exported,
    CASE WHEN MAX(kind) = 3 THEN SUM(video_views) ELSE COALESCE(MAX(CASE WHEN place = 1 THEN video_views END), MAX(video_views)) END
        AS video_views,
    CASE WHEN MAX(kind) = 3 THEN SUM(watch_seconds) ELSE COALESCE(MAX(CASE WHEN place = 1 THEN watch_seconds END), MAX(watch_seconds)) END
        AS watch_seconds,
    CASE WHEN MAX(kind) = 3 THEN SUM(profile_visits) ELSE COALESCE(MAX(CASE WHEN place = 1 THEN profile_visits END), MAX(profile_visits)) END
        AS profile_visits,
    CASE WHEN MAX(kind) = 3 THEN SUM(negative_feedback) ELSE COALESCE(MAX(CASE WHEN place = 1 THEN negative_feedback END), MAX(negative_feedback)) END
        AS negative_feedback,
    CASE WHEN MAX(kind) = 3 THEN SUM(earnings_original) ELSE COALESCE(MAX(CASE WHEN place = 1 THEN earnings_original END), MAX(earnings_original)) END
        AS earnings_original,
    CASE WHEN MAX(kind) < 3 OR COUNT(*) = 1 THEN MAX(CASE WHEN place = 1 THEN reach END) END AS reach,
    CASE WHEN MAX(kind) < 3 OR COUNT(*) = 1 THEN MAX(CASE WHEN place = 1 THEN average_watch_seconds END) END
        AS average_watch_seconds,
    MAX(CASE WHEN place = 1 THEN file_id END) AS file_id, MAX(CASE WHEN place = 1 THEN part END) AS part,
    MAX(CASE WHEN place = 1 THEN row_number END) AS row_number,
    MAX(CASE WHEN place = 1 THEN exported_at END) AS exported_at
FROM ref('int_post_row')
WHERE place = 1 OR kind <> 2
GROUP BY network, account_id, publisher, subject, post_id
