/* ---
description: Daily values of accounts and pages, the current version of every row. Grain - row_key.
grain: [row_key]
owner: analytics
tags: [content]
materialization: incremental
time_column: period_start
columns: [
  row_key, file_id, part, row_number, exported_at, exported_at_basis, loaded_at, network, report, account_id, grain,
  period_start, period_end, metric, account_name, publisher, unit, is_additive, value]
checks:
  - not_null: [row_key, network, account_id, period_start, metric]
--- */
SELECT
    r.row_key, r.file_id, r.part, r.row_number, r.exported_at, r.exported_at_basis, r.loaded_at, r.network, r.report,
    r.account_id, r.grain, r.period_start, r.period_end, r.metric, r.account_name, r.publisher, r.unit,
    r.is_additive, r.value
FROM source('raw', 'account_metric') AS r
INNER JOIN ref('stg_account_place') AS o
    ON o.row_key = r.row_key AND o.file_id = r.file_id AND o.part = r.part AND o.row_number = r.row_number
    AND o.place = 1
WHERE r.retracted_at IS NULL
