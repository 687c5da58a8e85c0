/* ---
description: >
  One row per channel and day from its first covered day to the day before as_of, saying whether the day is known: every
  account of the channel covered, and none with too many rows of the day held back. An account counts from its first
  covered day until 35 days after its last; one declared as ended is known to bring nothing afterwards. Grain - channel, date.
grain: [channel, date]
owner: analytics
columns: [
  channel, date, is_known,
  has_spend: {type: count, description: rows with spend in the exports of the day},
  has_impressions: {type: count, description: rows with impressions}, has_clicks: {type: count, description: rows with clicks},
  has_link_clicks: {type: count, description: rows with link clicks},
  has_conversions: {type: count, description: rows with conversions},
  has_conversion_value: {type: count, description: rows with conversion value},
  has_leads: {type: count, description: rows with leads}, has_video_views: {type: count, description: rows with video views},
  has_engagements: {type: count, description: rows with engagements}, has_follows: {type: count, description: rows with follows}]
checks:
  - not_null: [channel, date, is_known]
--- */
WITH bounds AS (
    SELECT network, account_id, MIN(date) AS first_day, MAX(date) AS last_day
    FROM ref('int_coverage')
    GROUP BY network, account_id
),

member AS (
    SELECT DISTINCT m.channel, m.network, m.account_id, b.first_day, b.last_day, a.ended
    FROM ref('seed_campaign') AS m
    INNER JOIN bounds AS b ON b.network = m.network AND b.account_id = m.account_id
    LEFT JOIN ref('seed_account') AS a ON a.network = m.network AND a.account_id = m.account_id
    WHERE m.is_paid_media
),

spine AS (
    SELECT s.channel, c.date
    FROM (SELECT channel, MIN(first_day) AS first_day FROM member GROUP BY channel) AS s
    INNER JOIN ref('seed_calendar') AS c ON c.date >= s.first_day AND c.is_past
)

SELECT
    s.channel, s.date, COUNT(v.date) > 0 AND COUNT(v.date) = COUNT(m.account_id) AND COUNT(h.date) = 0 AS is_known,
    MAX(v.has_spend) AS has_spend, MAX(v.has_impressions) AS has_impressions, MAX(v.has_clicks) AS has_clicks,
    MAX(v.has_link_clicks) AS has_link_clicks, MAX(v.has_conversions) AS has_conversions,
    MAX(v.has_conversion_value) AS has_conversion_value, MAX(v.has_leads) AS has_leads,
    MAX(v.has_video_views) AS has_video_views, MAX(v.has_engagements) AS has_engagements,
    MAX(v.has_follows) AS has_follows
FROM spine AS s
LEFT JOIN member AS m
    ON m.channel = s.channel AND m.first_day <= s.date
    AND (m.ended < s.date OR CAST(m.last_day + INTERVAL '35' DAY AS DATE) >= s.date)
LEFT JOIN ref('int_coverage') AS v
    ON v.network = m.network AND v.account_id = m.account_id
    AND v.date = CASE WHEN m.ended < s.date THEN m.last_day ELSE s.date END
LEFT JOIN ref('int_held_day') AS h
    ON h.network = m.network AND h.account_id = m.account_id AND h.date = s.date AND h.is_incomplete
GROUP BY s.channel, s.date
