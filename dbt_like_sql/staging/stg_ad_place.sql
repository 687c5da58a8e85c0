/* ---
description: >
  The order of the versions of a row of paid delivery that has several, the one that counts first. The later export comes first; of one
  moment the later arrival where not all state it, and those that do stand where the last of them arrived; else the
  fuller row, for days only fill up. A row told once has no place here. Grain - row_key, file_id, part, row_number.
grain: [row_key, file_id, part, row_number]
owner: analytics
tags: [ads]
materialization: incremental
time_column: period_start
columns: [
  row_key, file_id, part, row_number, network, account_id, period_start,
  place: {type: count, description: 1 counts}]
checks:
  - not_null: [row_key, file_id, row_number, period_start, place]
--- */
WITH several AS (
    SELECT row_key
    FROM source('raw', 'ad_delivery')
    WHERE retracted_at IS NULL
    GROUP BY row_key
    HAVING COUNT(*) > 1
),

version AS (
    SELECT
        r.row_key, r.file_id, r.part, r.row_number, r.network, r.account_id, r.period_start, r.exported_at,
        COALESCE(a.arrived_at, r.loaded_at) AS arrived_at,
        CASE
            WHEN r.exported_at_basis IN ('stated', 'file_name')
                THEN MAX(CASE WHEN r.exported_at_basis IN ('stated', 'file_name') THEN COALESCE(a.arrived_at, r.loaded_at) END)
                    OVER (PARTITION BY r.row_key, r.exported_at)
            ELSE COALESCE(a.arrived_at, r.loaded_at)
        END AS told_at,
        r.spend_original, r.impressions, r.clicks, r.link_clicks, r.conversions, r.conversion_value_original,
        r.leads, r.video_views, r.engagements, r.results
    FROM source('raw', 'ad_delivery') AS r
    INNER JOIN several AS s ON s.row_key = r.row_key
    LEFT JOIN ref('stg_arrival') AS a ON a.file_id = r.file_id AND a.part = r.part
    WHERE r.retracted_at IS NULL
)

SELECT
    row_key, file_id, part, row_number, network, account_id, period_start,
    ROW_NUMBER() OVER (
        PARTITION BY row_key
        ORDER BY
            exported_at DESC, told_at DESC,
            COALESCE(spend_original, -1) DESC, COALESCE(impressions, -1) DESC, COALESCE(clicks, -1) DESC,
            COALESCE(link_clicks, -1) DESC, COALESCE(conversions, -1) DESC, COALESCE(conversion_value_original,
            -1) DESC, COALESCE(leads, -1) DESC, COALESCE(video_views, -1) DESC, COALESCE(engagements, -1) DESC,
            COALESCE(results, -1) DESC,
            file_id DESC, part DESC, row_number DESC
    ) AS place
FROM version
