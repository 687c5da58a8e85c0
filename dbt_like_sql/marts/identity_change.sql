/* ---
description: >
  Things that exports without ids name differently over time, recognised by the same delivery under a new name; the
  rows under the old name are not counted. Grain - network, account_id, level, old_key, new_key.
grain: [network, account_id, level, old_key, new_key]
owner: analytics
tags: [quality]
columns: [
  network, account_id, level,
  old_key: {type: text, description: key of the thing under its old name},
  old_name: {type: text, description: name in the earlier export},
  new_key: {type: text, description: key of the thing under its new name},
  new_name: {type: text, description: name in the later export},
  first_day: {type: day, description: first day of delivery both exports tell},
  last_day: {type: day, description: last day of delivery both exports tell},
  rows_matched: {type: count, unit: rows, description: rows of the earlier export found again under the new name},
  impressions, spend_original,
  old_exported_at: {type: moment, description: latest export with the old name},
  new_exported_at: {type: moment, description: latest export with the new name}, data_through: {description: last day of the account that is covered}]
checks:
  - not_null: [network, account_id, level, old_key, new_key]
  - accepted: {level: [campaign, ad_group, ad]}
  - expression: rows_matched > 0
--- */
WITH pair AS (
    SELECT row_key, told_by
    FROM ref('int_ad_superseded')
    WHERE because = 'renamed'
),

told AS (
    SELECT
        o.network, o.account_id, o.period_start, o.period_end, o.impressions, o.spend_original,
        o.exported_at AS old_exported_at, n.exported_at AS new_exported_at, o.campaign_key, o.campaign_name,
        n.campaign_key AS new_campaign_key, n.campaign_name AS new_campaign_name, o.ad_group_key, o.ad_group_name,
        n.ad_group_key AS new_ad_group_key, n.ad_group_name AS new_ad_group_name, o.ad_key, o.ad_name,
        n.ad_key AS new_ad_key, n.ad_name AS new_ad_name
    FROM pair AS p
    INNER JOIN ref('stg_ad_delivery') AS o ON o.row_key = p.row_key
    INNER JOIN ref('stg_ad_delivery') AS n ON n.row_key = p.told_by
),

leveled AS (
    SELECT
        network, account_id, 'campaign' AS level, campaign_key AS old_key, campaign_name AS old_name,
        new_campaign_key AS new_key, new_campaign_name AS new_name, period_start, period_end, impressions,
        spend_original, old_exported_at, new_exported_at
    FROM told
    UNION ALL
    SELECT
        network, account_id, 'ad_group' AS level, ad_group_key AS old_key, ad_group_name AS old_name,
        new_ad_group_key AS new_key, new_ad_group_name AS new_name, period_start, period_end, impressions,
        spend_original, old_exported_at, new_exported_at
    FROM told
    UNION ALL
    SELECT
        network, account_id, 'ad' AS level, ad_key AS old_key, ad_name AS old_name, new_ad_key AS new_key,
        new_ad_name AS new_name, period_start, period_end, impressions, spend_original, old_exported_at,
        new_exported_at
    FROM told
)

SELECT
    l.network, l.account_id, level, old_key, MAX(old_name) AS old_name, new_key, MAX(new_name) AS new_name,
    MIN(period_start) AS first_day, MAX(period_end) AS last_day, COUNT(*) AS rows_matched,
    SUM(impressions) AS impressions, SUM(spend_original) AS spend_original, MAX(old_exported_at) AS old_exported_at,
    MAX(new_exported_at) AS new_exported_at, MAX(t.data_through) AS data_through
FROM leveled AS l
LEFT JOIN ref('int_account_through') AS t ON t.network = l.network AND t.account_id = l.account_id
WHERE old_key <> new_key
GROUP BY l.network, l.account_id, level, old_key, new_key
