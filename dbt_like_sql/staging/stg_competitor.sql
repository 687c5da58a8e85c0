/* ---
description: Competing pages by period, the current version of every row. Grain - row_key.
grain: [row_key]
owner: analytics
tags: [content]
columns: [
  row_key, file_id, part, row_number, exported_at, loaded_at, network, report, account_id, grain, period_start,
  period_end, page, account_name, new_followers, engagements, posts, followers]
checks:
  - not_null: [row_key, network, account_id, period_start, period_end, page]
--- */
WITH moment AS (
    SELECT
        r.row_key, r.exported_at,
        MAX(CASE WHEN r.exported_at_basis IN ('stated', 'file_name') THEN COALESCE(a.arrived_at, r.loaded_at) END) AS stated_at
    FROM source('raw', 'competitor') AS r
    LEFT JOIN ref('stg_arrival') AS a ON a.file_id = r.file_id AND a.part = r.part
    WHERE r.retracted_at IS NULL
    GROUP BY r.row_key, r.exported_at
),

version AS (
    SELECT
        r.row_key, r.file_id, r.part, r.row_number, r.exported_at, r.loaded_at, r.network, r.report, r.account_id,
        r.grain, r.period_start, r.period_end, r.page, r.account_name, r.new_followers, r.engagements, r.posts,
        r.followers,
        ROW_NUMBER() OVER (
            PARTITION BY r.row_key
            ORDER BY
                r.exported_at DESC,
                CASE WHEN r.exported_at_basis IN ('stated', 'file_name') THEN s.stated_at ELSE COALESCE(a.arrived_at, r.loaded_at) END DESC,
                r.file_id DESC, r.part DESC, r.row_number DESC
        ) AS version_rank
    FROM source('raw', 'competitor') AS r
    LEFT JOIN ref('stg_arrival') AS a ON a.file_id = r.file_id AND a.part = r.part
    LEFT JOIN moment AS s ON s.row_key = r.row_key AND s.exported_at = r.exported_at
    WHERE r.retracted_at IS NULL
)

SELECT
    row_key, file_id, part, row_number, exported_at, loaded_at, network, report, account_id, grain, period_start,
    period_end, page, account_name, new_followers, engagements, posts, followers
FROM version
WHERE version_rank = 1
