/* ---
description: >
  What exports report of ad groups and campaigns beyond the finer rows, metric by metric - ad groups beyond the fact, then campaigns beyond the fact and what ad groups added;
  of several exports that tell an entity the newest. All of an entity the finer rows lack, or of a metric none of them reports; the surplus where the coarser export is at
  least as recent; else 0. Never negative. Grain - network, account_id, date, level, campaign_key, ad_group_key, metric.
grain: [network, account_id, date, level, campaign_key, ad_group_key, metric]
owner: analytics
tags: [ads]
materialization: incremental
time_column: date
columns: [
  network, account_id, date, level, shape_family, campaign_key, ad_group_key,
  metric: {type: text, description: name of the column of ad_daily},
  value: {type: decimal, description: what the finer rows lack},
  exported_at: {type: moment, description: when the coarser rows were exported}]
checks:
  - not_null: [network, account_id, date, level, metric, value]
  - expression: value >= 0
--- */
WITH fact AS (
    SELECT network, account_id, date, campaign_key, ad_group_key, metric, value, unit, exported_at,
        MAX(value) OVER (PARTITION BY network, account_id, date, metric) IS NULL AS is_unknown
    FROM ref('int_ad_level_metric')
    WHERE role = 'fact'
),

ad_group AS (
    SELECT
        t.network, t.account_id, t.date, t.shape_family, t.campaign_key, t.ad_group_key, t.metric,
        CASE
            WHEN f.network IS NULL OR (t.value > COALESCE(f.value, 0) AND (f.is_unknown OR t.exported_at >= f.exported_at))
                THEN t.value - COALESCE(f.value, 0)
            ELSE 0
        END AS value, t.unit, t.exported_at,
        ROW_NUMBER() OVER (
            PARTITION BY t.network, t.account_id, t.date, t.campaign_key, t.ad_group_key, t.metric
            ORDER BY t.first_exported_at DESC, t.exported_at DESC, t.value DESC, t.shape_family
        ) AS place
    FROM ref('int_ad_level_metric') AS t
    LEFT JOIN fact AS f
        ON f.network = t.network AND f.account_id = t.account_id AND f.date = t.date
        AND f.campaign_key = t.campaign_key AND f.ad_group_key = t.ad_group_key AND f.metric = t.metric
    WHERE t.role = 'ad_group' AND t.value >= 0 AND COALESCE(f.unit = t.unit, TRUE)
),

known AS (
    SELECT
        network, account_id, date, campaign_key, metric, SUM(value) AS value, MAX(unit) AS unit,
        MAX(exported_at) AS exported_at, MAX(SUM(value)) OVER (PARTITION BY network, account_id, date, metric) AS all_day
    FROM (
        SELECT network, account_id, date, campaign_key, metric, value, unit, exported_at FROM fact UNION ALL
        SELECT network, account_id, date, campaign_key, metric, value, unit, exported_at FROM ad_group WHERE place = 1
    ) AS counted
    GROUP BY network, account_id, date, campaign_key, metric
),

campaign AS (
    SELECT
        t.network, t.account_id, t.date, t.shape_family, t.campaign_key, t.ad_group_key, t.metric,
        CASE
            WHEN k.network IS NULL OR (t.value > COALESCE(k.value, 0) AND (k.all_day IS NULL OR t.exported_at >= k.exported_at))
                THEN t.value - COALESCE(k.value, 0)
            ELSE 0
        END AS value, t.exported_at,
        ROW_NUMBER() OVER (
            PARTITION BY t.network, t.account_id, t.date, t.campaign_key, t.metric
            ORDER BY t.first_exported_at DESC, t.exported_at DESC, t.value DESC, t.shape_family
        ) AS place
    FROM ref('int_ad_level_metric') AS t
    LEFT JOIN known AS k ON k.network = t.network AND k.account_id = t.account_id AND k.date = t.date
        AND k.campaign_key = t.campaign_key AND k.metric = t.metric
    WHERE t.role = 'campaign' AND t.value >= 0 AND COALESCE(k.unit = t.unit, TRUE)
)

SELECT network, account_id, date, 'ad_group' AS level, shape_family, campaign_key, ad_group_key, metric, value, exported_at
FROM ad_group WHERE place = 1
UNION ALL
SELECT network, account_id, date, 'campaign' AS level, shape_family, campaign_key, ad_group_key, metric, value, exported_at
FROM campaign WHERE place = 1
