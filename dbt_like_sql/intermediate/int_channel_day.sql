/* ---
description: >
  One row per channel and day from its first covered day to the day before as_of, saying whether the day is known: every
  account that counts on it covered, and none with too many rows of the day held back. Grain - channel, date.
grain: [channel, date]
owner: analytics
tags: [coverage]
columns: [channel, date, is_known]
checks:
  - not_null: [channel, date, is_known]
--- */
WITH spine AS (
    SELECT s.channel, c.date
    FROM (SELECT channel, MIN(date) AS first_day FROM ref('int_channel_account_day') GROUP BY channel) AS s
    INNER JOIN ref('seed_calendar') AS c ON c.date >= s.first_day AND c.is_past
)

SELECT
    s.channel, s.date, COUNT(v.date) > 0 AND COUNT(v.date) = COUNT(m.account_id) AND COUNT(h.date) = 0 AS is_known
FROM spine AS s
LEFT JOIN ref('int_channel_account_day') AS m ON m.channel = s.channel AND m.date = s.date
LEFT JOIN ref('int_coverage') AS v ON v.network = m.network AND v.account_id = m.account_id AND v.date = m.told_on
LEFT JOIN ref('int_held_day') AS h
    ON h.network = m.network AND h.account_id = m.account_id AND h.date = s.date AND h.is_incomplete
GROUP BY s.channel, s.date
