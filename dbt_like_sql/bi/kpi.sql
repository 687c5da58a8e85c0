/* ---
description: >
  Every KPI, shipped and your own, of channels and campaigns in each time window, with its status in words. A
  value is never added up; make it anew from numerator and denominator. Made from kpi_values. Grain - time_window, channel, campaign, kpi.
grain: [time_window, channel, campaign, kpi]
owner: analytics
tags: [effectiveness, kpi]
materialization: view
columns: [
  as_of, time_window: {type: text, description: "7d, 28d, mtd (this month) or 90d: days up to the one before as_of"}, channel, channel_label,
  campaign: {type: text, description: campaign key; empty for KPIs of channels}, campaign_name: {type: text, description: latest name of the campaign; null for KPIs of channels},
  kpi: {type: text, description: name of the KPI}, kpi_label: {type: text, description: name people read}, formula: {type: text, description: "formula of the value, over sums of the window"},
  unit: {type: text, description: "money, ratio, days, count or what is counted"}, currency: {type: text, description: "ISO 4217 code where the value is money, the reporting currency; else null"},
  value: {type: ratio, unit: as the column unit says, description: numerator / denominator; null when the denominator is 0 or unknown}, numerator: {type: ratio, unit: unit of its metrics, description: sum above the line},
  denominator: {type: ratio, unit: unit of its metrics, description: sum below the line}, target: {type: ratio, unit: as the column unit says, description: value that is good enough},
  status: {type: text, description: "good, watch, bad, breach, no_target or no_data"}, status_label: {type: text, description: the status in words},
  is_enough_data: {type: flag, description: whether the days that count hold enough to judge the value}, note: {type: text, description: "what the value lacks, or why there is none; null where all is well"}, data_through]
checks:
  - not_null: [as_of, time_window, channel, kpi, kpi_label, status, status_label]
--- */
SELECT
    k.as_of, k."window" AS time_window, k.channel, COALESCE(c.label, k.channel) AS channel_label, k.campaign,
    k.campaign_name, k.kpi, k.title AS kpi_label, k.formula, k.unit,
    CASE WHEN k.unit = 'money' THEN s.reporting_currency END AS currency, k.value, k.numerator, k.denominator, k.target,
    k.status,
    CASE k.status
        WHEN 'good' THEN 'good' WHEN 'watch' THEN 'just beside the target' WHEN 'bad' THEN 'misses the target'
        WHEN 'breach' THEN 'not acceptable' WHEN 'no_target' THEN 'no target set' ELSE 'no data'
    END AS status_label, k.sample_ok AS is_enough_data, COALESCE(k.reason, NULLIF(k.note, '')) AS note, k.data_through
FROM ref('kpi_values') AS k
CROSS JOIN ref('seed_settings') AS s
LEFT JOIN ref('channel') AS c ON c.channel = k.channel
