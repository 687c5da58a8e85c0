/* ---
description: >
  Posts planned and published by day and channel, from the first day posts or a plan of posts are known of. Published is
  null on days that not every page of the channel has an export of posts for: an export covers the days from its first
  (or its oldest post) to its last. Channel '' is all of them together, where the plan is for all. Grain - channel, date.
grain: [channel, date]
owner: analytics
tags: [content]
columns: [
  channel: {description: channel; empty for all together}, date, week: {type: day, description: Monday of its week},
  per_week: {type: decimal, unit: posts a week, description: posts the plan has for a week}, published: {type: count, unit: posts, description: posts published; null when unknown}]
checks:
  - not_null: [channel, date, week]
--- */
WITH span AS (
    SELECT
        p.channel, r.network, r.account_id, COALESCE(r.publisher, '') AS publisher, r.file_id, r.part, a.ended,
        LEAST(MIN(COALESCE(r.published_on, r.period_start)), MIN(r.period_start), COALESCE(MIN(e.period_start), MIN(r.period_start))) AS first_day, MAX(r.period_end) AS last_day
    FROM ref('stg_post') AS r
    INNER JOIN (SELECT DISTINCT network, account_id, publisher, channel FROM ref('post')) AS p
        ON p.network = r.network AND p.account_id = r.account_id AND COALESCE(p.publisher, '') = COALESCE(r.publisher, '')
    LEFT JOIN source('ops', 'export_file') AS e ON e.file_id = r.file_id AND e.part = r.part
    LEFT JOIN ref('seed_account') AS a ON a.network = r.network AND a.account_id = r.account_id
    WHERE r.subject = 'post'
    GROUP BY p.channel, r.network, r.account_id, COALESCE(r.publisher, ''), r.file_id, r.part, a.ended
),

page AS (
    SELECT channel, network, account_id, publisher, MIN(first_day) AS first_day, MAX(ended) AS ended
    FROM span
    GROUP BY channel, network, account_id, publisher
),

covered AS (
    SELECT g.channel, c.date, COUNT(*) AS pages, COUNT(CASE WHEN c.date > g.ended OR s.is_there = 1 THEN 1 END) AS known
    FROM page AS g
    INNER JOIN ref('seed_calendar') AS c ON c.date >= g.first_day AND c.is_past
    LEFT JOIN (
        SELECT DISTINCT s.network, s.account_id, s.publisher, k.date, 1 AS is_there
        FROM span AS s INNER JOIN ref('seed_calendar') AS k ON k.date >= s.first_day AND k.date <= s.last_day
    ) AS s ON s.network = g.network AND s.account_id = g.account_id AND s.publisher = g.publisher AND s.date = c.date
    GROUP BY g.channel, c.date
),

told AS (
    SELECT c.channel, c.date, CASE WHEN c.known = c.pages THEN COUNT(p.post_id) END AS published
    FROM covered AS c
    LEFT JOIN ref('post') AS p ON p.channel = c.channel AND COALESCE(p.published_on, CAST(p.published_at AS DATE)) = c.date
    GROUP BY c.channel, c.date, c.known, c.pages
),

wanted AS (
    SELECT COALESCE(p.channel, '') AS channel, c.date, SUM(p.posts_per_week) AS per_week
    FROM ref('seed_plan') AS p
    INNER JOIN ref('seed_calendar') AS c ON c.date >= p.period_start AND c.date <= p.period_end AND c.is_past
    WHERE p.posts_per_week IS NOT NULL
    GROUP BY COALESCE(p.channel, ''), c.date
),

found AS (
    SELECT channel, date, published FROM told
    UNION ALL
    SELECT '' AS channel, t.date, CASE WHEN COUNT(t.published) = COUNT(*) THEN SUM(t.published) END AS published
    FROM told AS t
    WHERE EXISTS (SELECT 1 FROM wanted AS w WHERE w.channel = '')
    GROUP BY t.date
)

SELECT COALESCE(f.channel, w.channel) AS channel, c.date, c.week_start AS week, w.per_week, f.published
FROM found AS f
FULL JOIN wanted AS w ON w.channel = f.channel AND w.date = f.date
INNER JOIN ref('seed_calendar') AS c ON c.date = COALESCE(f.date, w.date)
