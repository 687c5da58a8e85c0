/* ---
description: Daily values of accounts and pages, the current version of every row. Grain - row_key.
grain: [row_key]
owner: analytics
materialization: incremental
time_column: period_start
columns: [
  row_key, file_id, part, row_number, exported_at, exported_at_basis, loaded_at, network, report, account_id, grain,
  period_start, period_end, metric, account_name, publisher, unit, is_additive, value]
checks:
  - not_null: [row_key, network, account_id, period_start, metric]
--- */
WITH version AS (
    SELECT
        r.row_key, r.file_id, r.part, r.row_number, r.exported_at, r.exported_at_basis, r.loaded_at, r.network, r.report,
        r.account_id, r.grain, r.period_start, r.period_end, r.metric, r.account_name, r.publisher, r.unit,
        r.is_additive, r.value,
        ROW_NUMBER() OVER (
            PARTITION BY r.row_key
            ORDER BY
                r.exported_at DESC,
                CASE WHEN r.exported_at_basis IN ('stated', 'file_name') THEN s.stated_at ELSE COALESCE(a.arrived_at, r.loaded_at) END DESC,
                r.file_id DESC, r.part DESC, r.row_number DESC
        ) AS version_rank
    FROM source('raw', 'account_metric') AS r
    LEFT JOIN ref('stg_arrival') AS a ON a.file_id = r.file_id AND a.part = r.part
    LEFT JOIN ref('stg_account_moment') AS s ON s.row_key = r.row_key AND s.exported_at = r.exported_at
    WHERE r.retracted_at IS NULL
)

SELECT
    row_key, file_id, part, row_number, exported_at, exported_at_basis, loaded_at, network, report, account_id, grain,
    period_start, period_end, metric, account_name, publisher, unit, is_additive, value
FROM version
WHERE version_rank = 1
