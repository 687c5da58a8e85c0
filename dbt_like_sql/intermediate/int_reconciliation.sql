/* ---
description: >
  Two tellings of the same delivery beside each other, in all - an export of a day that is not its fact, beside the fact
  with its residual rows; an export of a period beside its days, where every day is known, else
  beside the export that is its fact. Grain - network, account_id,
  period_start, period_end, comparison, shape_family, breakdown_set.
grain: [network, account_id, period_start, period_end, comparison, shape_family, breakdown_set]
owner: analytics
tags: [quality]
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
  told_from: {type: moment, description: when its oldest row was exported},
  told_at: {type: moment, description: when its newest row was exported}, spend_original, impressions, clicks, conversions,
  conversion_value_original, fact_rows: {type: count, description: rows counted in ad_daily},
  fine_amounts: {type: count, description: rows counted with more than two decimals},
  campaigns: {type: count, description: campaigns counted}, currency, conversion_definition, file_id,
  first_exported_at, exported_at]
checks:
  - not_null: [network, account_id, period_start, period_end, comparison]
--- */
WITH told AS (
    SELECT
        'day' AS basis, network, account_id, date AS period_start, date AS period_end, shape_family, breakdown_set, level,
        FALSE AS is_period, date AS first_day, date AS last_day, spend_original, impressions, clicks, conversions, conversion_value_original, fact_rows,
        fine_amounts, campaigns, currency, conversion_definition, file_id, first_exported_at, exported_at
    FROM ref('int_ad_shape_day')
    UNION ALL
    SELECT
        CASE WHEN s.is_known THEN 'day' ELSE 'period' END AS basis, s.network, s.account_id, s.period_start,
        s.period_end, s.shape_family, s.breakdown_set, s.level, s.is_known AS is_period,
        COALESCE(c.date, s.period_start) AS first_day, COALESCE(c.date, s.period_end) AS last_day, s.spend_original,
        s.impressions, s.clicks, s.conversions, s.conversion_value_original, s.fact_rows, s.fine_amounts, s.campaigns,
        s.currency, s.conversion_definition, s.file_id, s.first_exported_at, s.exported_at
    FROM ref('int_ad_period_shape') AS s
    LEFT JOIN ref('seed_calendar') AS c ON s.is_known AND c.date >= s.period_start AND c.date <= s.period_end
)

SELECT
    t.network, t.account_id, t.period_start, t.period_end,
    CASE
        WHEN t.is_period THEN 'period' WHEN t.breakdown_set <> '' THEN 'breakdown'
        WHEN t.shape_family LIKE '%/name%' AND MIN(d.shape_family) LIKE '%/id%' THEN 'names'
        WHEN (t.level = 'account' AND MIN(d.level) <> 'account') OR (t.level = 'ad_group' AND MIN(d.level) = 'ad')
            OR (t.level = 'campaign' AND MIN(d.level) IN ('ad_group', 'ad')) THEN 'coarser export'
        ELSE 'other export'
    END AS comparison, t.shape_family, t.breakdown_set, t.level, t.spend_original AS told_spend_original,
    t.impressions AS told_impressions, t.clicks AS told_clicks, t.conversions AS told_conversions,
    t.conversion_value_original AS told_value, t.fact_rows AS told_rows, t.fine_amounts AS told_fine,
    t.campaigns AS told_campaigns, t.currency AS told_currency, t.conversion_definition AS told_definition,
    t.file_id AS told_file, t.first_exported_at AS told_from, t.exported_at AS told_at,
    SUM(d.spend_original) AS spend_original, SUM(d.impressions) AS impressions, SUM(d.clicks) AS clicks,
    SUM(d.conversions) AS conversions, SUM(d.conversion_value_original) AS conversion_value_original,
    SUM(d.fact_rows) AS fact_rows, SUM(d.fine_amounts) AS fine_amounts, MAX(d.campaigns) AS campaigns,
    MAX(d.currency) AS currency, MAX(d.conversion_definition) AS conversion_definition, MIN(d.file_id) AS file_id,
    MIN(d.first_exported_at) AS first_exported_at, MAX(d.exported_at) AS exported_at
FROM told AS t
INNER JOIN ref('int_ad_counted') AS d
    ON d.network = t.network AND d.account_id = t.account_id AND d.basis = t.basis
    AND d.period_start = t.first_day AND d.period_end = t.last_day
    AND (t.is_period OR d.shape_family <> t.shape_family OR d.breakdown_set <> t.breakdown_set)
GROUP BY
    t.network, t.account_id, t.period_start, t.period_end, t.is_period, t.shape_family, t.breakdown_set, t.level,
    t.spend_original, t.impressions, t.clicks, t.conversions, t.conversion_value_original, t.fact_rows, t.fine_amounts,
    t.campaigns, t.currency, t.conversion_definition, t.file_id, t.first_exported_at, t.exported_at
