/* ---
description: >
  Which days of each account are there: complete, immature (exported too soon to be settled), missing (a gap, not yet exported, or too many of its
  rows held back) or stale (behind for longer than the project allows). A complete day without rows is zero; of missing and stale days nothing is
  known. Values of pages count only for accounts without paid delivery. Grain - network, account, day.
grain: [network, account_id, date]
owner: analytics
tags: [quality]
columns: [
  network, account_id, date, rows: {type: count, unit: rows, description: current rows of the day},
  files, status: {type: text, description: "complete, missing, stale or immature"},
  reason: {type: text, description: "why, in words"}, data_through: {description: last day of the account that is covered},
  completeness: {type: ratio, unit: ratio 0 to 1, description: least usual completeness of its late metrics when it was last exported; null where no curve is known},
  exported_at: {description: latest export that covers the day}]
checks:
  - not_null: [network, account_id, date, status, reason]
  - accepted: {status: [complete, missing, stale, immature]}
--- */
WITH paid AS (SELECT DISTINCT network, account_id FROM ref('int_covered_day') WHERE report <> 'organic_metric'),

day AS (
    SELECT
        v.network, v.account_id, v.date, SUM(v.files) AS files, MAX(v.exported_at) AS exported_at,
        MIN(CASE WHEN v.is_settled THEN 1 ELSE 0 END) AS is_settled, MIN(v.completeness) AS completeness,
        MIN(v.age_days) AS age_days
    FROM ref('int_covered_day') AS v
    LEFT JOIN paid AS p ON p.network = v.network AND p.account_id = v.account_id
    WHERE v.report <> 'organic_metric' OR p.network IS NULL
    GROUP BY v.network, v.account_id, v.date
),

bounds AS (
    SELECT network, account_id, MIN(date) AS first_day, MAX(date) AS last_day
    FROM day
    GROUP BY network, account_id
),

counted AS (
    SELECT network, account_id, date, SUM(n) AS n
    FROM (
        SELECT network, account_id, date, SUM(fact_rows) AS n FROM ref('int_campaign_part_day') GROUP BY network, account_id, date
        UNION ALL
        SELECT network, account_id, date, COUNT(*) AS n FROM ref('int_outcome_fact') GROUP BY network, account_id, date
        UNION ALL
        SELECT network, account_id, date, COUNT(*) AS n FROM ref('account_daily') GROUP BY network, account_id, date
    ) AS every_kind
    GROUP BY network, account_id, date
),

judged AS (
    SELECT
        b.network, b.account_id, c.date, COALESCE(r.n, 0) AS n, COALESCE(d.files, 0) AS files, d.completeness,
        d.age_days, b.last_day, d.exported_at, h.held_rows, DATE_DIFF('day', b.last_day, s.as_of) - 1 AS behind,
        CASE
            WHEN d.date IS NULL AND c.date > b.last_day AND DATE_DIFF('day', b.last_day, s.as_of) - 1 > s.stale_days
                THEN 'stale'
            WHEN d.date IS NULL OR h.date IS NOT NULL THEN 'missing' WHEN d.is_settled = 0 THEN 'immature' ELSE 'complete'
        END AS status
    FROM bounds AS b
    CROSS JOIN ref('seed_settings') AS s
    INNER JOIN ref('seed_calendar') AS c ON c.date >= b.first_day AND c.is_past
    LEFT JOIN ref('seed_account') AS a ON a.network = b.network AND a.account_id = b.account_id
    LEFT JOIN day AS d ON d.network = b.network AND d.account_id = b.account_id AND d.date = c.date
    LEFT JOIN ref('int_held_day') AS h
        ON h.network = b.network AND h.account_id = b.account_id AND h.date = c.date AND h.is_incomplete
    LEFT JOIN counted AS r ON r.network = b.network AND r.account_id = b.account_id AND r.date = c.date
    WHERE a.ended IS NULL OR c.date <= a.ended OR c.date <= b.last_day
)

SELECT
    network, account_id, date, n AS rows, files, status,
    CASE
        WHEN status = 'missing' AND held_rows > 0 THEN 'rows of the day are held back: ' || CAST(held_rows AS VARCHAR)
        WHEN status = 'stale' THEN 'no export for ' || CAST(behind AS VARCHAR) || CASE behind WHEN 1 THEN ' day' ELSE ' days' END
        WHEN status = 'missing' AND date > last_day THEN 'not exported yet' WHEN status = 'missing' THEN 'no export covers it'
        WHEN status = 'immature' THEN 'exported ' || CAST(age_days AS VARCHAR) || CASE age_days WHEN 1 THEN ' day' ELSE ' days' END || ' after it; late results were still to come'
        WHEN n = 0 THEN 'the export covers it and has nothing for it' ELSE 'exported'
    END AS reason, last_day AS data_through, completeness, exported_at
FROM judged
