/* ---
description: Competing pages by period, the current version of every row. Grain - row_key.
grain: [row_key]
owner: analytics
columns: [
  row_key, file_id, part, row_number, exported_at, loaded_at, network, report, account_id, grain, period_start,
  period_end, page, account_name, new_followers, engagements, posts, followers]
checks:
  - not_null: [row_key, network, account_id, period_start, period_end, page]
--- */
WITH version AS (
    SELECT
        r.row_key, r.file_id, r.part, r.row_number, r.exported_at, r.loaded_at, r.network, r.report, r.account_id,
        r.grain, r.period_start, r.period_end, r.page, r.account_name, r.new_followers, r.engagements, r.posts,
        r.followers,
        ROW_NUMBER() OVER (
            PARTITION BY r.row_key
            ORDER BY r.exported_at DESC, r.file_id DESC, r.part DESC, r.row_number DESC
        ) AS version_rank
    FROM source('raw', 'competitor') AS r
    WHERE r.retracted_at IS NULL
)

SELECT
    row_key, file_id, part, row_number, exported_at, loaded_at, network, report, account_id, grain, period_start,
    period_end, page, account_name, new_followers, engagements, posts, followers
FROM version
WHERE version_rank = 1
