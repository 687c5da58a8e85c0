/* ---
description: >
  Which days of each account are there: complete, immature (exported too soon to be settled), missing (a gap, or not yet
  exported) or stale (behind for longer than the project allows). Values of pages
  count only for accounts without paid delivery. Grain - network, account, day.
grain: [network, account_id, date]
owner: analytics
columns: [
  network, account_id, date, rows: {type: count, description: current rows of the day},
  files, status: {type: text, description: "complete, missing, stale or immature"}, data_through: {description: last day of the account that is covered},
  exported_at: {description: latest export that covers the day}]
checks:
  - not_null: [network, account_id, date, status]
  - accepted: {status: [complete, missing, stale, immature]}
--- */
WITH ads AS (SELECT DISTINCT network, account_id FROM ref('int_coverage')),

covered AS (
    SELECT network, account_id, date, files, exported_at FROM ref('int_coverage')
    UNION ALL
    SELECT network, account_id, date, files, exported_at FROM ref('int_outcome_coverage')
    UNION ALL
    SELECT m.network, m.account_id, m.period_start AS date, COUNT(DISTINCT m.file_id) AS files,
        MAX(m.exported_at) AS exported_at
    FROM ref('stg_account_metric') AS m
    CROSS JOIN ref('seed_settings') AS s
    LEFT JOIN ads AS a ON a.network = m.network AND a.account_id = m.account_id
    WHERE m.grain = 'day' AND m.period_start < s.as_of AND a.network IS NULL
    GROUP BY m.network, m.account_id, m.period_start
),

day AS (
    SELECT network, account_id, date, SUM(files) AS files, MAX(exported_at) AS exported_at
    FROM covered
    GROUP BY network, account_id, date
),

bounds AS (
    SELECT network, account_id, MIN(date) AS first_day, MAX(date) AS last_day
    FROM day
    GROUP BY network, account_id
),

counted AS (
    SELECT network, account_id, date, SUM(n) AS n
    FROM (
        SELECT network, account_id, date, COUNT(*) AS n FROM ref('int_ad_day') GROUP BY network, account_id, date
        UNION ALL
        SELECT network, account_id, date, COUNT(*) AS n FROM ref('int_outcome_fact') GROUP BY network, account_id, date
        UNION ALL
        SELECT network, account_id, date, COUNT(*) AS n FROM ref('account_daily') GROUP BY network, account_id, date
    ) AS every_kind
    GROUP BY network, account_id, date
)

SELECT
    b.network, b.account_id, c.date, COALESCE(r.n, 0) AS rows, COALESCE(d.files, 0) AS files,
    CASE
        WHEN d.date IS NULL AND c.date > b.last_day
            AND DATE_DIFF('day', b.last_day, s.as_of) - 1 > s.stale_days THEN 'stale'
        WHEN d.date IS NULL THEN 'missing'
        WHEN DATE_DIFF('day', c.date, CAST(d.exported_at AS DATE)) <= s.immature_days THEN 'immature'
        ELSE 'complete'
    END AS status,
    b.last_day AS data_through, d.exported_at
FROM bounds AS b
CROSS JOIN ref('seed_settings') AS s
INNER JOIN ref('seed_calendar') AS c ON c.date >= b.first_day AND c.is_past
LEFT JOIN ref('seed_account') AS a ON a.network = b.network AND a.account_id = b.account_id
LEFT JOIN day AS d ON d.network = b.network AND d.account_id = b.account_id AND d.date = c.date
LEFT JOIN counted AS r ON r.network = b.network AND r.account_id = b.account_id AND r.date = c.date
WHERE a.ended IS NULL OR c.date <= a.ended OR c.date <= b.last_day
