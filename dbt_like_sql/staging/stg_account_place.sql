/* ---
description: >
  The order of all versions of a row of accounts and pages, the one that counts first. The later export comes first; of one
  moment the later arrival where not all state it, and those that do stand where the last of them arrived; else the
  fuller row, for days only fill up. Grain - row_key, file_id, part, row_number.
grain: [row_key, file_id, part, row_number]
owner: analytics
tags: [content]
materialization: incremental
time_column: period_start
columns: [
  row_key, file_id, part, row_number, period_start, arrived_at: {type: moment, description: "when its file arrived, UTC"},
  place: {type: count, description: 1 counts}]
checks:
  - not_null: [row_key, file_id, row_number, period_start, arrived_at, place]
--- */
WITH version AS (
    SELECT
        r.row_key, r.file_id, r.part, r.row_number, r.period_start, r.exported_at,
        COALESCE(a.arrived_at, r.loaded_at) AS arrived_at,
        CASE
            WHEN r.exported_at_basis IN ('stated', 'file_name')
                THEN MAX(CASE WHEN r.exported_at_basis IN ('stated', 'file_name') THEN COALESCE(a.arrived_at, r.loaded_at) END)
                    OVER (PARTITION BY r.row_key, r.exported_at)
            ELSE COALESCE(a.arrived_at, r.loaded_at)
        END AS told_at,
        r.value
    FROM source('raw', 'account_metric') AS r
    LEFT JOIN ref('stg_arrival') AS a ON a.file_id = r.file_id AND a.part = r.part
    WHERE r.retracted_at IS NULL
)

SELECT
    row_key, file_id, part, row_number, period_start, arrived_at,
    ROW_NUMBER() OVER (
        PARTITION BY row_key
        ORDER BY
            exported_at DESC, told_at DESC,
            COALESCE(value, -1) DESC,
            file_id DESC, part DESC, row_number DESC
    ) AS place
FROM version
