/* ---
description: >
  Channels out of their own habit in the last seven days, one row per check, figures as people read them; first day is
  the first of the days that stray the same way as the latest. Grain - channel, check_name.
grain: [channel, check_name]
owner: analytics
tags: [quality]
columns: [
  channel, check_name: {type: text, description: what is checked},
  first_day: {type: day, description: first day out of habit}, last_day: {type: day, description: last day out of habit},
  observed: {type: ratio, description: "value of the last of them; a conversion rate may be that of up to three days, as it will be once they have settled"},
  usual_low: {type: ratio, description: least that would be usual}, usual_high: {type: ratio, description: most that would be usual; null when nothing bounds it}]
checks:
  - not_null: [channel, check_name, first_day, last_day]
--- */
WITH latest AS (
    SELECT
        channel, check_name, date, observed, held_against, usual_least, usual_most, is_high,
        ROW_NUMBER() OVER (PARTITION BY channel, check_name ORDER BY date DESC) AS place
    FROM ref('int_anomaly_day')
),

since AS (
    SELECT l.channel, l.check_name, MIN(a.date) AS first_day
    FROM latest AS l
    INNER JOIN ref('int_anomaly_day') AS a
        ON a.channel = l.channel AND a.check_name = l.check_name AND a.is_high = l.is_high
    WHERE l.place = 1
    GROUP BY l.channel, l.check_name
)

SELECT
    l.channel, l.check_name, s.first_day, l.date AS last_day,
    CASE
        WHEN l.check_name = 'cpc_jump' THEN l.held_against / NULLIF(l.observed, 0)
        WHEN l.check_name = 'cpm_jump' THEN 1000 * l.held_against / NULLIF(l.observed, 0)
        ELSE l.observed / l.held_against
    END AS observed,
    CASE
        WHEN l.check_name = 'cpc_jump' THEN l.held_against / l.usual_most
        WHEN l.check_name = 'cpm_jump' THEN 1000 * l.held_against / l.usual_most
        ELSE l.usual_least / l.held_against
    END AS usual_low,
    CASE
        WHEN l.check_name = 'cpc_jump' THEN l.held_against / NULLIF(l.usual_least, 0)
        WHEN l.check_name = 'cpm_jump' THEN 1000 * l.held_against / NULLIF(l.usual_least, 0)
        ELSE l.usual_most / l.held_against
    END AS usual_high
FROM latest AS l
INNER JOIN since AS s ON s.channel = l.channel AND s.check_name = l.check_name
WHERE l.place = 1
