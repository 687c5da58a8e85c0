/* ---
description: >
  Rows of exports without ids that a later export tells again under another name or number, so that they must not count beside it. Renamed - the later
  part has, for the same day and shape, a name the earlier part lacks with the same impressions, spend and clicks, and lacks the earlier name. Same
  name - of things of one name the latest export that has the name tells all, for their numbers follow the order of its rows. Grain - row_key.
grain: [row_key]
owner: analytics
tags: [ads]
materialization: incremental
time_column: period_start
columns: [
  row_key, period_start, because: {type: text, description: renamed or same_name},
  told_by: {type: text, description: row_key of the row that tells it now; null for same_name}]
checks:
  - not_null: [row_key, because]
  - accepted: {because: [renamed, same_name]}
--- */
WITH named AS (
    SELECT
        d.row_key, d.period_start, d.file_id, d.part, d.exported_at, COALESCE(a.arrived_at, d.loaded_at) AS arrived_at, d.impressions, spend_original, COALESCE(clicks, -1) AS clicks,
        CASE WHEN exported_at_basis IN ('stated', 'file_name') THEN 1 ELSE 0 END AS is_stated,
        CASE WHEN level IN ('ad', 'ad_group') THEN campaign_key ELSE '' END AS campaign_above,
        CASE WHEN level = 'ad' THEN ad_group_key ELSE '' END AS ad_group_above,
        LOWER(CASE level WHEN 'ad' THEN ad_name WHEN 'ad_group' THEN ad_group_name ELSE campaign_name END) AS own_name,
        network || '|' || account_id || '|' || CAST(period_start AS VARCHAR) || '|' || CAST(period_end AS VARCHAR) || '|' || shape
        || '|' || breakdown_set || '|' || level || '|' || COALESCE(publisher, '') || '|' || COALESCE(attribution_setting, '')
        || '|' || COALESCE(age, '') || '|' || COALESCE(gender, '') || '|' || COALESCE(country, '') || '|' || COALESCE(region, '')
        || '|' || COALESCE(placement, '') || '|' || COALESCE(device, '') || '|' || COALESCE(segment, '') || '|' || COALESCE(hour, '')
        || '|' || COALESCE(keyword, '') || '|' || COALESCE(match_type, '') || '|' || COALESCE(search_term, '')
        || '|' || COALESCE(asset, '') || '|' || COALESCE(asset_type, '') || '|' || COALESCE(conversion_action, '') AS cell
    FROM ref('stg_ad_delivery') AS d
    LEFT JOIN ref('stg_arrival') AS a ON a.file_id = d.file_id AND a.part = d.part WHERE d.key_quality = 'name'
),

unit AS (
    SELECT
        row_key, period_start, file_id, part, exported_at, impressions, spend_original, clicks, campaign_above, ad_group_above, own_name, cell,
        CASE WHEN is_stated = 1 THEN MAX(CASE WHEN is_stated = 1 THEN arrived_at END) OVER (PARTITION BY cell, exported_at) ELSE arrived_at END AS told_at
    FROM named
),

pair AS (
    SELECT
        o.row_key, o.period_start, n.row_key AS new_key, o.cell, o.impressions, o.spend_original, o.clicks, o.exported_at, n.exported_at AS new_exported_at
    FROM unit AS o
    INNER JOIN unit AS n
        ON n.cell = o.cell AND n.impressions = o.impressions AND n.spend_original = o.spend_original AND n.clicks = o.clicks
    LEFT JOIN source('raw', 'ad_delivery') AS v
        ON v.row_key = n.row_key AND v.file_id = o.file_id AND v.part = o.part AND v.retracted_at IS NULL
    WHERE
        o.impressions > 0 AND v.row_key IS NULL AND (n.exported_at > o.exported_at OR (n.exported_at = o.exported_at AND n.told_at > o.told_at)
            OR (n.exported_at = o.exported_at AND n.told_at = o.told_at AND n.file_id > o.file_id))
),

placed AS (
    SELECT
        row_key, period_start, new_key, cell, impressions, spend_original, clicks,
        DENSE_RANK() OVER (PARTITION BY cell, impressions, spend_original, clicks ORDER BY exported_at, row_key) AS old_place,
        DENSE_RANK() OVER (PARTITION BY cell, impressions, spend_original, clicks ORDER BY new_exported_at, new_key) AS new_place
    FROM pair
),

counted AS (
    SELECT
        row_key, period_start, file_id,
        FIRST_VALUE(file_id) OVER (PARTITION BY cell, campaign_above, ad_group_above, own_name ORDER BY exported_at DESC, told_at DESC, file_id DESC, part DESC) AS latest_file
    FROM unit
)

SELECT o.row_key, MIN(o.period_start) AS period_start, 'renamed' AS because, MIN(n.new_key) AS told_by
FROM placed AS o
INNER JOIN placed AS n
    ON n.cell = o.cell AND n.impressions = o.impressions AND n.spend_original = o.spend_original AND n.clicks = o.clicks AND n.new_place = o.old_place
GROUP BY o.row_key
UNION ALL
SELECT c.row_key, c.period_start, 'same_name' AS because, CAST(NULL AS VARCHAR) AS told_by
FROM counted AS c
LEFT JOIN placed AS p ON p.row_key = c.row_key
WHERE c.file_id <> c.latest_file AND p.row_key IS NULL
