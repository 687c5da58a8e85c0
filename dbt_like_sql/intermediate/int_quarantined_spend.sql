/* ---
description: >
  Spend of rows of the last 28 days that are held back, beside what the channel is known to have spent in them. Money
  nobody could read is left out. Rows of an account with several channels count for each of them, and rows whose account
  could not be read for each account of their file or network. Grain - channel.
grain: [channel]
owner: analytics
tags: [quality]
columns: [
  channel, held_rows: {type: count, unit: rows, description: rows held back whose spend could be read},
  quarantined_spend: {type: money, unit: reporting currency, description: "their spend, at the rate of their day"},
  quarantined_share: {type: ratio, unit: ratio 0 to 1, description: "quarantined_spend / (quarantined_spend + known spend of the last 28 days)"}]
checks:
  - not_null: [channel, held_rows]
  - expression: quarantined_share >= 0 AND quarantined_share <= 1
--- */
WITH owner AS (SELECT DISTINCT channel, network, account_id FROM ref('seed_campaign') WHERE is_paid_media),

held AS (
    SELECT o.channel, COUNT(*) AS held_rows, SUM(r.spend) AS quarantined_spend
    FROM ref('int_held_row') AS r
    INNER JOIN ref('seed_settings') AS s ON r.date >= CAST(s.as_of - INTERVAL '28' DAY AS DATE)
    INNER JOIN owner AS o
        ON o.network = r.network AND (o.account_id = r.account_id OR r.account_id = '' OR r.account_id LIKE '%,%')
    WHERE r.has_amount
    GROUP BY o.channel
),

spent AS (
    SELECT d.channel, SUM(d.spend) AS spend
    FROM ref('channel_daily') AS d
    INNER JOIN ref('seed_settings') AS s ON d.date >= CAST(s.as_of - INTERVAL '28' DAY AS DATE)
    GROUP BY d.channel
)

SELECT
    h.channel, h.held_rows, h.quarantined_spend,
    CAST(h.quarantined_spend AS DOUBLE) / NULLIF(CAST(h.quarantined_spend + COALESCE(s.spend, 0) AS DOUBLE), 0)
        AS quarantined_share
FROM held AS h
LEFT JOIN spent AS s ON s.channel = h.channel
