/* ---
description: >
  Every account exports are waited for, by kind of report: those that used to bring one and those that never did though
  smm.yaml declares them, the plan has money for their network, or a file of theirs with known days was refused.
  Accounts that ended are left out; so are breakdowns, audiences and competitors without a habit. Grain - network,
  account_id, report.
grain: [network, account_id, report]
owner: analytics
tags: [quality]
columns: [
  network, account_id, report: {type: text, description: kind of the report},
  report_name: {type: text, description: network's report that was used last; null when none was},
  level: {type: text, description: finest entity of its rows},
  is_daily: {type: flag, description: whether its days are counted one by one},
  first_day: {type: day, description: first day that is wanted}, last_day: {type: day, description: last day that is known; null when none is},
  due_on: {type: day, description: "first morning a new export is due: its usual rhythm has passed, or it is late"},
  late_on: {type: day, description: first morning it is behind for longer than the project allows},
  never: {type: flag, description: whether nothing of it ever came}]
checks:
  - not_null: [network, account_id, report, first_day, is_daily, never]
--- */
WITH covered AS (
    SELECT network, account_id, report, MIN(date) AS first_day, MAX(date) AS last_day
    FROM ref('int_covered_day')
    GROUP BY network, account_id, report
),

used AS (
    SELECT
        h.network, h.account_id, h.report, h.report_name, h.level,
        COALESCE(h.first_day, c.first_day, h.last_export_day) AS first_day,
        h.last_export_day, h.rhythm_days,
        h.report IN ('ads', 'outcome', 'organic_metric') AS is_daily,
        CASE WHEN h.report IN ('ads', 'outcome', 'organic_metric') THEN c.last_day ELSE h.last_period_end END AS last_day,
        COALESCE(c.last_day, h.last_period_end) AS reached
    FROM ref('int_export_habit') AS h
    LEFT JOIN covered AS c ON c.network = h.network AND c.account_id = h.account_id AND c.report = h.report
    LEFT JOIN ref('seed_account') AS a ON a.network = h.network AND a.account_id = h.account_id
    CROSS JOIN ref('seed_settings') AS s
    WHERE
        (a.ended IS NULL OR a.ended >= s.as_of)
        AND (h.report IN ('ads', 'outcome', 'organic_metric', 'organic_post') OR h.rhythm_days IS NOT NULL)
)

SELECT
    u.network, u.account_id, u.report, u.report_name, u.level, u.is_daily, u.first_day, u.last_day,
    CASE
        WHEN u.is_daily THEN LEAST(
            u.last_export_day + CAST(u.rhythm_days AS INTEGER), u.reached + CAST(s.stale_days + 2 AS INTEGER))
        ELSE u.last_export_day + CAST(COALESCE(u.rhythm_days, 28) AS INTEGER)
    END AS due_on,
    CASE WHEN u.is_daily THEN u.reached + CAST(s.stale_days + 2 AS INTEGER) END AS late_on, FALSE AS never
FROM used AS u
CROSS JOIN ref('seed_settings') AS s
UNION ALL
SELECT
    network, account_id, report, CAST(NULL AS VARCHAR) AS report_name, CAST(NULL AS VARCHAR) AS level,
    TRUE AS is_daily, first_day, CAST(NULL AS DATE) AS last_day, first_day AS due_on, first_day AS late_on,
    TRUE AS never
FROM ref('int_fetch_silent')
