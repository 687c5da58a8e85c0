/* ---
description: >
  Days of the last seven that are out of a channel's own habit: further from what is usual than so many strays as the
  project allows. Conversions are judged by one and by two days together, for they are few. What is too low is judged
  once it has settled. Grain - channel, check_name, date.
grain: [channel, check_name, date]
owner: analytics
columns: [
  channel, check_name: {type: text, description: what is checked}, date,
  observed: {type: ratio, description: "what is judged, over its one or two days"},
  held_against: {type: ratio, description: what it is in proportion to over the same days},
  usual_least: {type: ratio, description: least that would be usual}, usual_most: {type: ratio, description: most that would be usual},
  is_high: {type: flag, description: above the usual; false when below}]
checks:
  - not_null: [channel, check_name, date, observed]
--- */
WITH one AS (
    SELECT
        channel, check_name, date, observed, held_against, is_final, is_judged,
        CASE WHEN is_count THEN 0.375 ELSE 0 END AS small, 1 AS length
    FROM ref('int_anomaly_series')
),

two AS (
    SELECT
        channel, check_name, date,
        observed + LAG(observed) OVER (PARTITION BY channel ORDER BY date) AS observed,
        held_against + LAG(held_against) OVER (PARTITION BY channel ORDER BY date) AS held_against,
        is_final AND LAG(is_final) OVER (PARTITION BY channel ORDER BY date) AS is_final, is_judged, small, 2 AS length
    FROM one
    WHERE check_name = 'cvr_jump'
),

span AS (
    SELECT channel, check_name, date, observed, held_against, is_final, small, length
    FROM one
    WHERE is_judged
    UNION ALL
    SELECT channel, check_name, date, observed, held_against, is_final, small, length
    FROM two
    WHERE is_judged AND observed IS NOT NULL
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
