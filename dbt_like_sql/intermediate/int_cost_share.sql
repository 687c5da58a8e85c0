/* ---
description: >
  Which part of a cost line each channel bears. A line that names a channel is that channel's. People who work for several
  are split by the hours the same person declares for channels in those days, else by the posts published in them, as long
  as every channel that can have posts is exported with posts. All else is `unallocated`. A part reaches from share_from to
  share_to, so that parts add up to the line exactly. Grain - cost_line, channel.
grain: [cost_line, channel]
owner: analytics
tags: [money]
columns: [
  cost_line: {type: count, description: line of the costs file}, channel: {description: "channel, or unallocated"},
  split_by, share_from: {type: ratio, description: "share of the line that channels before it bear, 0 to 1"},
  share_to: {type: ratio, description: "the same with its own"}]
checks:
  - not_null: [cost_line, channel, split_by, share_from, share_to]
  - expression: share_from <= share_to
  - accepted: {split_by: [own, hours, posts, unallocated]}
--- */
WITH line AS (
    SELECT cost_line, period_start, period_end, COALESCE(vendor, CASE WHEN who = 'self' THEN who END) AS person
    FROM ref('seed_cost')
    WHERE channel IS NULL AND kind = 'people'
),

worked AS (
    SELECT
        l.cost_line, c.channel, 1 AS best, SUM(CAST(CAST(c.hours AS DOUBLE)
            * (DATE_DIFF('day', GREATEST(c.period_start, l.period_start), LEAST(c.period_end, l.period_end)) + 1)
            / (DATE_DIFF('day', c.period_start, c.period_end) + 1) AS DECIMAL(38, 10))) AS weight
    FROM line AS l
    INNER JOIN ref('seed_cost') AS c
        ON COALESCE(c.vendor, CASE WHEN c.who = 'self' THEN c.who END) = l.person AND c.channel IS NOT NULL AND c.hours > 0
        AND c.period_start <= l.period_end AND c.period_end >= l.period_start
    GROUP BY l.cost_line, c.channel
    UNION ALL
    SELECT l.cost_line, p.channel, 2 AS best, CAST(COUNT(*) AS DECIMAL(38, 10)) AS weight
    FROM line AS l
    INNER JOIN ref('int_post') AS p
        ON p.subject = 'post' AND p.published_on >= l.period_start AND p.published_on <= l.period_end
    WHERE NOT EXISTS (
        SELECT 1 AS found
        FROM ref('seed_channel') AS c
        INNER JOIN ref('seed_network') AS n ON n.network = c.network AND n.kind IN ('organic', 'mixed')
        LEFT JOIN ref('int_post') AS o ON o.channel = c.channel AND o.subject = 'post'
        WHERE o.channel IS NULL
    )
    GROUP BY l.cost_line, p.channel
),

chosen AS (
    SELECT w.cost_line, w.channel, w.weight, w.best
    FROM worked AS w
    INNER JOIN (SELECT cost_line, MIN(best) AS best FROM worked GROUP BY cost_line) AS b
        ON b.cost_line = w.cost_line AND b.best = w.best
),

summed AS (
    SELECT
        cost_line, channel, best, weight, SUM(weight) OVER (PARTITION BY cost_line ORDER BY channel) AS up_to,
        SUM(weight) OVER (PARTITION BY cost_line) AS total
    FROM chosen
)

SELECT
    cost_line, channel, CASE best WHEN 1 THEN 'hours' ELSE 'posts' END AS split_by,
    CAST(up_to - weight AS DOUBLE) / CAST(total AS DOUBLE) AS share_from,
    CAST(up_to AS DOUBLE) / CAST(total AS DOUBLE) AS share_to
FROM summed
UNION ALL
SELECT
    c.cost_line, COALESCE(c.channel, 'unallocated') AS channel,
    CASE WHEN c.channel IS NULL THEN 'unallocated' ELSE 'own' END AS split_by, 0 AS share_from, 1 AS share_to
FROM ref('seed_cost') AS c
WHERE c.cost_line NOT IN (SELECT s.cost_line FROM chosen AS s)
