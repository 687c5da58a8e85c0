/* ---
description: >
  Days of files that must come again and that no better export covers: one made or loaded later than the file. A file
  whose days nobody could read stands for the days that were not known when it arrived. Grain - network, account_id,
  report, date.
grain: [network, account_id, report, date]
owner: analytics
columns: [
  network, account_id, report: {type: text, description: kind of the report}, date,
  reason: {type: text, description: "file_refused or rows_held_back, the first where both hold"},
  since: {type: day, description: day on which the first of the files arrived}]
checks:
  - not_null: [network, account_id, report, date, reason]
--- */
WITH reached AS (
    SELECT network, account_id, report, MAX(date) AS last_day
    FROM ref('int_covered_day')
    GROUP BY network, account_id, report
),

file AS (
    SELECT
        f.network, f.account_id, f.report, f.reason, f.known_at, f.loaded_at,
        f.period_start IS NULL OR f.period_end IS NULL AS is_guess,
        COALESCE(f.period_start, r.last_day + 1, CAST(s.as_of - INTERVAL '28' DAY AS DATE)) AS first_day,
        COALESCE(f.period_end, CAST(f.loaded_at AS DATE) - 1) AS last_day
    FROM ref('int_fetch_file') AS f
    CROSS JOIN ref('seed_settings') AS s
    LEFT JOIN reached AS r ON r.network = f.network AND r.account_id = f.account_id AND r.report = f.report
)

SELECT
    f.network, f.account_id, f.report, c.date, MIN(f.reason) AS reason, MIN(CAST(f.loaded_at AS DATE)) AS since
FROM file AS f
INNER JOIN ref('seed_calendar') AS c ON c.date >= f.first_day AND c.date <= f.last_day AND c.is_past
LEFT JOIN ref('int_covered_day') AS v
    ON v.network = f.network AND v.account_id = f.account_id AND v.report = f.report AND v.date = c.date
WHERE
    v.date IS NULL
    OR (
        NOT f.is_guess AND NOT COALESCE(v.loaded_at > f.loaded_at, FALSE)
        AND (v.exported_at < f.known_at OR (f.reason = 'rows_held_back' AND v.exported_at <= f.known_at))
    )
GROUP BY f.network, f.account_id, f.report, c.date
