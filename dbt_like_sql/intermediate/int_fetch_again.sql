/* ---
description: >
  Days of files that must come again and that no better export covers: one made or loaded later than the file. A file
  whose days nobody could read has none here. Grain - network, account_id, report, date.
grain: [network, account_id, report, date]
owner: analytics
tags: [quality]
columns: [
  network, account_id, report: {type: text, description: kind of the report}, date,
  reason: {type: text, description: "file_refused or rows_held_back, the first where both hold"},
  since: {type: day, description: day on which the first of the files arrived}]
checks:
  - not_null: [network, account_id, report, date, reason]
--- */
SELECT
    f.network, f.account_id, f.report, c.date, MIN(f.reason) AS reason, MIN(CAST(f.loaded_at AS DATE)) AS since
FROM ref('int_fetch_file') AS f
INNER JOIN ref('seed_calendar') AS c ON c.date >= f.period_start AND c.date <= f.period_end AND c.is_past
LEFT JOIN ref('int_covered_day') AS v
    ON v.network = f.network AND v.account_id = f.account_id AND v.report = f.report AND v.date = c.date
WHERE
    v.date IS NULL
    OR (
        NOT COALESCE(v.loaded_at > f.loaded_at, FALSE)
        AND (v.exported_at < f.known_at OR (f.reason = 'rows_held_back' AND v.exported_at <= f.known_at))
    )
GROUP BY f.network, f.account_id, f.report, c.date
