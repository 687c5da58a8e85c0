/* ---
description: >
  Days of accounts that a loaded export covers, by kind of report, and whether they have settled: usual completeness of the late metrics the export reports at its age 0.95 or
  more; where no curve is known, older than the project's immature_days. Days of pages count where they have values. Grain - network, account_id, report, date.
grain: [network, account_id, report, date]
owner: analytics
tags: [coverage]
columns: [
  network, account_id, report: {type: text, description: "ads, outcome or organic_metric"}, date, files, exported_at, loaded_at,
  age_days: {type: count, description: "days between the day and its last export, not beyond as_of; 1 is the day after"},
  completeness: {type: ratio, unit: ratio 0 to 1, description: least usual completeness of its late metrics when it was exported; null where no curve is known},
  is_settled: {type: flag, description: whether it was exported late enough to be final},
  can_settle: {type: flag, description: whether an export made on as_of would be final},
  can_gain: {type: flag, description: whether an export made on as_of would know more}]
checks:
  - not_null: [network, account_id, report, date, is_settled, can_settle, can_gain]
--- */
WITH covered AS (
    SELECT network, account_id, 'ads' AS report, date, files, exported_at, loaded_at, has_conversions, has_conversion_value
    FROM ref('int_coverage')
    UNION ALL
    SELECT network, account_id, 'outcome' AS report, date, files, exported_at, loaded_at, 1 AS has_conversions, 1 AS has_conversion_value
    FROM ref('int_outcome_coverage')
    UNION ALL
    SELECT
        m.network, m.account_id, 'organic_metric' AS report, m.period_start AS date, COUNT(DISTINCT m.file_id) AS files,
        MAX(m.exported_at) AS exported_at, MAX(m.loaded_at) AS loaded_at, 0 AS has_conversions, 0 AS has_conversion_value
    FROM ref('stg_account_metric') AS m
    CROSS JOIN ref('seed_settings') AS s
    LEFT JOIN ref('seed_account') AS a ON a.network = m.network AND a.account_id = m.account_id
    WHERE
        m.grain = 'day' AND m.period_start < s.as_of AND (
            m.exported_at_basis NOT IN ('stated', 'file_name')
            OR DATE_DIFF('hour', CAST(m.period_start AS TIMESTAMP), m.exported_at) >= 24 - COALESCE(a.utc_offset_hours, 14)
        )
    GROUP BY m.network, m.account_id, m.period_start
),

aged AS (
    SELECT
        c.network, c.account_id, c.report, c.date, c.files, c.exported_at, c.loaded_at, c.has_conversions,
        c.has_conversion_value, s.immature_days, DATE_DIFF('day', c.date, s.as_of) AS age_now,
        CASE
            WHEN CAST(c.exported_at AS DATE) > s.as_of THEN DATE_DIFF('day', c.date, s.as_of)
            WHEN CAST(c.exported_at AS DATE) > c.date THEN DATE_DIFF('day', c.date, CAST(c.exported_at AS DATE))
            ELSE 1
        END AS age_days, CASE WHEN c.report <> 'organic_metric' THEN c.network END AS late
    FROM covered AS c
    CROSS JOIN ref('seed_settings') AS s
),

curve AS (
    SELECT
        network, age_days, MIN(CASE WHEN metric NOT IN ('conversions', 'conversion_value') THEN completeness END) AS others,
        MIN(CASE WHEN metric = 'conversions' THEN completeness END) AS conversions, MIN(CASE WHEN metric = 'conversion_value' THEN completeness END) AS conversion_value
    FROM ref('seed_maturity') GROUP BY network, age_days
),

curved AS (
    SELECT
        a.network, a.account_id, a.report, a.date, a.files, a.exported_at, a.loaded_at, a.age_days, a.age_now, a.immature_days,
        COALESCE(e.others, CASE WHEN a.has_conversions > 0 THEN e.conversions END, CASE WHEN a.has_conversion_value > 0 THEN e.conversion_value END) IS NOT NULL AS has_curve,
        COALESCE(LEAST(k.others, CASE WHEN a.has_conversions > 0 THEN k.conversions END, CASE WHEN a.has_conversion_value > 0 THEN k.conversion_value END), 1) AS known,
        COALESCE(LEAST(n.others, CASE WHEN a.has_conversions > 0 THEN n.conversions END, CASE WHEN a.has_conversion_value > 0 THEN n.conversion_value END), 1) AS known_now
    FROM aged AS a
    LEFT JOIN curve AS k ON k.network = a.late AND k.age_days = a.age_days
    LEFT JOIN curve AS n ON n.network = a.late AND n.age_days = a.age_now
    LEFT JOIN (SELECT network, MIN(others) AS others, MIN(conversions) AS conversions, MIN(conversion_value) AS conversion_value
        FROM curve GROUP BY network) AS e ON e.network = a.late
)

SELECT
    network, account_id, report, date, files, exported_at, loaded_at, age_days,
    CASE WHEN has_curve THEN known END AS completeness,
    CASE WHEN has_curve THEN known >= 0.95 ELSE age_days > immature_days END AS is_settled,
    CASE WHEN has_curve THEN known_now >= 0.95 ELSE age_now > immature_days END AS can_settle,
    CASE WHEN has_curve THEN known_now > known ELSE age_now > age_days AND age_days <= immature_days END AS can_gain
FROM curved
