/* ---
description: Buckets of audiences, the current version of every snapshot. Grain - row_key.
grain: [row_key]
owner: analytics
columns: [
  row_key, file_id, part, row_number, exported_at, loaded_at, network, report, account_id, grain, period_start,
  period_end, audience, dimension, bucket, gender, account_name, publisher, views, watch_seconds, share, people,
  average_watch_seconds]
checks:
  - not_null: [row_key, network, account_id, period_end, audience, dimension, bucket]
--- */
WITH version AS (
    SELECT
        r.row_key, r.file_id, r.part, r.row_number, r.exported_at, r.loaded_at, r.network, r.report, r.account_id,
        r.grain, r.period_start, r.period_end, r.audience, r.dimension, r.bucket, r.gender, r.account_name,
        r.publisher, r.views, r.watch_seconds, r.share, r.people, r.average_watch_seconds,
        ROW_NUMBER() OVER (
            PARTITION BY r.row_key
            ORDER BY r.exported_at DESC, r.file_id DESC, r.part DESC, r.row_number DESC
        ) AS version_rank
    FROM source('raw', 'audience') AS r
    WHERE r.retracted_at IS NULL
)

SELECT
    row_key, file_id, part, row_number, exported_at, loaded_at, network, report, account_id, grain, period_start,
    period_end, audience, dimension, bucket, gender, account_name, publisher, views, watch_seconds, share, people,
    average_watch_seconds
FROM version
WHERE version_rank = 1
