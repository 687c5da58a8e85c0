/* ---
description: >
  Paid accounts of each channel on the days they count, with the covered day that tells of it. An account counts from its
  first covered day until 35 days after its last; one declared as ended counts on, for it is known to bring nothing
  afterwards. Grain - channel, network, account_id, date.
grain: [channel, network, account_id, date]
owner: analytics
tags: [coverage]
columns: [
  channel, network, account_id, date,
  told_on: {type: day, description: "the day, for ended accounts their last covered one; not always covered"}]
checks:
  - not_null: [channel, network, account_id, date, told_on]
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
)

SELECT
    m.channel, m.network, m.account_id, c.date, CASE WHEN m.ended < c.date THEN m.last_day ELSE c.date END AS told_on
FROM member AS m
INNER JOIN ref('seed_calendar') AS c
    ON c.is_past AND c.date >= m.first_day
    AND (m.ended < c.date OR CAST(m.last_day + INTERVAL '35' DAY AS DATE) >= c.date)
