/* ---
description: >
  Rows of paid delivery that are held back and that nothing newer tells: no newer export of their day; where their day
  could not be read, no later file of the same kind that covers their file. Grain - file_id, part, row_number.
grain: [file_id, part, row_number]
owner: analytics
tags: [coverage]
columns: [
  file_id, part, row_number, network,
  account_id: {type: text, description: "account of the row, else of its file; empty when neither says, several with commas when the file does"},
  date: {type: day, description: "its day, else the last day of its period or file"},
  has_day: {type: flag, description: whether the row says its day},
  spend: {type: money, unit: reporting currency, description: "its spend, without sign; null when it could not be read or has no rate"},
  has_amount: {type: flag, description: whether its spend could be read}]
checks:
  - not_null: [file_id, row_number, network, account_id, has_day, has_amount]
--- */
WITH waiting AS (
    SELECT
        q.file_id, q.part, q.row_number, MAX(q.account_id) AS account_id, MAX(q.period_start) AS first_day,
        MAX(q.period_end) AS last_day, MAX(ABS(q.amount)) AS amount, MAX(q.currency) AS currency
    FROM source('ops', 'quarantined_row') AS q
    WHERE q.released_at IS NULL AND q.severity = 'error'
    GROUP BY q.file_id, q.part, q.row_number
),

placed AS (
    SELECT
        w.file_id, w.part, w.row_number, w.amount, w.currency, f.network, f.level, f.account, f.period_start,
        f.period_end, f.exported_at, f.exported_at_basis, f.loaded_at,
        COALESCE(w.account_id, f.account, '') AS account_id, COALESCE(w.last_day, f.period_end) AS date,
        COALESCE(w.first_day = w.last_day, FALSE) AS has_day
    FROM waiting AS w
    INNER JOIN source('ops', 'export_file') AS f ON f.file_id = w.file_id AND f.part = w.part
    WHERE f.status = 'loaded' AND f.report = 'ads'
)

SELECT
    p.file_id, p.part, p.row_number, p.network, p.account_id, p.date, p.has_day,
    CAST(ROUND(p.amount * x.rate, 6) AS DECIMAL(18, 6)) AS spend, p.amount IS NOT NULL AS has_amount
FROM placed AS p
LEFT JOIN ref('seed_fx') AS x ON x.date = p.date AND x.currency = p.currency
LEFT JOIN ref('int_coverage') AS v
    ON p.has_day AND v.network = p.network AND v.account_id = p.account_id AND v.date = p.date
    AND (
        v.exported_at > p.exported_at
        OR (
            v.exported_at = p.exported_at AND v.loaded_at > p.loaded_at
            AND p.exported_at_basis NOT IN ('stated', 'file_name')
        )
    )
WHERE
    v.date IS NULL
    AND (
        p.has_day OR NOT EXISTS (
            SELECT 1 AS found FROM source('ops', 'export_file') AS g
            WHERE
                g.status = 'loaded' AND g.report = 'ads' AND g.network = p.network AND g.loaded_at > p.loaded_at
                AND COALESCE(g.level, '') = COALESCE(p.level, '') AND COALESCE(g.account, '') = COALESCE(p.account, '')
                AND g.period_start <= p.period_start AND g.period_end >= p.period_end
        )
    )
