/* ---
description: >
  Every name campaigns, ad groups and ads were exported under, as history: facts keep the name of their day, reports show the latest. Where exports
  carry no ids a renamed thing has a new key; identity_change says which belong together. Grain - network, account_id, level, entity_key, name.
grain: [network, account_id, level, entity_key, name]
owner: analytics
tags: [channels]
columns: [
  network, account_id, level,
  entity_key: {type: text, description: "campaign_key, ad_group_key or ad_key of the level"},
  entity_id: {type: text, description: the network's id; null where exports carry none},
  name: {type: text, description: the name as exported},
  first_day: {type: day, description: day of the earliest export under that name},
  last_day: {type: day, description: day of the latest export under that name},
  delivered_from: {type: day, description: first day of delivery exported under that name},
  delivered_to: {type: day, description: last day of delivery exported under that name},
  is_latest: {type: flag, description: whether the latest export that names the thing names it so}, data_through: {description: last day of the account that is covered}]
checks:
  - not_null: [network, account_id, level, entity_key, name, is_latest]
  - accepted: {level: [campaign, ad_group, ad]}
  - expression: first_day <= last_day
--- */
WITH seen AS (
    SELECT
        r.network, r.account_id, 'campaign' AS level, r.campaign_key AS entity_key, r.campaign_id AS entity_id,
        r.campaign_name AS name, r.exported_at, r.exported_at_basis, r.loaded_at, r.file_id, r.part, r.period_start, r.period_end
    FROM source('raw', 'ad_delivery') AS r WHERE r.retracted_at IS NULL
    UNION ALL
    SELECT
        r.network, r.account_id, 'ad_group' AS level, r.ad_group_key AS entity_key, r.ad_group_id AS entity_id,
        r.ad_group_name AS name, r.exported_at, r.exported_at_basis, r.loaded_at, r.file_id, r.part, r.period_start, r.period_end
    FROM source('raw', 'ad_delivery') AS r
    WHERE r.retracted_at IS NULL
    UNION ALL
    SELECT
        r.network, r.account_id, 'ad' AS level, r.ad_key AS entity_key, r.ad_id AS entity_id, r.ad_name AS name,
        r.exported_at, r.exported_at_basis, r.loaded_at, r.file_id, r.part, r.period_start, r.period_end
    FROM source('raw', 'ad_delivery') AS r
    WHERE r.retracted_at IS NULL
),

told AS (
    SELECT
        n.network, n.account_id, n.level, n.entity_key, n.name, n.exported_at, MAX(n.entity_id) AS entity_id,
        MIN(n.period_start) AS delivered_from, MAX(n.period_end) AS delivered_to,
        MAX(CASE WHEN n.exported_at_basis IN ('stated', 'file_name') THEN COALESCE(a.arrived_at, n.loaded_at) END) AS stated_at,
        MAX(CASE WHEN n.exported_at_basis NOT IN ('stated', 'file_name') THEN COALESCE(a.arrived_at, n.loaded_at) END) AS unstated_at
    FROM seen AS n
    LEFT JOIN ref('stg_arrival') AS a ON a.file_id = n.file_id AND a.part = n.part
    WHERE n.entity_key <> '' AND n.name <> ''
    GROUP BY n.network, n.account_id, n.level, n.entity_key, n.name, n.exported_at
),

arrived AS (
    SELECT
        network, account_id, level, entity_key, name, exported_at, entity_id, delivered_from, delivered_to, unstated_at,
        CASE WHEN stated_at IS NOT NULL THEN MAX(stated_at) OVER (PARTITION BY network, account_id, level, entity_key, exported_at) END AS stated_at
    FROM told
),

placed AS (
    SELECT
        network, account_id, level, entity_key, name, exported_at, entity_id, delivered_from, delivered_to,
        ROW_NUMBER() OVER (
            PARTITION BY network, account_id, level, entity_key
            ORDER BY
                exported_at DESC, CASE WHEN stated_at IS NULL OR unstated_at > stated_at THEN unstated_at ELSE stated_at END DESC,
                delivered_to DESC, name
        ) AS place
    FROM arrived
)

SELECT
    p.network, p.account_id, level, entity_key, MAX(entity_id) AS entity_id, name,
    MIN(CAST(exported_at AS DATE)) AS first_day, MAX(CAST(exported_at AS DATE)) AS last_day,
    MIN(delivered_from) AS delivered_from, MAX(delivered_to) AS delivered_to, MIN(place) = 1 AS is_latest, MAX(t.data_through) AS data_through
FROM placed AS p
LEFT JOIN ref('int_account_through') AS t ON t.network = p.network AND t.account_id = p.account_id
GROUP BY p.network, p.account_id, level, entity_key, name
