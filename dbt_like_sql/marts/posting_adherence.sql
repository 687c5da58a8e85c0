/* ---
description: >
  Posts published against the plan, week by week, and how regularly. Regularity is that of the gaps between posts of four
  weeks: mean / (mean + standard deviation), which is (1 - B) / 2 for the burstiness B of Goh and Barabási (2008): 1 all
  gaps alike, 0.5 as chance would, towards 0 in bursts. Posts without a time of day count at noon. Grain - channel, week.
grain: [channel, week]
owner: analytics
tags: [content]
columns: [
  channel: {description: channel; null for all together where the plan is for all}, week: {type: day, description: Monday of the week},
  days: {type: count, unit: days, description: days of the week before as_of}, days_known: {type: count, unit: days, description: days of them whose posts are known},
  planned: {type: decimal, unit: posts, description: posts the plan has for its days before as_of; null without a plan},
  published: {type: count, unit: posts, description: posts published on the known days; null where none is known},
  adherence: {type: ratio, unit: ratio, description: "published / planned, over the known days only"},
  gaps: {type: count, unit: gaps, description: gaps between posts that ended in the four weeks up to this one; none where days in between are unknown},
  regularity: {type: ratio, unit: ratio 0 to 1, description: evenness of those gaps; null below 4 of them},
  reason: {type: text, description: "how the week stands, in words"}, data_through: {description: last day whose posts are known}]
checks:
  - not_null: [week, days, days_known, reason]
  - expression: regularity >= 0 AND regularity <= 1
--- */
WITH day AS (
    SELECT
        channel, date, week, per_week, published, MAX(CASE WHEN published IS NOT NULL THEN date END) OVER (PARTITION BY channel) AS data_through,
        SUM(CASE WHEN published IS NULL THEN 1 ELSE 0 END) OVER (PARTITION BY channel ORDER BY date ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS unknown
    FROM ref('int_posting_day')
),

week AS (
    SELECT
        channel, week, MAX(data_through) AS data_through, COUNT(*) AS days, COUNT(published) AS days_known, SUM(published) AS published,
        CAST(SUM(per_week) / 7 AS DECIMAL(18, 6)) AS planned, CAST(SUM(CASE WHEN published IS NOT NULL THEN per_week END) / 7 AS DECIMAL(18, 6)) AS planned_known
    FROM day
    GROUP BY channel, week
),

moment AS (
    SELECT d.channel, d.week, d.unknown, DATE_TRUNC('minute', COALESCE(p.published_local, CAST(p.published_on AS TIMESTAMP) + INTERVAL '12' HOUR)) AS at
    FROM ref('post') AS p
    INNER JOIN day AS d ON (d.channel = p.channel OR d.channel = '') AND d.date = COALESCE(p.published_on, CAST(p.published_at AS DATE))
),

gap AS (
    SELECT channel, week, CASE WHEN LAG(unknown) OVER in_order = unknown THEN DATE_DIFF('minute', LAG(at) OVER in_order, at) END AS minutes
    FROM moment
    WINDOW in_order AS (PARTITION BY channel ORDER BY at, unknown)
),

spread AS (
    SELECT
        w.channel, w.week, COALESCE(SUM(g.gaps) OVER lately, 0) AS gaps, CAST(SUM(g.total) OVER lately AS DOUBLE) AS total,
        CAST(SUM(g.squares) OVER lately AS DOUBLE) AS squares
    FROM week AS w
    LEFT JOIN (SELECT channel, week, COUNT(minutes) AS gaps, SUM(minutes) AS total, SUM(minutes * minutes) AS squares FROM gap GROUP BY channel, week) AS g
        ON g.channel = w.channel AND g.week = w.week
    WINDOW lately AS (PARTITION BY w.channel ORDER BY w.week ROWS BETWEEN 3 PRECEDING AND CURRENT ROW)
)

SELECT
    NULLIF(w.channel, '') AS channel, w.week, w.days, w.days_known, w.planned, w.published,
    CAST(CASE WHEN w.days_known > 0 THEN w.published END AS DOUBLE) / NULLIF(w.planned_known, 0) AS adherence, s.gaps,
    CASE WHEN s.gaps >= 4 AND s.total > 0 THEN s.total / (s.total + SQRT(GREATEST(s.gaps * s.squares - s.total * s.total, 0))) END AS regularity,
    CASE WHEN w.days_known = 0 THEN 'no export tells the posts of this week' ELSE CAST(w.published AS VARCHAR) || CASE WHEN w.published = 1 THEN ' post' ELSE ' posts' END
        || CASE WHEN w.days_known < w.days THEN ' on the ' || CAST(w.days_known AS VARCHAR) || ' of ' || CAST(w.days AS VARCHAR) || ' days that are known' ELSE '' END
        || CASE WHEN w.planned_known IS NULL THEN '; the plan names no number' ELSE ', ' || CASE WHEN w.planned_known = FLOOR(w.planned_known) THEN CAST(CAST(w.planned_known AS DECIMAL(12, 0)) AS VARCHAR)
            ELSE CAST(CAST(w.planned_known AS DECIMAL(12, 1)) AS VARCHAR) END || CASE WHEN w.days_known < w.days THEN ' planned for these' ELSE ' planned' END END
    END AS reason, w.data_through
FROM week AS w
INNER JOIN spread AS s ON s.channel = w.channel AND s.week = w.week
