/* ---
description: >
  Days an export must bring, with the strongest reason. opens: whether the day alone makes an export due; the others are
  repeated along with it. Grain - network, account_id, report, date.
grain: [network, account_id, report, date]
owner: analytics
tags: [quality]
columns: [network, account_id, report: {type: text, description: kind of the report}, date,
  weight: {type: count, description: "place of the reason, 1 the strongest"},
  reason: {type: text, description: why the day must come},
  opens: {type: flag, description: whether the day alone makes an export due},
  is_unknown: {type: flag, description: whether no export covers the day},
  share: {type: ratio, unit: ratio 0 to 1, description: "part of the day at stake: 1 where nothing is known of it, 0 where it is part of a known period, else what is usually still to come"},
  due_since: {type: day, description: first morning the day was due}]
checks:
  - not_null: [network, account_id, report, date, reason, opens]
  - accepted: {reason: [file_refused, rows_held_back, never_delivered, period_without_days, gap, stale, due, breakdown_only, names_without_ids, immature]}
--- */
WITH fact AS (
    SELECT
        network, account_id, date, MIN(CASE WHEN derived_from_breakdown THEN 1 ELSE 0 END) AS derived,
        MIN(CASE WHEN key_quality = 'name' THEN 1 ELSE 0 END) AS named
    FROM ref('int_ad_day')
    GROUP BY network, account_id, date
),

period AS (
    SELECT DISTINCT p.network, p.account_id, c.date
    FROM ref('int_ad_period_fact') AS p
    INNER JOIN ref('seed_calendar') AS c ON c.date >= p.period_start AND c.date <= p.period_end AND c.is_past
),

day AS (
    SELECT
        t.network, t.account_id, t.report, c.date, v.date IS NULL AS is_unknown, b.since, v.can_settle, t.due_on, v.age_days,
        s.as_of,
        CASE
            WHEN v.date IS NULL AND p.date IS NULL THEN 1 WHEN v.date IS NULL THEN 0 ELSE 1 - COALESCE(v.completeness, 1)
        END AS share,
        CASE
            WHEN b.reason = 'file_refused' THEN 1 WHEN b.reason = 'rows_held_back' THEN 2 WHEN t.never THEN 3
            WHEN v.date IS NULL AND p.date IS NOT NULL THEN 4 WHEN v.date IS NULL AND c.date < t.last_day THEN 5
            WHEN v.date IS NULL AND s.as_of >= t.late_on THEN 6 WHEN v.date IS NULL THEN 7 WHEN f.derived = 1 THEN 8
            WHEN f.named = 1 AND a.tells_ids AND c.date >= CAST(s.as_of - INTERVAL '28' DAY AS DATE) THEN 9
            WHEN NOT v.is_settled AND v.can_gain THEN 10
        END AS weight
    FROM ref('int_fetch_account') AS t
    CROSS JOIN ref('seed_settings') AS s
    INNER JOIN ref('seed_calendar') AS c
        ON c.is_past AND c.date >= t.first_day AND (t.is_daily OR c.date > t.last_day)
    LEFT JOIN ref('int_covered_day') AS v
        ON v.network = t.network AND v.account_id = t.account_id AND v.report = t.report AND v.date = c.date
    LEFT JOIN fact AS f
        ON f.network = t.network AND f.account_id = t.account_id AND f.date = CASE WHEN t.report = 'ads' THEN c.date END
    LEFT JOIN period AS p
        ON p.network = t.network AND p.account_id = t.account_id AND p.date = CASE WHEN t.report = 'ads' THEN c.date END
    LEFT JOIN ref('int_fetch_again') AS b
        ON b.network = t.network AND b.account_id = t.account_id AND b.report = t.report AND b.date = c.date
    LEFT JOIN ref('seed_export_advice') AS a ON a.network = t.network AND a.report_name = t.report_name
)

SELECT
    network, account_id, report, date, weight,
    CASE weight
        WHEN 1 THEN 'file_refused' WHEN 2 THEN 'rows_held_back' WHEN 3 THEN 'never_delivered'
        WHEN 4 THEN 'period_without_days' WHEN 5 THEN 'gap' WHEN 6 THEN 'stale' WHEN 7 THEN 'due'
        WHEN 8 THEN 'breakdown_only' WHEN 9 THEN 'names_without_ids' ELSE 'immature'
    END AS reason,
    CASE
        WHEN weight = 7 THEN COALESCE(as_of >= due_on, FALSE)
        WHEN weight = 10 THEN can_settle AND date >= CAST(as_of - INTERVAL '90' DAY AS DATE)
        ELSE TRUE
    END AS opens,
    is_unknown, share, CASE
        WHEN weight IN (1, 2) THEN LEAST(since, as_of) WHEN weight IN (6, 7) THEN GREATEST(due_on, date + 1)
        WHEN weight = 10 THEN date + CAST(age_days + 1 AS INTEGER) ELSE date + 1
    END AS due_since
FROM day
WHERE weight IS NOT NULL
