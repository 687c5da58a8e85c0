/* ---
description: >
  What an export reports of an account's day beyond all rows counted so far, by metric, where its entities cannot be
  matched. It counts where it is as recent, names more campaigns, tells more than networks take back (restatement_share)
  or alone knows the metric; of several, the newest of those that tell most. Grain - network, account_id, date, metric.
grain: [network, account_id, date, metric]
owner: analytics
tags: [ads]
materialization: incremental
time_column: date
columns: [network, account_id, date, shape_family,
  metric: {type: text, description: name of the column of ad_daily},
  value: {type: decimal, description: what the counted rows lack}]
checks:
  - not_null: [network, account_id, date, metric, value]
  - expression: value > 0
--- */
WITH counted AS (
    SELECT
        network, account_id, date, metric, SUM(value) AS value, MAX(unit) AS unit, MAX(exported_at) AS exported_at,
        MAX(CASE metric WHEN 'spend_original' THEN SUM(value) END) OVER (PARTITION BY network, account_id, date) AS spend,
        MAX(CASE metric WHEN 'impressions' THEN SUM(value) END) OVER (PARTITION BY network, account_id, date) AS shown
    FROM (
        SELECT network, account_id, date, metric, value, unit, exported_at
        FROM ref('int_ad_level_metric') WHERE role = 'fact'
        UNION ALL
        SELECT network, account_id, date, metric, value, CAST(NULL AS VARCHAR) AS unit, exported_at
        FROM ref('int_ad_residual_level') WHERE value > 0) AS known
    GROUP BY network, account_id, date, metric
),

told AS (
    SELECT
        t.network, t.account_id, t.date, t.shape_family, t.metric, t.value, t.unit, t.first_exported_at, r.shows_more,
        MAX(CASE WHEN t.metric = 'spend_original' THEN t.value END)
            OVER (PARTITION BY t.network, t.account_id, t.date, t.shape_family) AS spend,
        MAX(CASE WHEN t.metric = 'impressions' THEN t.value END)
            OVER (PARTITION BY t.network, t.account_id, t.date, t.shape_family) AS shown
    FROM ref('int_ad_level_metric') AS t
    INNER JOIN ref('int_ad_shape_role') AS r
        ON r.network = t.network AND r.account_id = t.account_id AND r.date = t.date
        AND r.shape_family = t.shape_family AND r.role = t.role
    WHERE t.role = 'account'
),

sized AS (
    SELECT
        t.network, t.account_id, t.date, t.shape_family, t.metric, t.value - COALESCE(c.value, 0) AS value,
        t.first_exported_at, t.shows_more, c.value IS NULL AS is_unknown, c.exported_at, s.restatement_share,
        CAST(CASE WHEN t.spend IS NULL OR c.spend IS NULL THEN t.shown ELSE t.spend END AS DOUBLE) AS size,
        CAST(CASE WHEN t.spend IS NULL OR c.spend IS NULL THEN c.shown ELSE c.spend END AS DOUBLE) AS known_size
    FROM told AS t
    INNER JOIN counted AS c
        ON c.network = t.network AND c.account_id = t.account_id AND c.date = t.date AND c.metric = t.metric
    CROSS JOIN ref('seed_level_rule') AS s
    WHERE t.value IS NOT NULL AND COALESCE(c.unit = t.unit, TRUE)
),

counting AS (
    SELECT
        network, account_id, date, shape_family, metric, value, first_exported_at, size,
        size >= (1 - restatement_share) * MAX(size) OVER (PARTITION BY network, account_id, date, metric) AS is_large
    FROM sized
    WHERE is_unknown OR shows_more OR first_exported_at >= exported_at OR size - known_size > restatement_share * size
),

ranked AS (
    SELECT
        network, account_id, date, shape_family, metric, value,
        ROW_NUMBER() OVER (
            PARTITION BY network, account_id, date, metric ORDER BY first_exported_at DESC, COALESCE(size, -1) DESC, shape_family
        ) AS place
    FROM counting
    WHERE COALESCE(is_large, TRUE)
)

SELECT network, account_id, date, shape_family, metric, value
FROM ranked
WHERE place = 1 AND value > 0
