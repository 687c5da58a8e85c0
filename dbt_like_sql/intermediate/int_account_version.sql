/* ---
description: >
  Versions of daily values of accounts and pages that ever counted, like int_ad_version. Grain - row_key, place.
grain: [row_key, place]
owner: analytics
tags: [quality]
materialization: incremental
time_column: date
columns: [
  row_key, place: {type: count, description: 1 is the oldest version in the order of exports}, network, account_id,
  date, metric, unit, file_id, exported_at, loaded_at,
  day_known_at: {type: moment, description: first of the exports loaded by then that has a value of the account and day of that metric}, value]
checks:
  - not_null: [row_key, place, network, account_id, date, metric]
--- */
WITH version AS (
    SELECT
        r.row_key, r.network, r.account_id, r.period_start AS date, r.metric, r.unit, r.file_id, r.exported_at,
        r.loaded_at, r.value,
        o.place AS version_rank,
        MIN(r.exported_at) OVER (
            PARTITION BY r.network, r.account_id, r.period_start, r.metric
            ORDER BY r.loaded_at RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS day_known_at
    FROM source('raw', 'account_metric') AS r
    INNER JOIN ref('stg_account_place') AS o
        ON o.row_key = r.row_key AND o.file_id = r.file_id AND o.part = r.part AND o.row_number = r.row_number
    WHERE r.retracted_at IS NULL AND r.grain = 'day'
),

dated AS (
    SELECT
        row_key, version_rank,
        MIN(loaded_at) OVER (
            PARTITION BY row_key ORDER BY version_rank ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS newer_loaded_at,
        COUNT(*) OVER (PARTITION BY row_key) AS versions
    FROM version
)

SELECT
    v.row_key, ROW_NUMBER() OVER (PARTITION BY v.row_key ORDER BY v.version_rank DESC) AS place, v.network,
    v.account_id, v.date, v.metric, v.unit, v.file_id, v.exported_at, v.loaded_at, v.day_known_at, v.value
FROM version AS v
INNER JOIN dated AS d ON d.row_key = v.row_key AND d.version_rank = v.version_rank
WHERE
    (d.newer_loaded_at IS NULL OR d.newer_loaded_at >= v.loaded_at)
    AND (d.versions > 1 OR v.exported_at > v.day_known_at)
