/* ---
description: >
  Accounts of which nothing was ever loaded though it should have been: smm.yaml declares them, the plan in force has
  money for their network, or a file of theirs with known days was refused. An account declared by name alone is one
  that any other account of its network may be. Grain - network, account_id, report.
grain: [network, account_id, report]
owner: analytics
tags: [quality]
columns: [
  network, account_id, report: {type: text, description: "kind of report: ads, outcome, organic_metric, or that of the refused file"},
  first_day: {type: day, description: "first day that is wanted: of the plan or the file, else 28 days before as_of"}]
checks:
  - not_null: [network, account_id, report, first_day]
--- */
WITH wanted AS (
    SELECT a.network, a.account_id, CAST(NULL AS VARCHAR) AS report, CAST(s.as_of - INTERVAL '28' DAY AS DATE) AS first_day
    FROM ref('seed_account') AS a
    CROSS JOIN ref('seed_settings') AS s
    LEFT JOIN ref('int_export_habit') AS own ON own.network = a.network AND own.account_id = a.account_id
    LEFT JOIN ref('int_export_habit') AS other ON other.network = a.network AND a.account_id = a.account_name
    WHERE a.ended IS NULL AND own.network IS NULL AND other.network IS NULL
    UNION ALL
    SELECT c.network, COALESCE(a.account_id, c.network || ':default') AS account_id, 'ads' AS report, p.period_start AS first_day
    FROM ref('seed_plan') AS p
    INNER JOIN ref('seed_channel') AS c ON c.channel = p.channel AND c.network IS NOT NULL
    INNER JOIN ref('seed_settings') AS s ON p.period_start < s.as_of AND p.period_end >= s.as_of
    LEFT JOIN (SELECT network, MIN(account_id) AS account_id FROM ref('seed_account') GROUP BY network) AS a
        ON a.network = c.network
    LEFT JOIN ref('int_export_habit') AS h ON h.network = c.network AND h.report IN ('ads', 'ads_breakdown')
    WHERE p.awaits_ads AND h.network IS NULL
    UNION ALL
    SELECT f.network, f.account_id, f.report, f.period_start AS first_day
    FROM ref('int_fetch_file') AS f
    LEFT JOIN ref('int_export_habit') AS h
        ON h.network = f.network AND h.account_id = f.account_id AND h.report = f.report
    WHERE h.network IS NULL AND f.period_start IS NOT NULL AND f.period_end IS NOT NULL
)

SELECT
    w.network, w.account_id,
    COALESCE(
        w.report, CASE n.kind WHEN 'outcome' THEN 'outcome' WHEN 'organic' THEN 'organic_metric' ELSE 'ads' END
    ) AS report,
    MIN(w.first_day) AS first_day
FROM wanted AS w
LEFT JOIN ref('seed_network') AS n ON n.network = w.network
GROUP BY
    w.network, w.account_id,
    COALESCE(
        w.report, CASE n.kind WHEN 'outcome' THEN 'outcome' WHEN 'organic' THEN 'organic_metric' ELSE 'ads' END
    )
