/* ---
description: >
  Which shape of export is the fact of an account and period without daily rows, and whether the period counts: not when a daily export overlaps it,
  nor when a longer period does (of equal ones the later export). Grain - network, account_id, period_start, period_end.
grain: [network, account_id, period_start, period_end]
owner: analytics
tags: [ads]
columns: [
  network, account_id, period_start, period_end, shape_family, breakdown_set, derived_from_breakdown,
  is_counted: {type: flag, description: whether windows and plan periods count the period},
  not_counted_because: {type: text, description: why it is not counted; null when it is}]
checks:
  - not_null: [network, account_id, period_start, period_end, shape_family, is_counted]
--- */
WITH shape AS (
    SELECT
        network, account_id, period_start, period_end, REPLACE(shape, '/result_type', '') AS shape_family,
        breakdown_set, MAX(shape_rank) AS shape_rank, MAX(exported_at) AS exported_at, SUM(spend_original) AS spend, SUM(impressions) AS impressions
    FROM ref('int_ad_row')
    WHERE grain = 'period' AND (breakdown_set = '' OR COALESCE(is_partition, TRUE))
    GROUP BY network, account_id, period_start, period_end, REPLACE(shape, '/result_type', ''), breakdown_set
),

ranked AS (
    SELECT
        network, account_id, period_start, period_end, shape_family, breakdown_set, exported_at,
        DATE_DIFF('day', period_start, period_end) AS length,
        ROW_NUMBER() OVER (
            PARTITION BY network, account_id, period_start, period_end
            ORDER BY
                CASE WHEN breakdown_set = '' THEN 0 ELSE 1 END,
                CASE WHEN breakdown_set = '' THEN shape_rank ELSE 0 END DESC,
                COALESCE(spend, -1) DESC, COALESCE(impressions, -1) DESC, shape_rank DESC, shape_family, breakdown_set
        ) AS choice
    FROM shape
),

daily AS (
    SELECT DISTINCT r.network, r.account_id, r.period_start, r.period_end
    FROM ranked AS r
    INNER JOIN ref('stg_export_part') AS p
        ON p.network = r.network AND p.account_id = r.account_id AND p.period_start <= r.period_end
        AND p.period_end >= r.period_start
),

candidate AS (
    SELECT r.network, r.account_id, r.period_start, r.period_end, r.length, r.exported_at
    FROM ranked AS r
    LEFT JOIN daily AS d
        ON d.network = r.network AND d.account_id = r.account_id AND d.period_start = r.period_start
        AND d.period_end = r.period_end
    WHERE r.choice = 1 AND d.network IS NULL
),

beaten AS (
    SELECT DISTINCT c.network, c.account_id, c.period_start, c.period_end
    FROM candidate AS c
    INNER JOIN candidate AS o
        ON o.network = c.network AND o.account_id = c.account_id AND o.period_start <= c.period_end
        AND o.period_end >= c.period_start AND (o.period_start <> c.period_start OR o.period_end <> c.period_end)
        AND (
            o.length > c.length OR (o.length = c.length AND o.exported_at > c.exported_at)
            OR (o.length = c.length AND o.exported_at = c.exported_at AND o.period_start > c.period_start)
        )
)

SELECT
    r.network, r.account_id, r.period_start, r.period_end, r.shape_family, r.breakdown_set,
    r.breakdown_set <> '' AS derived_from_breakdown, d.network IS NULL AND b.network IS NULL AS is_counted,
    CASE WHEN d.network IS NOT NULL THEN 'daily rows' WHEN b.network IS NOT NULL THEN 'a longer period' END
        AS not_counted_because
FROM ranked AS r
LEFT JOIN daily AS d
    ON d.network = r.network AND d.account_id = r.account_id AND d.period_start = r.period_start
    AND d.period_end = r.period_end
LEFT JOIN beaten AS b
    ON b.network = r.network AND b.account_id = r.account_id AND b.period_start = r.period_start
    AND b.period_end = r.period_end
WHERE r.choice = 1
