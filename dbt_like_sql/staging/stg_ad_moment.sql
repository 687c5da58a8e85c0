/* ---
description: >
  Versions of one moment of which some state it and others do not: those that state it stand in the order of arrival
  where the last of them does. Rows of paid delivery without such versions are not here. Grain - row_key, exported_at.
grain: [row_key, exported_at]
owner: analytics
materialization: incremental
time_column: period_start
columns: [
  row_key, period_start, exported_at,
  stated_at: {type: moment, description: "when the last version that states the moment arrived, UTC"}]
checks:
  - not_null: [row_key, exported_at, stated_at]
--- */
WITH version AS (
    SELECT
        r.row_key, r.period_start, r.exported_at, COALESCE(a.arrived_at, r.loaded_at) AS arrived_at,
        CASE WHEN r.exported_at_basis IN ('stated', 'file_name') THEN 1 ELSE 0 END AS is_stated
    FROM source('raw', 'ad_delivery') AS r
    LEFT JOIN ref('stg_arrival') AS a ON a.file_id = r.file_id AND a.part = r.part
    WHERE r.retracted_at IS NULL
)

SELECT
    row_key, MIN(period_start) AS period_start, exported_at,
    MAX(CASE WHEN is_stated = 1 THEN arrived_at END) AS stated_at
FROM version
GROUP BY row_key, exported_at
HAVING MIN(is_stated) <> MAX(is_stated)
