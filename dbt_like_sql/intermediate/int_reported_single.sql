/* ---
description: >
  Late metrics of a compared day that only one export tells, each metric that export reports, beside the ages of the two days. Grain - date,
  date_then, network, account_id, campaign_key, publisher, campaign_type, currency, file_id, part, exported_at, exported_at_basis, metric.
grain: [
  date, date_then, network, account_id, campaign_key, publisher, campaign_type, currency, file_id, part, exported_at, exported_at_basis, metric]
owner: analytics
tags: [effectiveness]
materialization: view
columns: [
  date: {description: day of the window}, date_then, age: {type: count, unit: days, description: age of date},
  age_then: {type: count, unit: days, description: age of date_then}, network, account_id, campaign_key,
  publisher: {description: publisher; empty when not told}, campaign_type: {description: campaign type; empty when not told}, currency,
  file_id, part, exported_at, exported_at_basis, metric: {type: text, description: "conversions, conversion_value or leads"},
  newest: {type: decimal, description: sum of the figures}, figures: {type: count, unit: rows, description: rows whose figure is not 0},
  told_age: {type: count, unit: days, description: age of the day when it was exported}]
checks:
  - not_null: [date, date_then, campaign_key, metric]
--- */
SELECT
    w.date, w.date_then, w.age, w.age_then, d.network, d.account_id, d.campaign_key, d.publisher, d.campaign_type, d.currency, d.file_id, d.part,
    d.exported_at, d.exported_at_basis, k.metric,
    CASE k.metric WHEN 'conversions' THEN d.conversions WHEN 'leads' THEN d.leads ELSE d.conversion_value_original END AS newest,
    CASE k.metric WHEN 'conversions' THEN d.conversion_rows WHEN 'leads' THEN d.lead_rows ELSE d.value_rows END AS figures,
    CASE WHEN CAST(d.exported_at AS DATE) > d.date THEN DATE_DIFF('day', d.date, CAST(d.exported_at AS DATE)) ELSE 1 END AS told_age
FROM ref('int_compared_age') AS w
INNER JOIN ref('int_reported_once') AS d
    ON d.network = w.network AND d.account_id = w.account_id AND d.date = w.date_then
INNER JOIN ref('stg_ad_reported') AS p ON p.file_id = d.file_id AND p.part = d.part
CROSS JOIN (SELECT 'conversions' AS metric UNION ALL SELECT 'conversion_value' UNION ALL SELECT 'leads') AS k
WHERE
    (d.exported_at_basis NOT IN ('stated', 'file_name')
        OR DATE_DIFF('hour', CAST(d.date AS TIMESTAMP), d.exported_at) >= w.hours)
    AND CASE k.metric WHEN 'conversions' THEN p.has_conversions WHEN 'leads' THEN p.has_leads
        ELSE p.has_conversion_value_original END = 1
