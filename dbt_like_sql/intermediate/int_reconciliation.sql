/* ---
description: >
  Two tellings of the same delivery beside each other, in all - an export of a day that is not its fact, beside the fact
  with its residual rows; an export of a period beside its days, where every day is known. Grain - network, account_id,
  period_start, period_end, comparison, shape_family, breakdown_set.
grain: [network, account_id, period_start, period_end, comparison, shape_family, breakdown_set]
owner: analytics
columns: [
  network, account_id, period_start, period_end, comparison, shape_family, breakdown_set, level,
  told_spend_original: {type: money, description: spend as the compared export tells it},
  told_impressions: {type: count, description: impressions as the compared export tells them},
  told_clicks: {type: count, description: clicks as the compared export tells them},
  told_conversions: {type: decimal, description: conversions as the compared export tells them},
  told_value: {type: money, description: conversion value as the compared export tells it},
  told_rows: {type: count, description: rows of the compared export},
  told_fine: {type: count, description: rows of it with more than two decimals},
  told_campaigns: {type: count, description: campaigns it names}, told_currency: {type: text, description: its currency},
  told_definition: {type: text, description: what its conversions count}, told_file: {type: text, description: one of its files},
  told_files: {type: count, description: its files}, told_from: {type: moment, description: when its oldest row was exported},
  told_at: {type: moment, description: when its newest row was exported}, spend_original, impressions, clicks, conversions,
  conversion_value_original, fact_rows: {type: count, description: rows counted in ad_daily},
  fine_amounts: {type: count, description: rows counted with more than two decimals},
  campaigns: {type: count, description: campaigns counted}, currency, conversion_definition, file_id,
  first_exported_at, exported_at]
checks:
  - not_null: [network, account_id, period_start, period_end, comparison]
--- */
WITH compared AS (
    SELECT
        o.network, o.account_id, o.date AS period_start, o.date AS period_end,
        CASE
            WHEN o.breakdown_set <> '' THEN 'breakdown'
            WHEN o.shape_family LIKE '%/name%' AND f.shape_family LIKE '%/id%' THEN 'names'
            WHEN o.level_depth < f.level_depth THEN 'coarser export' ELSE 'other export'
        END AS comparison, o.shape_family, o.breakdown_set, o.level, o.spend_original, o.impressions, o.clicks,
        o.conversions, o.conversion_value_original, o.fact_rows, o.fine_amounts, o.campaigns, o.currency,
        o.conversion_definition, o.file_id, o.files, o.first_exported_at, o.exported_at
    FROM ref('int_ad_shape_day') AS o
    INNER JOIN ref('int_ad_shape_day') AS f
        ON f.network = o.network AND f.account_id = o.account_id AND f.date = o.date AND f.preference = 1
    WHERE o.preference > 1
    UNION ALL
    SELECT
        p.network, p.account_id, p.period_start, p.period_end, 'period' AS comparison, p.shape_family, p.breakdown_set,
        p.level, p.spend_original, p.impressions, p.clicks, p.conversions, p.conversion_value_original, p.fact_rows,
        p.fine_amounts, p.campaigns, p.currency, p.conversion_definition, p.file_id, p.files, p.first_exported_at,
        p.exported_at
    FROM ref('int_ad_period_shape') AS p
    WHERE p.is_known
)

SELECT
    c.network, c.account_id, c.period_start, c.period_end, c.comparison, c.shape_family, c.breakdown_set, c.level,
    c.spend_original AS told_spend_original, c.impressions AS told_impressions, c.clicks AS told_clicks,
    c.conversions AS told_conversions, c.conversion_value_original AS told_value, c.fact_rows AS told_rows,
    c.fine_amounts AS told_fine, c.campaigns AS told_campaigns, c.currency AS told_currency,
    c.conversion_definition AS told_definition, c.file_id AS told_file, c.files AS told_files,
    c.first_exported_at AS told_from, c.exported_at AS told_at, SUM(d.spend_original) AS spend_original,
    SUM(d.impressions) AS impressions, SUM(d.clicks) AS clicks, SUM(d.conversions) AS conversions,
    SUM(d.conversion_value_original) AS conversion_value_original, SUM(d.fact_rows) AS fact_rows,
    SUM(d.fine_amounts) AS fine_amounts, MAX(d.campaigns) AS campaigns, MAX(d.currency) AS currency,
    MAX(d.conversion_definition) AS conversion_definition, MIN(d.file_id) AS file_id, MIN(d.first_exported_at) AS first_exported_at, MAX(d.exported_at) AS exported_at
FROM compared AS c
INNER JOIN ref('int_ad_fact_day') AS d
    ON d.network = c.network AND d.account_id = c.account_id AND d.date >= c.period_start AND d.date <= c.period_end
GROUP BY
    c.network, c.account_id, c.period_start, c.period_end, c.comparison, c.shape_family, c.breakdown_set, c.level,
    c.spend_original, c.impressions, c.clicks, c.conversions, c.conversion_value_original, c.fact_rows, c.fine_amounts,
    c.campaigns, c.currency, c.conversion_definition, c.file_id, c.files, c.first_exported_at, c.exported_at
