/* ---
description: >
  What is usual for a channel by its own four weeks before the seven judged days: the middle of the days for volume and
  spend, the ratio of sums for ratios; and how far days stray from it, as the median distance of square roots (twice
  the square root of a count has a spread near 1 whatever the count). Grain - channel, check_name.
grain: [channel, check_name]
owner: analytics
tags: [quality]
columns: [
  channel, check_name: {type: text, description: what is checked},
  days: {type: count, unit: days, description: known days it is learned from},
  rate: {type: ratio, description: usual value per unit of what it is held against},
  stray: {type: ratio, description: "robust spread of twice the square root: 1.4826 times the median distance; never below 1 for counts, nor below a tenth of the usual value"}]
checks:
  - not_null: [channel, check_name, days]
--- */
WITH history AS (
    SELECT
        channel, check_name, observed, held_against, observed / held_against AS value,
        CASE WHEN is_count THEN 0.375 ELSE 0 END AS small,
        COUNT(*) OVER (PARTITION BY channel, check_name) AS days,
        ROW_NUMBER() OVER (PARTITION BY channel, check_name ORDER BY observed / held_against, date) AS place
    FROM ref('int_anomaly_series')
    WHERE NOT is_judged
),

middle AS (
    SELECT
        channel, check_name, MAX(days) AS days,
        CASE
            WHEN check_name IN ('volume_drop', 'spend_jump')
                THEN AVG(CASE WHEN 2 * place >= days AND 2 * place <= days + 2 THEN value END)
            ELSE SUM(observed) / NULLIF(SUM(held_against), 0)
        END AS rate,
        MAX(small) AS small, AVG(held_against) AS held_against
    FROM history
    GROUP BY channel, check_name
),

distance AS (
    SELECT
        h.channel, h.check_name,
        ABS(2 * SQRT(h.observed + h.small) - 2 * SQRT(m.rate * h.held_against + h.small)) AS far
    FROM history AS h
    INNER JOIN middle AS m ON m.channel = h.channel AND m.check_name = h.check_name
),

spread AS (
    SELECT
        channel, check_name, far, COUNT(*) OVER (PARTITION BY channel, check_name) AS days,
        ROW_NUMBER() OVER (PARTITION BY channel, check_name ORDER BY far) AS place
    FROM distance
),

usual AS (
    SELECT channel, check_name, 1.4826 * AVG(far) AS far
    FROM spread
    WHERE 2 * place >= days AND 2 * place <= days + 2
    GROUP BY channel, check_name
)

SELECT
    m.channel, m.check_name, m.days, m.rate,
    CASE
        WHEN m.small > 0 AND u.far < 1 AND 0.1 * SQRT(m.rate * m.held_against) < 1 THEN 1
        WHEN u.far < 0.1 * SQRT(m.rate * m.held_against) THEN 0.1 * SQRT(m.rate * m.held_against)
        ELSE u.far
    END AS stray
FROM middle AS m
INNER JOIN usual AS u ON u.channel = m.channel AND u.check_name = m.check_name
