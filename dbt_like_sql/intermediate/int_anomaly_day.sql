/* ---
description: >
  Days of the last seven that are out of a channel's own habit: further from what is usual than so many strays as the
  project allows. Conversions are judged by one, two and three days together, for they are few. What is too low is judged
  once it has settled. Grain - channel, check_name, date.
grain: [channel, check_name, date]
owner: analytics
tags: [quality]
columns: [
  channel, check_name: {type: text, description: what is checked}, date,
  observed: {type: ratio, description: "what is judged, over its one to three days"},
  held_against: {type: ratio, description: what it is in proportion to over the same days},
  usual_least: {type: ratio, description: least that would be usual}, usual_most: {type: ratio, description: most that would be usual},
  is_high: {type: flag, description: above the usual; false when below}]
checks:
  - not_null: [channel, check_name, date, observed]
--- */
WITH numbered AS (
    SELECT
        channel, check_name, date, observed, held_against, is_final, is_judged,
        CASE WHEN is_count THEN 0.375 ELSE 0 END AS small,
        ROW_NUMBER() OVER (PARTITION BY channel, check_name ORDER BY date) AS place
    FROM ref('int_anomaly_series')
),

taken AS (
    SELECT 1 AS length
    UNION ALL
    SELECT 2 AS length
    UNION ALL
    SELECT 3 AS length
),

span AS (
    SELECT
        n.channel, n.check_name, n.date, n.small, t.length, SUM(b.observed) AS observed,
        SUM(b.held_against) AS held_against, MIN(CASE WHEN b.is_final THEN 1 ELSE 0 END) = 1 AS is_final
    FROM numbered AS n
    INNER JOIN taken AS t ON t.length = 1 OR n.check_name = 'cvr_jump'
    INNER JOIN numbered AS b
        ON b.channel = n.channel AND b.check_name = n.check_name AND b.place <= n.place AND b.place > n.place - t.length
    WHERE n.is_judged
    GROUP BY n.channel, n.check_name, n.date, n.small, t.length
),

scored AS (
    SELECT
        p.channel, p.check_name, p.date, p.observed, p.held_against, p.is_final, p.length,
        2 * SQRT(u.rate * p.held_against + p.small) AS usual, 2 * SQRT(p.observed + p.small) AS seen, p.small,
        s.anomaly_deviations * u.stray AS allowed
    FROM span AS p
    INNER JOIN ref('int_anomaly_usual') AS u ON u.channel = p.channel AND u.check_name = p.check_name
    CROSS JOIN ref('seed_settings') AS s
    WHERE u.days >= 14 AND u.rate > 0
        AND (p.check_name = 'spend_jump' OR u.rate * p.held_against >= s.anomaly_count)
),

ranked AS (
    SELECT
        channel, check_name, date, observed, held_against, usual, allowed, small, seen > usual AS is_high,
        ROW_NUMBER() OVER (
            PARTITION BY channel, check_name, date ORDER BY ABS(seen - usual) / allowed DESC, length
        ) AS choice
    FROM scored
    WHERE ABS(seen - usual) > allowed AND (seen > usual OR is_final)
        AND (check_name <> 'volume_drop' OR seen < usual) AND (check_name <> 'spend_jump' OR seen > usual)
)

SELECT
    channel, check_name, date, observed, held_against,
    CASE WHEN usual - allowed > 2 * SQRT(small) THEN (usual - allowed) * (usual - allowed) / 4 - small ELSE 0 END
        AS usual_least,
    (usual + allowed) * (usual + allowed) / 4 - small AS usual_most, is_high
FROM ranked
WHERE choice = 1
