/* ---
description: >
  Posts that may be compared, once for each thing they may have in common: published in the last content_days, with
  figures through at least seven days after, from the day of publishing on. Followers are those of the post's own page at
  the end of that day; where the export of posts names the page otherwise, those of the channel's only page of that publisher.
  Grain - network, account_id, publisher, post_id, dimension.
grain: [network, account_id, publisher, post_id, dimension]
owner: analytics
tags: [content]
columns: [
  network, account_id, publisher: {type: text, description: "facebook, instagram … where the export tells it"}, post_id, channel, dimension: {type: text, description: "format, weekday, hour, tone or theme"}, value: {type: text, description: "what it has in common with others: video, Monday, 09 …"},
  place: {type: count, description: "order of weekdays (0 Monday) and hours"}, engagements, reach, impressions, followers, views: {description: "views, video views where there are none"}, negative_feedback, is_boosted]
checks:
  - not_null: [network, channel, account_id, post_id, dimension, value]
--- */
WITH page AS (
    SELECT
        channel, network, account_id, publisher, date, followers,
        COUNT(followers) OVER (PARTITION BY channel, network, publisher, date) AS pages
    FROM ref('int_page_day')
    WHERE followers IS NOT NULL
),

post AS (
    SELECT
        p.network, p.account_id, p.publisher, p.post_id, p.channel, p.format, p.tone, p.theme, p.engagements, p.reach, p.impressions,
        COALESCE(p.views, p.video_views) AS views, p.negative_feedback, p.is_boosted, COALESCE(p.published_on, CAST(p.published_at AS DATE)) AS day,
        COALESCE(p.published_local, CAST(p.published_on AS TIMESTAMP)) AS local_at, EXTRACT(hour FROM p.published_local) AS hour
    FROM ref('post') AS p
    CROSS JOIN ref('seed_settings') AS s
    WHERE
        p.engagements IS NOT NULL AND COALESCE(p.published_on, CAST(p.published_at AS DATE)) >= CAST(s.as_of - s.content_days * INTERVAL '1' DAY AS DATE)
        AND DATE_DIFF('day', COALESCE(p.published_on, CAST(p.published_at AS DATE)), p.snapshot_at) >= 7
        AND (p.figures_from IS NULL OR p.figures_from <= COALESCE(p.published_on, CAST(p.published_at AS DATE)))
),

known AS (
    SELECT
        p.network, p.account_id, p.publisher, p.post_id, p.channel, p.format, p.tone, p.theme, p.engagements, p.reach, p.impressions, p.views,
        p.negative_feedback, p.is_boosted, CAST(p.hour AS BIGINT) AS hour, COALESCE(MAX(CASE WHEN f.account_id = p.account_id THEN f.followers END),
            MAX(CASE WHEN f.pages = 1 THEN f.followers END)) AS followers,
        MOD(DATE_DIFF('day', DATE '1970-01-05', CAST(p.local_at AS DATE)), 7) AS weekday
    FROM post AS p
    LEFT JOIN page AS f
        ON f.channel = p.channel AND f.network = p.network AND f.publisher = COALESCE(p.publisher, '') AND f.date = p.day
    GROUP BY
        p.network, p.account_id, p.publisher, p.post_id, p.channel, p.format, p.tone, p.theme, p.engagements, p.reach, p.impressions, p.views,
        p.negative_feedback, p.is_boosted, p.hour, p.local_at
),

tagged AS (
    SELECT
        k.network, k.account_id, k.publisher, k.post_id, k.channel, d.dimension, k.engagements, k.reach, k.impressions, k.followers, k.views,
        k.negative_feedback, k.is_boosted, CASE d.dimension WHEN 'weekday' THEN k.weekday WHEN 'hour' THEN k.hour END AS place,
        CASE d.dimension
            WHEN 'format' THEN k.format WHEN 'tone' THEN k.tone WHEN 'theme' THEN k.theme WHEN 'hour' THEN LPAD(CAST(k.hour AS VARCHAR), 2, '0')
            ELSE CASE k.weekday WHEN 0 THEN 'Monday' WHEN 1 THEN 'Tuesday' WHEN 2 THEN 'Wednesday' WHEN 3 THEN 'Thursday' WHEN 4 THEN 'Friday'
                WHEN 5 THEN 'Saturday' ELSE 'Sunday' END
        END AS value
    FROM known AS k
    CROSS JOIN (VALUES ('format'), ('weekday'), ('hour'), ('tone'), ('theme')) AS d(dimension)
)

SELECT
    network, account_id, publisher, post_id, channel, dimension, value, place, engagements, reach, impressions, followers, views,
    negative_feedback, is_boosted
FROM tagged
WHERE value <> ''
