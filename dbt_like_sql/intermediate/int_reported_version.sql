/* ---
description: >
  Late metrics of the rows of a compared day that were told several times, in each version that reports them, beside the newest figure and the ages
  of the two days. Grain - date, date_then, row_key, metric, place.
grain: [date, date_then, row_key, metric, place]
owner: analytics
tags: [effectiveness]
materialization: view
columns: [
  date: {description: day of the window}, date_then, age: {type: count, unit: days, description: age of date},
  age_then: {type: count, unit: days, description: age of date_then}, network, account_id, row_key, campaign_key,
  publisher: {description: publisher; empty when not told}, campaign_type: {description: campaign type; empty when not told}, currency,
  place: {type: count, description: place among several versions; 1 counts}, metric: {type: text, description: "conversions, conversion_value or leads"},
  newest: {type: decimal, description: figure that counts}, told: {type: decimal, description: figure of this version},
  told_age: {type: count, unit: days, description: age of the day when the version was exported}]
checks:
  - not_null: [date, date_then, row_key, metric, place]
--- */
SELECT
    w.date, w.date_then, w.age, w.age_then, d.network, d.account_id, d.row_key, d.campaign_key,
    COALESCE(d.publisher, '') AS publisher, COALESCE(d.campaign_type, '') AS campaign_type, d.currency, o.place, k.metric,
    CASE k.metric WHEN 'conversions' THEN d.conversions WHEN 'leads' THEN d.leads ELSE d.conversion_value_original END AS newest,
    CASE k.metric WHEN 'conversions' THEN r.conversions WHEN 'leads' THEN r.leads ELSE r.conversion_value_original END AS told,
    CASE WHEN CAST(r.exported_at AS DATE) > r.period_start THEN DATE_DIFF('day', r.period_start, CAST(r.exported_at AS DATE)) ELSE 1 END AS told_age
FROM ref('int_compared_age') AS w
INNER JOIN ref('int_ad_row') AS d
    ON d.network = w.network AND d.account_id = w.account_id AND d.period_start = w.date_then AND d.grain = 'day'
INNER JOIN ref('int_ad_shape_choice') AS s
    ON s.network = d.network AND s.account_id = d.account_id AND s.date = d.period_start
    AND s.shape_family = REPLACE(d.shape, '/result_type', '') AND s.breakdown_set = d.breakdown_set
INNER JOIN ref('stg_ad_place') AS o ON o.row_key = d.row_key AND o.period_start = d.period_start
INNER JOIN source('raw', 'ad_delivery') AS r
    ON r.row_key = o.row_key AND r.period_start = o.period_start AND r.file_id = o.file_id AND r.part = o.part
    AND r.row_number = o.row_number
INNER JOIN ref('stg_ad_reported') AS p ON p.file_id = r.file_id AND p.part = r.part
CROSS JOIN (SELECT 'conversions' AS metric UNION ALL SELECT 'conversion_value' UNION ALL SELECT 'leads') AS k
WHERE
    r.retracted_at IS NULL AND (r.exported_at_basis NOT IN ('stated', 'file_name')
        OR DATE_DIFF('hour', CAST(r.period_start AS TIMESTAMP), r.exported_at) >= w.hours)
    AND CASE k.metric WHEN 'conversions' THEN p.has_conversions WHEN 'leads' THEN p.has_leads
        ELSE p.has_conversion_value_original END = 1
