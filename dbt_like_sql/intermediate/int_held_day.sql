/* ---
description: >
  Days of accounts of which rows of paid delivery are held back. A day is incomplete where their spend is more than
  quarantined_share of what is known of the day with them, or could not be read. Rows whose day or account could not be
  read count for no day. Grain - network, account_id, date.
grain: [network, account_id, date]
owner: analytics
tags: [coverage]
columns: [
  network, account_id, date, held_rows: {type: count, unit: rows, description: rows held back},
  held_spend: {type: money, unit: reporting currency, description: their spend; null where a part of it could not be read or has no rate},
  is_incomplete: {type: flag, description: whether too much of the day is held back for its sums to be told}]
checks:
  - not_null: [network, account_id, date, held_rows, is_incomplete]
--- */
WITH held AS (
    SELECT
        network, account_id, date, COUNT(*) AS held_rows,
        CASE WHEN COUNT(*) = COUNT(spend) THEN SUM(spend) END AS held_spend
    FROM ref('int_held_row')
    WHERE has_day
    GROUP BY network, account_id, date
),

known AS (
    SELECT network, account_id, date, SUM(spend) AS spend
    FROM ref('int_campaign_part_day')
    GROUP BY network, account_id, date
)

SELECT
    h.network, h.account_id, h.date, h.held_rows, h.held_spend,
    h.held_spend IS NULL
    OR CAST(h.held_spend AS DOUBLE)
    > CAST(s.quarantined_share AS DOUBLE) * CAST(h.held_spend + COALESCE(k.spend, 0) AS DOUBLE) AS is_incomplete
FROM held AS h
CROSS JOIN ref('seed_settings') AS s
LEFT JOIN known AS k ON k.network = h.network AND k.account_id = h.account_id AND k.date = h.date
