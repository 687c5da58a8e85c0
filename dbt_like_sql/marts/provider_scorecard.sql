/* ---
description: >
  What everybody who is paid cost in the last 90 days beside what came of the channels they are paid for, all channels where the cost is shared, from
  the first day of that time they were paid for. Several providers of a channel share its results, so these do not add up. Grain - as_of, who, vendor.
grain: [as_of, who, vendor]
owner: analytics
tags: [effectiveness]
columns: [
  as_of, who: {type: text, description: "in_house, freelancer, agency or self; null when not told"},
  vendor: {type: text, description: who is paid; null when not told}, window_start, window_end, first_day: {type: day, description: first day of these they were paid for},
  cost: {type: money, unit: reporting currency, description: what they cost in these days},
  posts: {type: count, unit: posts, description: "posts whose author in post_tags.csv they are, on channels they are paid for, from the first day they were paid for each; null when no tag names them"},
  posts_planned: {type: decimal, unit: posts, description: "posts the plan wants from channels whose content they are paid for, from the first day they were: of all channels where that cost is shared. Null for those paid for no content or without such a plan"},
  cost_per_post: {type: ratio, unit: reporting currency per post, description: cost / posts}, result_metric,
  results: {description: "results of the channels they are paid for, paid and organic; null when unknown or not all of one kind"},
  cost_per_result: {description: cost / results},
  audience_quality: {type: ratio, unit: ratio, description: "sessions analytics saw / clicks the networks report, of those channels on days both are known; far below 1 means clicks without visitors"},
  data_through: {description: latest day of those channels with known delivery}]
checks:
  - not_null: [as_of, window_start, window_end, first_day, cost]
--- */
WITH job AS (
    SELECT w.as_of, w.window_start, w.window_end, COALESCE(c.who, '') AS who, COALESCE(c.vendor, '') AS vendor,
        COALESCE(k.channel, '') AS channel, MIN(k.date) AS first_day, SUM(k.amount) AS cost,
        MIN(CASE WHEN k.category = 'content' AND COALESCE(c.kind, '') NOT IN ('tool', 'media') THEN k.date END) AS content_from,
        MIN(MIN(CASE WHEN k.channel IS NULL AND k.category = 'content' AND COALESCE(c.kind, '') NOT IN ('tool', 'media') THEN k.date END))
            OVER (PARTITION BY COALESCE(c.who, ''), COALESCE(c.vendor, '')) AS shared_from
    FROM ref('int_cost_day') AS k
    INNER JOIN ref('seed_cost') AS c ON c.cost_line = k.cost_line
    INNER JOIN ref('seed_window') AS w ON w.window_name = '90d' AND k.date >= w.window_start AND k.date <= w.window_end
    GROUP BY w.as_of, w.window_start, w.window_end, COALESCE(c.who, ''), COALESCE(c.vendor, ''), COALESCE(k.channel, '')
),

place AS (
    SELECT j.who, j.vendor, j.window_end, h.channel, h.objective, MIN(j.first_day) AS first_day
    FROM job AS j INNER JOIN ref('seed_channel') AS h ON h.channel = j.channel OR j.channel = ''
    GROUP BY j.who, j.vendor, j.window_end, h.channel, h.objective
),

came AS (
    SELECT l.who, l.vendor, MAX(d.data_through) AS data_through, SUM(COALESCE(r.result_all, r.result)) AS results,
        CASE WHEN COUNT(DISTINCT r.result_metric) = 1 THEN MAX(r.result_metric) END AS result_metric,
        SUM(CASE WHEN d.rate_clicks IS NOT NULL THEN d.sessions END) AS sessions,
        SUM(CASE WHEN d.sessions IS NOT NULL THEN d.rate_clicks END) AS clicks
    FROM place AS l
    INNER JOIN ref('channel_daily') AS d ON d.channel = l.channel AND d.date >= l.first_day AND d.date <= l.window_end
    LEFT JOIN ref('int_result_daily') AS r ON r.channel = l.channel AND r.objective = l.objective AND r.date = d.date
    GROUP BY l.who, l.vendor
),

wanted AS (
    SELECT j.who, j.vendor, CAST(SUM(p.per_week) / 7 AS DECIMAL(18, 6)) AS posts
    FROM job AS j INNER JOIN (
        SELECT channel, date, per_week FROM ref('int_posting_day') WHERE channel <> '' UNION ALL
        SELECT '' AS channel, date, COALESCE(MAX(CASE WHEN channel = '' THEN per_week END), SUM(per_week)) AS per_week FROM ref('int_posting_day') GROUP BY date
    ) AS p ON p.channel = j.channel AND p.date >= j.content_from AND p.date <= j.window_end
    WHERE j.channel = '' OR j.shared_from IS NULL OR p.date < j.shared_from
    GROUP BY j.who, j.vendor
),

made AS (
    SELECT l.who, l.vendor, COUNT(DISTINCT CASE WHEN p.post_id IS NOT NULL THEN t.permalink_key END) AS posts
    FROM place AS l INNER JOIN ref('seed_post_tag') AS t ON LOWER(t.author) = LOWER(l.vendor)
    LEFT JOIN ref('seed_permalink') AS k ON k.permalink_key = t.permalink_key
    LEFT JOIN ref('int_post') AS p ON p.permalink = k.permalink AND p.subject = 'post' AND p.channel = l.channel
        AND p.published_on >= l.first_day AND p.published_on <= l.window_end
    GROUP BY l.who, l.vendor
)

SELECT
    p.as_of, NULLIF(p.who, '') AS who, NULLIF(p.vendor, '') AS vendor, p.window_start, p.window_end, p.first_day, p.cost,
    m.posts, w.posts AS posts_planned, CAST(p.cost AS DOUBLE) / NULLIF(m.posts, 0) AS cost_per_post, c.result_metric,
    CASE WHEN c.result_metric IS NOT NULL THEN c.results END AS results,
    CASE WHEN c.result_metric IS NOT NULL THEN CAST(p.cost AS DOUBLE) / NULLIF(c.results, 0) END AS cost_per_result,
    CAST(c.sessions AS DOUBLE) / NULLIF(c.clicks, 0) AS audience_quality, c.data_through
FROM (SELECT as_of, window_start, window_end, who, vendor, MIN(first_day) AS first_day, SUM(cost) AS cost FROM job GROUP BY as_of, window_start, window_end, who, vendor) AS p
LEFT JOIN came AS c ON c.who = p.who AND c.vendor = p.vendor
LEFT JOIN wanted AS w ON w.who = p.who AND w.vendor = p.vendor
LEFT JOIN made AS m ON m.who = p.who AND m.vendor = p.vendor
