/* ---
description: every row of the chosen export is counted once in ad_daily, none twice and none left out
owner: analytics
severity: error
time_column: date
--- */
WITH told AS (
    SELECT network, account_id, date, file_id, part, row_number, 1 AS fact_rows, 0 AS raw_rows
    FROM ref('int_ad_day')
    WHERE NOT is_residual AND NOT derived_from_breakdown
    UNION ALL
    SELECT
        d.network, d.account_id, d.period_start AS date, d.file_id, d.part, d.row_number, 0 AS fact_rows, 1 AS raw_rows
    FROM ref('int_ad_row') AS d
    INNER JOIN ref('int_ad_shape_choice') AS c
        ON c.network = d.network AND c.account_id = d.account_id AND c.date = d.period_start
        AND c.shape_family = REPLACE(d.shape, '/result_type', '') AND c.breakdown_set = d.breakdown_set
    WHERE d.grain = 'day' AND NOT c.derived_from_breakdown
)

SELECT
    network, account_id, date AS day, file_id, part, row_number, SUM(fact_rows) AS fact_rows, SUM(raw_rows) AS raw_rows
FROM told
GROUP BY network, account_id, date, file_id, part, row_number
HAVING SUM(fact_rows) <> SUM(raw_rows)
