/* ---
description: >
  What posts of each format, weekday, hour, tone and theme bring: engagement rates with 90 % intervals. Posts of the last
  content_days whose figures cover at least seven days after publishing; weekday and hour on the project's clock. By reach and by
  followers: mean over posts, Student's t. By impressions and by views: ratio of sums, t with the linearised variance of a ratio
  (Cochran, 1977); single posts far above the rest make both a little too narrow. Grain - as_of, channel, dimension, value.
grain: [as_of, channel, dimension, value]
owner: analytics
tags: [content]
columns: [
  as_of, channel, dimension: {type: text, description: "format, weekday, hour, tone or theme"}, value: {type: text, description: "what the posts have in common: video, Monday, 09 …"}, place: {type: count, unit: place, description: "order of weekdays (0 Monday) and hours"},
  posts: {type: count, unit: posts, description: posts compared}, boosted_posts: {type: count, unit: posts, description: those of them known to have had money behind them},
  engagements: {type: count, unit: engagements, description: "reactions, comments, shares, reposts and saves of these posts"},
  negative_feedback: {type: count, description: "hides, reports and the like; null where no export tells them"},
  er_reach, er_reach_low, er_reach_high, er_reach_posts, er_impressions, er_impressions_low, er_impressions_high, er_impressions_posts, er_followers,
  er_followers_low, er_followers_high, er_followers_posts, er_views, er_views_low, er_views_high, er_views_posts,
  reason: {type: text, description: "why there is no interval, in words; null when there is one"}, data_through: {description: last day the posts of the channel have figures of}]
checks:
  - not_null: [as_of, channel, dimension, value, posts]
  - accepted: {dimension: [format, weekday, hour, tone, theme]}
  - expression: er_reach_low <= er_reach AND er_reach <= er_reach_high
--- */
WITH measured AS (
    SELECT channel, dimension, value, 'reach' AS basis, 1 AS is_mean, engagements, reach AS base FROM ref('int_post_compared') WHERE reach > 0
    UNION ALL SELECT channel, dimension, value, 'followers' AS basis, 1 AS is_mean, engagements, followers AS base FROM ref('int_post_compared') WHERE followers > 0
    UNION ALL SELECT channel, dimension, value, 'impressions' AS basis, 0 AS is_mean, engagements, impressions AS base FROM ref('int_post_compared') WHERE impressions > 0
    UNION ALL SELECT channel, dimension, value, 'views' AS basis, 0 AS is_mean, engagements, views AS base FROM ref('int_post_compared') WHERE views > 0
),

middle AS (
    SELECT
        channel, dimension, value, basis, COUNT(*) AS posts, AVG(CAST(base AS DOUBLE)) AS base,
        CASE WHEN MAX(is_mean) = 1 THEN AVG(CAST(engagements AS DOUBLE) / base) ELSE CAST(SUM(engagements) AS DOUBLE) / SUM(base) END AS rate
    FROM measured GROUP BY channel, dimension, value, basis
),

beyond AS (
    SELECT
        m.channel, m.dimension, m.value, m.basis, c.posts, c.rate,
        CASE WHEN m.is_mean = 1 THEN CAST(m.engagements AS DOUBLE) / m.base - c.rate ELSE (m.engagements - c.rate * m.base) / c.base END AS off
    FROM measured AS m
    INNER JOIN middle AS c ON c.channel = m.channel AND c.dimension = m.dimension AND c.value = m.value AND c.basis = m.basis
),

rated AS (
    SELECT
        b.channel, b.dimension, b.value, b.basis, b.posts, b.rate,
        CASE WHEN b.posts >= 3 THEN MAX(t.quantile) * SQRT(SUM(b.off * b.off) / (b.posts - 1) / b.posts) END AS half
    FROM beyond AS b
    LEFT JOIN ref('seed_student') AS t ON t.degrees = LEAST(b.posts - 1, 400)
    GROUP BY b.channel, b.dimension, b.value, b.basis, b.posts, b.rate
),

whole AS (
    SELECT
        p.channel, p.dimension, p.value, MAX(p.place) AS place, COUNT(*) AS posts, COUNT(CASE WHEN p.is_boosted THEN 1 END) AS boosted_posts,
        SUM(p.engagements) AS engagements, SUM(p.negative_feedback) AS negative_feedback, MAX(r.data_through) AS data_through
    FROM ref('int_post_compared') AS p
    LEFT JOIN (SELECT channel, MAX(data_through) AS data_through FROM ref('post') GROUP BY channel) AS r ON r.channel = p.channel
    GROUP BY p.channel, p.dimension, p.value
)

SELECT
    s.as_of, w.channel, w.dimension, w.value, w.place, w.posts, w.boosted_posts, w.engagements, w.negative_feedback,
    r.rate AS er_reach, CASE WHEN r.half < r.rate THEN r.rate - r.half WHEN r.half IS NOT NULL THEN 0 END AS er_reach_low, r.rate + r.half AS er_reach_high, COALESCE(r.posts, 0) AS er_reach_posts,
    i.rate AS er_impressions, CASE WHEN i.half < i.rate THEN i.rate - i.half WHEN i.half IS NOT NULL THEN 0 END AS er_impressions_low, i.rate + i.half AS er_impressions_high, COALESCE(i.posts, 0) AS er_impressions_posts,
    f.rate AS er_followers, CASE WHEN f.half < f.rate THEN f.rate - f.half WHEN f.half IS NOT NULL THEN 0 END AS er_followers_low, f.rate + f.half AS er_followers_high, COALESCE(f.posts, 0) AS er_followers_posts,
    v.rate AS er_views, CASE WHEN v.half < v.rate THEN v.rate - v.half WHEN v.half IS NOT NULL THEN 0 END AS er_views_low, v.rate + v.half AS er_views_high, COALESCE(v.posts, 0) AS er_views_posts,
    CASE
        WHEN COALESCE(r.half, i.half, f.half, v.half) IS NOT NULL THEN NULL
        WHEN COALESCE(r.posts, i.posts, f.posts, v.posts) IS NULL THEN 'neither reach, impressions, views nor followers of these posts are known'
        ELSE 'only ' || CAST(w.posts AS VARCHAR) || CASE WHEN w.posts = 1 THEN ' post' ELSE ' posts' END || ': too few to say how far the rate may be off'
    END AS reason, w.data_through
FROM whole AS w
CROSS JOIN ref('seed_settings') AS s
LEFT JOIN rated AS r ON r.channel = w.channel AND r.dimension = w.dimension AND r.value = w.value AND r.basis = 'reach'
LEFT JOIN rated AS i ON i.channel = w.channel AND i.dimension = w.dimension AND i.value = w.value AND i.basis = 'impressions'
LEFT JOIN rated AS f ON f.channel = w.channel AND f.dimension = w.dimension AND f.value = w.value AND f.basis = 'followers'
LEFT JOIN rated AS v ON v.channel = w.channel AND v.dimension = w.dimension AND v.value = w.value AND v.basis = 'views'
