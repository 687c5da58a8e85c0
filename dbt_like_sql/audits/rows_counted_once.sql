/* ---
description: >
  every row of the chosen export is counted once in ad_daily, none twice and none left out; the rows of an account's day in a file are
  compared by their number, the sum of their line numbers and the sum of squares of these
owner: analytics
severity: error
time_column: date
--- */
WITH told AS (
    SELECT
        network, account_id, date, file_id, part, COUNT(*) AS fact_rows, 0 AS raw_rows, SUM(row_number) AS fact_lines, 0 AS raw_lines,
        SUM((row_number % 65521) * (row_number % 65521)) AS squares
    FROM ref('int_ad_day')
    WHERE NOT is_residual AND NOT derived_from_breakdown
    GROUP BY network, account_id, date, file_id, part
    UNION ALL
    SELECT
        d.network, d.account_id, d.period_start AS date, d.file_id, d.part, 0 AS fact_rows, COUNT(*) AS raw_rows, 0 AS fact_lines,
        SUM(d.row_number) AS raw_lines, -SUM((d.row_number % 65521) * (d.row_number % 65521)) AS squares
    FROM ref('int_ad_row') AS d
    INNER JOIN ref('int_ad_shape_choice') AS c
        ON c.network = d.network AND c.account_id = d.account_id AND c.date = d.period_start
        AND c.shape_family = REPLACE(d.shape, '/result_type', '') AND c.breakdown_set = d.breakdown_set
    WHERE d.grain = 'day' AND NOT c.derived_from_breakdown
    GROUP BY d.network, d.account_id, d.period_start, d.file_id, d.part
)

SELECT
    network, account_id, date AS day, file_id, part, SUM(fact_rows) AS fact_rows, SUM(raw_rows) AS raw_rows,
    SUM(fact_lines) AS fact_lines, SUM(raw_lines) AS raw_lines
FROM told
GROUP BY network, account_id, date, file_id, part
HAVING SUM(fact_rows) <> SUM(raw_rows) OR SUM(fact_lines) <> SUM(raw_lines) OR SUM(squares) <> 0
