/* ---
description: every row of the chosen export is counted once in ad_daily, none twice and none left out
owner: analytics
severity: error
--- */
WITH counted AS (
    SELECT network, account_id, date, file_id, part, row_number, COUNT(*) AS fact_rows
    FROM ref('ad_daily')
    WHERE NOT is_residual AND NOT derived_from_breakdown
    GROUP BY network, account_id, date, file_id, part, row_number
),

chosen AS (
    SELECT d.network, d.account_id, d.period_start AS date, d.file_id, d.part, d.row_number, COUNT(*) AS raw_rows
    FROM ref('int_ad_row') AS d
    INNER JOIN ref('int_ad_shape_choice') AS c
        ON c.network = d.network AND c.account_id = d.account_id AND c.date = d.period_start
        AND c.shape_family = REPLACE(d.shape, '/result_type', '') AND c.breakdown_set = d.breakdown_set
    WHERE d.grain = 'day' AND NOT c.derived_from_breakdown
    GROUP BY d.network, d.account_id, d.period_start, d.file_id, d.part, d.row_number
)

SELECT
    COALESCE(h.network, c.network) AS network, COALESCE(h.account_id, c.account_id) AS account_id,
    COALESCE(h.date, c.date) AS day, COALESCE(h.file_id, c.file_id) AS file_id,
    COALESCE(h.row_number, c.row_number) AS row_number, c.fact_rows, h.raw_rows
FROM chosen AS h
FULL OUTER JOIN counted AS c
    ON c.network = h.network AND c.account_id = h.account_id AND c.date = h.date AND c.file_id = h.file_id
    AND c.part = h.part AND c.row_number = h.row_number
WHERE COALESCE(c.fact_rows, 0) <> COALESCE(h.raw_rows, 0)
