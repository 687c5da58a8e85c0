/* ---
description: >
  Days of accounts of which rows of paid delivery are held back and no newer export tells the day. A day is incomplete
  where their spend is more than quarantined_share of what is known of the day with them, or could not be read. Rows
  whose day or account could not be read count for no day. Grain - network, account_id, date.
grain: [network, account_id, date]
owner: analytics
columns: [
  network, account_id, date, held_rows: {type: count, unit: rows, description: rows held back},
  held_spend: {type: money, unit: reporting currency, description: their spend; null where a part of it could not be read or has no rate},
  is_incomplete: {type: flag, description: whether too much of the day is held back for its sums to be told}]
checks:
  - not_null: [network, account_id, date, held_rows, is_incomplete]
--- */
WITH waiting AS (
    SELECT
        q.file_id, q.part, q.row_number, MAX(q.account_id) AS account_id, MAX(q.period_start) AS date,
        MAX(ABS(q.amount)) AS amount, MAX(q.currency) AS currency
    FROM source('ops', 'quarantined_row') AS q
    WHERE q.released_at IS NULL AND q.severity = 'error' AND q.period_start = q.period_end
    GROUP BY q.file_id, q.part, q.row_number
),

held AS (
    SELECT
        f.network, w.account_id, w.date, COUNT(*) AS held_rows,
        CASE WHEN COUNT(*) = COUNT(x.rate) THEN SUM(CAST(w.amount * x.rate AS DECIMAL(18, 6))) END AS held_spend
    FROM waiting AS w
    INNER JOIN source('ops', 'export_file') AS f ON f.file_id = w.file_id AND f.part = w.part
    LEFT JOIN ref('seed_fx') AS x ON x.date = w.date AND x.currency = w.currency AND w.amount IS NOT NULL
    LEFT JOIN ref('int_coverage') AS v ON v.network = f.network AND v.account_id = w.account_id AND v.date = w.date
    WHERE
        f.status = 'loaded' AND f.report = 'ads' AND w.account_id IS NOT NULL
        AND NOT COALESCE(v.exported_at > f.exported_at, FALSE)
        AND NOT COALESCE(
            v.exported_at = f.exported_at AND v.loaded_at > f.loaded_at
            AND f.exported_at_basis NOT IN ('stated', 'file_name'), FALSE
        )
    GROUP BY f.network, w.account_id, w.date
),

known AS (
    SELECT network, account_id, date, SUM(spend) AS spend
    FROM ref('int_ad_day')
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
