/* ---
description: >
  Whether exports of the same delivery tie - an export that is not counted (coarser export, names, breakdown, other
  export) beside what ad_daily or ad_period counts, a period's export beside its days. `differs` is beyond rounding and
  reconciliation_tolerance and explained neither by figures that still changed between the exports, nor by an export
  that names a part of the campaigns only, nor by other units. Grain - network, account_id, period_start, period_end,
  comparison, shape_family, breakdown_set, metric.
grain: [network, account_id, period_start, period_end, comparison, shape_family, breakdown_set, metric]
owner: analytics
tags: [quality]
columns: [
  network, account_id, period_start, period_end, comparison, shape_family, breakdown_set, level,
  metric: {type: text, description: "spend_original, impressions, clicks …: the figure compared"}, expected, found, difference: {type: decimal, unit: unit of the metric, description: found - expected},
  tolerance: {type: decimal, unit: unit of the metric, description: "largest difference taken for none: rounding of both sides and a share of the larger figure"},
  difference_share: {type: ratio, unit: ratio, description: difference / expected},
  status: {type: text, description: "ties, explained or differs"},
  explained_by: {type: text, description: "figures still changed, part of the campaigns or other units; null unless explained"},
  expected_file_id: {type: text, description: one of the files of the compared export},
  expected_exported_at: {type: moment, description: when the compared rows were exported last}, file_id,
  exported_at, data_through: {description: last day of the account that is covered}]
checks:
  - not_null: [network, account_id, period_start, period_end, comparison, metric, expected, found, status]
  - accepted: {status: [ties, explained, differs]}
  - accepted: {comparison: [coarser export, names, breakdown, other export, period]}
--- */
WITH late AS (
    SELECT network, metric, MAX(age_days) AS days
    FROM ref('seed_maturity')
    WHERE completeness < 1
    GROUP BY network, metric
),

judged AS (
    SELECT
        m.network, m.account_id, m.period_start, m.period_end, m.comparison, m.shape_family, m.breakdown_set, m.level,
        m.metric, m.expected, m.found, m.found - m.expected AS difference, m.told_file, m.told_at,
        m.file_id, m.exported_at,
        m.rounding + CAST(
            m.reconciliation_tolerance * CASE WHEN m.found > m.expected THEN m.found ELSE m.expected END
            AS DECIMAL(18, 6)
        ) AS tolerance,
        CASE
            WHEN m.other_units THEN 'other units'
            WHEN m.told_campaigns > 0 AND m.told_campaigns < m.campaigns AND m.expected < m.found
                THEN 'part of the campaigns'
            WHEN (m.told_at <> m.exported_at OR m.told_from <> m.first_exported_at)
                AND DATE_DIFF(
                    'day', m.period_end,
                    CAST(CASE WHEN m.told_from < m.first_exported_at THEN m.told_from ELSE m.first_exported_at END AS DATE)
                ) <= CASE WHEN l.days > m.immature_days THEN l.days ELSE m.immature_days END
                THEN 'figures still changed'
        END AS reason
    FROM ref('int_reconciliation_metric') AS m
    LEFT JOIN late AS l ON l.network = m.network AND l.metric = REPLACE(m.metric, '_original', '')
    WHERE m.expected IS NOT NULL AND m.found IS NOT NULL
)

SELECT
    j.network, j.account_id, period_start, period_end, comparison, shape_family, breakdown_set, level, metric, expected,
    found, difference, tolerance, CAST(difference AS DOUBLE) / NULLIF(CAST(expected AS DOUBLE), 0) AS difference_share,
    CASE WHEN ABS(difference) <= tolerance THEN 'ties' WHEN reason IS NOT NULL THEN 'explained' ELSE 'differs' END
        AS status,
    CASE WHEN ABS(difference) > tolerance THEN reason END AS explained_by, told_file AS expected_file_id,
    told_at AS expected_exported_at, file_id, exported_at, t.data_through
FROM judged AS j
LEFT JOIN ref('int_account_through') AS t ON t.network = j.network AND t.account_id = j.account_id
