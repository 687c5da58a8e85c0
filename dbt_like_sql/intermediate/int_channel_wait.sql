/* ---
description: >
  What channels wait for: advice, while their last known day is further back than the project allows, and pacing, while
  the plan in force has money for them and the day before as_of is not known. Grain - channel.
grain: [channel]
owner: analytics
tags: [quality]
columns: [
  channel, label: {type: text, description: name people read}, known_to: {type: day, description: last known day; null when none is},
  is_held: {type: flag, description: whether its advice is held for want of data},
  is_open: {type: flag, description: whether the pacing of its plan lacks days}]
checks:
  - not_null: [channel, label, is_held, is_open]
--- */
WITH known AS (
    SELECT channel, MAX(CASE WHEN is_known THEN date END) AS known_to
    FROM ref('int_channel_day')
    GROUP BY channel
),

planned AS (
    SELECT p.channel, MIN(p.period_start) AS period_start
    FROM ref('seed_plan') AS p
    INNER JOIN ref('seed_settings') AS s ON p.period_start < s.as_of AND p.period_end >= s.as_of
    WHERE p.awaits_ads
    GROUP BY p.channel
)

SELECT
    c.channel, c.label, k.known_to,
    k.known_to IS NULL OR DATE_DIFF('day', k.known_to, s.as_of) - 1 > s.stale_days AS is_held,
    p.channel IS NOT NULL AND COALESCE(DATE_DIFF('day', k.known_to, s.as_of) > 1, TRUE) AS is_open
FROM ref('seed_channel') AS c
CROSS JOIN ref('seed_settings') AS s
LEFT JOIN known AS k ON k.channel = c.channel
LEFT JOIN planned AS p ON p.channel = c.channel
