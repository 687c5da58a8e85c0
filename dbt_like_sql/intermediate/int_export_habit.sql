/* ---
description: >
  What exports an account used to bring: the days they were made on, the usual days between them (median of the last 8
  gaps, from 3 days of exports on), and which of the network's reports was used last. Grain - network, account_id, report.
grain: [network, account_id, report]
owner: analytics
tags: [quality]
columns: [
  network, account_id, report: {type: text, description: "ads, outcome, organic_metric, organic_post …"},
  report_name: {type: text, description: network's report that was used last}, level: {type: text, description: finest entity of its rows},
  first_day: {type: day, description: first day any of them is about}, last_period_end: {type: day, description: last day any of them is about},
  exports: {type: count, description: days on which exports were made}, last_export_day: {type: day, description: day of the last one},
  rhythm_days: {type: count, description: usual days from one export to the next; null while fewer than 3 are known}]
checks:
  - not_null: [network, account_id, report, exports, last_export_day]
  - expression: rhythm_days >= 1
--- */
WITH part AS (
    SELECT
        network, account_id, 'ads' AS report, file_id, part, CAST(exported_at AS DATE) AS export_day, period_start,
        period_end
    FROM ref('stg_export_part')
    UNION ALL
    SELECT network, account_id, 'outcome' AS report, file_id, part, CAST(exported_at AS DATE) AS export_day,
        period_start, period_end
    FROM ref('stg_outcome_part')
    UNION ALL
    SELECT
        a.network, a.account_id, e.report, e.file_id, e.part, CAST(COALESCE(e.exported_at, e.loaded_at) AS DATE)
            AS export_day, e.period_start, e.period_end
    FROM source('ops', 'export_file') AS e
    INNER JOIN ref('seed_account') AS a
        ON a.network = e.network AND STRPOS(',' || REPLACE(e.account, ' ', '') || ',', ',' || a.account_id || ',') > 0
    WHERE
        e.status = 'loaded'
        AND (e.report NOT IN ('ads', 'outcome') OR e.grain = 'period')
),

export_day AS (
    SELECT
        network, account_id, report, export_day,
        DATE_DIFF(
            'day', LAG(export_day) OVER (PARTITION BY network, account_id, report ORDER BY export_day), export_day
        ) AS gap,
        ROW_NUMBER() OVER (PARTITION BY network, account_id, report ORDER BY export_day DESC) AS nearness
    FROM (SELECT DISTINCT network, account_id, report, export_day FROM part) AS d
),

gaps AS (
    SELECT
        network, account_id, report, gap,
        ROW_NUMBER() OVER (PARTITION BY network, account_id, report ORDER BY gap, export_day) AS place,
        COUNT(*) OVER (PARTITION BY network, account_id, report) AS gaps
    FROM export_day
    WHERE gap IS NOT NULL AND nearness <= 8
),

used AS (
    SELECT
        p.network, p.account_id, p.report, e.report_name, e.level,
        ROW_NUMBER() OVER (
            PARTITION BY p.network, p.account_id, p.report
            ORDER BY CASE WHEN e.report = p.report THEN 0 ELSE 1 END, p.export_day DESC, e.report_name, e.level
        ) AS place
    FROM part AS p
    INNER JOIN source('ops', 'export_file') AS e ON e.file_id = p.file_id AND e.part = p.part
)

SELECT
    p.network, p.account_id, p.report, u.report_name, u.level, MIN(p.period_start) AS first_day,
    MAX(p.period_end) AS last_period_end, COUNT(DISTINCT p.export_day) AS exports, MAX(p.export_day) AS last_export_day,
    g.gap AS rhythm_days
FROM part AS p
LEFT JOIN used AS u ON u.network = p.network AND u.account_id = p.account_id AND u.report = p.report AND u.place = 1
LEFT JOIN gaps AS g
    ON g.network = p.network AND g.account_id = p.account_id AND g.report = p.report AND g.gaps >= 2
    AND 2 * g.place IN (g.gaps, g.gaps + 1)
GROUP BY p.network, p.account_id, p.report, u.report_name, u.level, g.gap
