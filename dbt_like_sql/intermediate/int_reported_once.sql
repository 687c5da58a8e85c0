/* ---
description: >
  Late metrics of the rows of a day's fact that only one export tells, summed by campaign, publisher, currency and export. Sums over rows alone can say
  what they say later - none of these rows has another version. Grain - date, network, account_id, campaign_key, publisher, campaign_type, currency,
  file_id, part, exported_at, exported_at_basis.
grain: [date, network, account_id, campaign_key, publisher, campaign_type, currency, file_id, part, exported_at, exported_at_basis]
owner: analytics
tags: [effectiveness]
materialization: incremental
time_column: date
columns: [
  date, network, account_id, campaign_key, publisher: {description: publisher; empty when not told},
  campaign_type: {description: campaign type; empty when not told}, currency, file_id, part, exported_at, exported_at_basis,
  conversions, conversion_value_original, leads,
  conversion_rows: {type: count, unit: rows, description: rows with conversions other than 0},
  value_rows: {type: count, unit: rows, description: rows with conversion value other than 0},
  lead_rows: {type: count, unit: rows, description: rows with leads other than 0}]
checks:
  - not_null: [date, network, account_id, campaign_key]
--- */
SELECT
    d.period_start AS date, d.network, d.account_id, d.campaign_key, COALESCE(d.publisher, '') AS publisher,
    COALESCE(d.campaign_type, '') AS campaign_type, d.currency, d.file_id, d.part, d.exported_at, d.exported_at_basis,
    SUM(d.conversions) AS conversions, SUM(d.conversion_value_original) AS conversion_value_original, SUM(d.leads) AS leads,
    COUNT(CASE WHEN d.conversions <> 0 THEN 1 END) AS conversion_rows,
    COUNT(CASE WHEN d.conversion_value_original <> 0 THEN 1 END) AS value_rows, COUNT(CASE WHEN d.leads <> 0 THEN 1 END) AS lead_rows
FROM ref('int_ad_row') AS d
INNER JOIN ref('int_ad_shape_choice') AS s
    ON s.network = d.network AND s.account_id = d.account_id AND s.date = d.period_start
    AND s.shape_family = REPLACE(d.shape, '/result_type', '') AND s.breakdown_set = d.breakdown_set
LEFT JOIN ref('stg_ad_place') AS o ON o.row_key = d.row_key AND o.period_start = d.period_start AND o.place = 1
WHERE d.grain = 'day' AND o.row_key IS NULL
GROUP BY
    d.period_start, d.network, d.account_id, d.campaign_key, COALESCE(d.publisher, ''), COALESCE(d.campaign_type, ''), d.currency, d.file_id,
    d.part, d.exported_at, d.exported_at_basis
