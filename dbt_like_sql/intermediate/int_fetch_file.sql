/* ---
description: >
  Files that must come again: refused ones of which no part of that name was loaded later, and loaded ones of which more
  rows were held back than the project allows. A file whose account nobody could read is taken for the only account the
  network has. Grain - file_id, part, network, account_id.
grain: [file_id, part, network, account_id]
owner: analytics
tags: [quality]
columns: [
  file_id, part, network, account_id, report: {type: text, description: kind of the report},
  report_name: {type: text, description: which of the network's reports}, reason: {type: text, description: file_refused or rows_held_back},
  period_start: {description: first day it is about; null when nobody could read it}, period_end: {description: last day it is about},
  known_at: {type: moment, description: "when it was exported, else when it arrived, UTC"}, loaded_at]
checks:
  - not_null: [file_id, network, account_id, report, reason]
  - accepted: {reason: [file_refused, rows_held_back]}
--- */
WITH only_account AS (
    SELECT h.network, MIN(h.account_id) AS account_id
    FROM ref('int_export_habit') AS h
    LEFT JOIN ref('seed_account') AS a ON a.network = h.network AND a.account_id = h.account_id
    WHERE h.report IN ('ads', 'outcome') AND a.ended IS NULL
    GROUP BY h.network
    HAVING COUNT(DISTINCT h.account_id) = 1
),

held_back AS (
    SELECT file_id, part, COUNT(DISTINCT row_number) AS held
    FROM source('ops', 'quarantined_row')
    WHERE severity = 'error' AND released_at IS NULL
    GROUP BY file_id, part
),

bad AS (
    SELECT
        e.file_id, e.part, e.network, e.account, COALESCE(e.report, 'ads') AS report, e.report_name, e.period_start,
        e.period_end, COALESCE(e.exported_at, e.loaded_at) AS known_at, e.loaded_at,
        CASE WHEN e.status = 'loaded' THEN 'rows_held_back' ELSE 'file_refused' END AS reason
    FROM source('ops', 'export_file') AS e
    CROSS JOIN ref('seed_settings') AS s
    LEFT JOIN held_back AS h ON h.file_id = e.file_id AND h.part = e.part
    LEFT JOIN source('ops', 'export_file') AS later
        ON later.name = e.name AND later.part = e.part AND later.status = 'loaded' AND later.loaded_at > e.loaded_at
    WHERE
        e.network IS NOT NULL AND later.file_id IS NULL
        AND (
            e.status IN ('held', 'quarantined', 'unrecognised')
            OR (e.status = 'loaded' AND h.held > CAST(s.quarantined_share AS DOUBLE) * e.rows_read)
        )
)

SELECT
    b.file_id, b.part, b.network, COALESCE(a.account_id, b.account, o.account_id, b.network || ':default') AS account_id,
    CASE WHEN b.report = 'ads_breakdown' THEN 'ads' ELSE b.report END AS report, b.report_name, b.reason,
    b.period_start, b.period_end, b.known_at, b.loaded_at
FROM bad AS b
LEFT JOIN ref('seed_account') AS a
    ON a.network = b.network AND STRPOS(',' || REPLACE(b.account, ' ', '') || ',', ',' || a.account_id || ',') > 0
LEFT JOIN only_account AS o ON o.network = b.network AND b.account IS NULL
