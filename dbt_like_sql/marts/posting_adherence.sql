/* ---
description: >
  Posts published against the plan, week by week, and how regularly. Regularity is that of the gaps between posts of four
  weeks: mean / (mean + standard deviation), which is (1 - B) / 2 for the burstiness B of Goh and Barabási (2008): 1 all
  gaps alike, 0.5 as chance would, towards 0 in bursts. Posts without a time of day count at noon. Grain - channel, week.
grain: [channel, week]
owner: analytics
columns: [
  channel: {description: channel; null for all together where the plan is for all}, week: {type: day, description: Monday of the week},
  days: {type: count, unit: days, description: days of the week before as_of}, days_known: {type: count, unit: days, description: days of them whose posts are known},
  planned: {type: decimal, unit: posts, description: posts the plan has for its days before as_of; null without a plan},
  published: {type: count, unit: posts, description: posts published on the known days; null where none is known},
  adherence: {type: ratio, unit: ratio, description: "published / planned, over the known days only"},
  gaps: {type: count, description: gaps between posts that ended in the four weeks up to this one},
  regularity: {type: ratio, unit: ratio 0 to 1, description: "evenness of those gaps; null below 4 of them, or where days in between are unknown"},
  reason: {type: text, description: "how the week stands, in words"}, data_through: {description: last day whose posts are known}]
checks:
  - not_null: [week, days, days_known, reason]
  - expression: regularity >= 0 AND regularity <= 1
--- */
WITH through AS (
    SELECT channel, MIN(CASE WHEN published IS NOT NULL THEN date END) AS first_known, MAX(CASE WHEN published IS NOT NULL THEN date END) AS data_through
    FROM ref('int_posting_day')
    GROUP BY channel
),

week AS (
    SELECT
        d.channel, d.week, MAX(t.data_through) AS data_through, COUNT(*) AS days, COUNT(d.published) AS days_known, CAST(SUM(d.per_week) / 7 AS DECIMAL(18, 6)) AS planned,
        CAST(SUM(CASE WHEN d.published IS NOT NULL THEN d.per_week END) / 7 AS DECIMAL(18, 6)) AS planned_known, SUM(d.published) AS published,
        COUNT(CASE WHEN d.published IS NULL AND d.date > t.first_known AND d.date < t.data_through THEN 1 END) AS hidden
    FROM ref('int_posting_day') AS d
    LEFT JOIN through AS t ON t.channel = d.channel
    GROUP BY d.channel, d.week
),

moment AS (
    SELECT c.channel, DATE_TRUNC('minute', COALESCE(p.published_local, CAST(p.published_on AS TIMESTAMP) + INTERVAL '12' HOUR)) AS at, p.published_on, p.published_at
    FROM ref('post') AS p
    INNER JOIN (SELECT DISTINCT channel FROM ref('int_posting_day')) AS c ON c.channel = p.channel OR c.channel = ''
),

gap AS (
    SELECT m.channel, k.week_start AS week, DATE_DIFF('minute', LAG(m.at) OVER (PARTITION BY m.channel ORDER BY m.at), m.at) AS minutes
    FROM moment AS m
    INNER JOIN ref('seed_calendar') AS k ON k.date = COALESCE(m.published_on, CAST(m.published_at AS DATE))
),

spread AS (
    SELECT
        w.channel, w.week, COALESCE(SUM(g.gaps) OVER lately, 0) AS gaps, SUM(w.hidden) OVER lately AS hidden,
        CAST(SUM(g.total) OVER lately AS DOUBLE) AS total, CAST(SUM(g.squares) OVER lately AS DOUBLE) AS squares
    FROM week AS w
    LEFT JOIN (SELECT channel, week, COUNT(minutes) AS gaps, SUM(minutes) AS total, SUM(minutes * minutes) AS squares FROM gap GROUP BY channel, week) AS g
        ON g.channel = w.channel AND g.week = w.week
    WINDOW lately AS (PARTITION BY w.channel ORDER BY w.week ROWS BETWEEN 3 PRECEDING AND CURRENT ROW)
)

SELECT
    NULLIF(w.channel, '') AS channel, w.week, w.days, w.days_known, w.planned, w.published,
    CAST(CASE WHEN w.days_known > 0 THEN w.published END AS DOUBLE) / NULLIF(w.planned_known, 0) AS adherence, s.gaps,
    CASE WHEN s.gaps >= 4 AND s.hidden = 0 AND s.total > 0 THEN s.total / (s.total + SQRT(GREATEST(s.gaps * s.squares - s.total * s.total, 0))) END AS regularity,
    CASE WHEN w.days_known = 0 THEN 'no export tells the posts of this week' ELSE CAST(w.published AS VARCHAR) || CASE WHEN w.published = 1 THEN ' post' ELSE ' posts' END
        || CASE WHEN w.days_known < w.days THEN ' on the ' || CAST(w.days_known AS VARCHAR) || ' known of ' || CAST(w.days AS VARCHAR) || ' days' ELSE '' END
        || CASE WHEN w.planned_known IS NULL THEN '; the plan names no number' ELSE ', ' || CAST(CAST(w.planned_known AS DECIMAL(12, 1)) AS VARCHAR) || ' planned for them' END
    END AS reason, w.data_through
FROM week AS w
INNER JOIN spread AS s ON s.channel = w.channel AND s.week = w.week
