/* ---
description: >
  int_reconciliation with one row for each metric, and how far the two figures may be apart from rounding alone - half a
  hundredth for each row of either side, or half a millionth where figures have more than two decimals. Grain -
  network, account_id, period_start, period_end, comparison, shape_family, breakdown_set, metric.
grain: [network, account_id, period_start, period_end, comparison, shape_family, breakdown_set, metric]
owner: analytics
tags: [quality]
materialization: view
columns: [
  network, account_id, period_start, period_end, comparison, shape_family, breakdown_set, level, metric: {type: text, description: "spend_original, impressions, clicks …: the column compared"},
  told_file: {type: text, description: one of the files of the compared export},
  told_from: {type: moment, description: when its oldest row was exported},
  told_at: {type: moment, description: when its newest row was exported}, file_id, first_exported_at, exported_at,
  told_campaigns: {type: count, description: campaigns the compared export names},
  campaigns: {type: count, description: campaigns counted}, reconciliation_tolerance, immature_days, expected, found,
  rounding: {type: decimal, description: largest difference that rounding makes},
  other_units: {type: flag, description: whether the two sides count in other currencies or other conversions}]
checks:
  - not_null: [network, account_id, period_start, period_end, comparison, metric]
--- */
SELECT
    r.network, r.account_id, r.period_start, r.period_end, r.comparison, r.shape_family, r.breakdown_set, r.level,
    m.metric, r.told_file, r.told_from, r.told_at, r.file_id, r.first_exported_at,
    r.exported_at, r.told_campaigns, r.campaigns, s.reconciliation_tolerance, s.immature_days,
    CASE m.metric
        WHEN 'spend_original' THEN r.told_spend_original WHEN 'conversions' THEN r.told_conversions
        WHEN 'impressions' THEN CAST(r.told_impressions AS DECIMAL(18, 6))
        WHEN 'clicks' THEN CAST(r.told_clicks AS DECIMAL(18, 6)) ELSE r.told_value
    END AS expected,
    CASE m.metric
        WHEN 'spend_original' THEN r.spend_original WHEN 'conversions' THEN r.conversions
        WHEN 'impressions' THEN CAST(r.impressions AS DECIMAL(18, 6))
        WHEN 'clicks' THEN CAST(r.clicks AS DECIMAL(18, 6)) ELSE r.conversion_value_original
    END AS found,
    CASE WHEN m.metric IN ('impressions', 'clicks') THEN 0 ELSE
        r.told_rows * CASE WHEN r.told_fine = 0 THEN 0.005 ELSE 0.0000005 END
        + r.fact_rows * CASE WHEN r.fine_amounts = 0 THEN 0.005 ELSE 0.0000005 END
    END AS rounding,
    (m.metric IN ('spend_original', 'conversion_value_original') AND r.told_currency <> r.currency)
        OR (m.metric IN ('conversions', 'conversion_value_original') AND r.told_definition <> r.conversion_definition)
        AS other_units
FROM ref('int_reconciliation') AS r
CROSS JOIN ref('seed_settings') AS s
CROSS JOIN (
    SELECT 'spend_original' AS metric UNION ALL SELECT 'impressions' AS metric UNION ALL SELECT 'clicks' AS metric
    UNION ALL SELECT 'conversions' AS metric UNION ALL SELECT 'conversion_value_original' AS metric) AS m
