/* ---
description: >
  What of a compared day's late metrics was reported only after the age that its counterpart in the window has today - the newest figure less the
  newest one of that age. Where the account's day was not exported at that very age, the share by the maturity curve. Days of the same age have no
  row; rows known from coarser exports only stay as they are. Grain - channel, objective, date, date_then, metric.
grain: [channel, objective, date, date_then, metric]
owner: analytics
tags: [effectiveness]
columns: [
  channel, objective, date: {description: day of the window}, date_then,
  metric: {type: text, description: "conversions, conversion_value or leads"},
  reported_later: {type: decimal, description: "part of date_then's figure reported later; negative when taken back"},
  is_estimated: {type: flag, description: whether any of it follows the maturity curve}]
checks:
  - not_null: [channel, objective, date, date_then, metric, is_estimated]
--- */
WITH wanted AS (
    SELECT DISTINCT
        n.network, n.account_id, p.date, p.date_then, n.age_days AS age, t.age_days AS age_then,
        24 - COALESCE(a.utc_offset_hours, 14) AS hours
    FROM ref('seed_comparison') AS p
    INNER JOIN ref('int_coverage') AS n ON n.date = p.date
    INNER JOIN ref('int_coverage') AS t
        ON t.network = n.network AND t.account_id = n.account_id AND t.date = p.date_then
    LEFT JOIN ref('seed_account') AS a ON a.network = n.network AND a.account_id = n.account_id
    WHERE t.age_days <> n.age_days AND (t.age_days < 30 OR n.age_days < 30)
),

version AS (
    SELECT
        w.date, w.date_then, w.age, w.age_then, d.network, d.account_id, d.row_key, d.campaign_key,
        COALESCE(d.publisher, '') AS publisher, COALESCE(d.campaign_type, '') AS campaign_type, d.currency, COALESCE(o.place, 1) AS place, k.metric,
        CASE k.metric WHEN 'conversions' THEN d.conversions WHEN 'leads' THEN d.leads ELSE d.conversion_value_original END AS newest,
        CASE k.metric WHEN 'conversions' THEN r.conversions WHEN 'leads' THEN r.leads ELSE r.conversion_value_original END AS told,
        CASE WHEN CAST(r.exported_at AS DATE) > r.period_start THEN DATE_DIFF('day', r.period_start, CAST(r.exported_at AS DATE)) ELSE 1 END AS told_age
    FROM wanted AS w
    INNER JOIN ref('int_ad_row') AS d
        ON d.network = w.network AND d.account_id = w.account_id AND d.period_start = w.date_then AND d.grain = 'day'
    INNER JOIN ref('int_ad_shape_choice') AS s
        ON s.network = d.network AND s.account_id = d.account_id AND s.date = d.period_start
        AND s.shape_family = REPLACE(d.shape, '/result_type', '') AND s.breakdown_set = d.breakdown_set
    INNER JOIN source('raw', 'ad_delivery') AS r ON r.row_key = d.row_key AND r.period_start = d.period_start
    LEFT JOIN ref('stg_ad_place') AS o
        ON o.row_key = r.row_key AND o.period_start = r.period_start AND o.file_id = r.file_id AND o.part = r.part
        AND o.row_number = r.row_number
    INNER JOIN ref('stg_ad_reported') AS p ON p.file_id = r.file_id AND p.part = r.part
    CROSS JOIN (SELECT 'conversions' AS metric UNION ALL SELECT 'conversion_value' UNION ALL SELECT 'leads') AS k
    WHERE
        r.retracted_at IS NULL AND (r.exported_at_basis NOT IN ('stated', 'file_name')
            OR DATE_DIFF('hour', CAST(r.period_start AS TIMESTAMP), r.exported_at) >= w.hours)
        AND CASE k.metric WHEN 'conversions' THEN p.has_conversions WHEN 'leads' THEN p.has_leads
            ELSE p.has_conversion_value_original END = 1
),

early AS (
    SELECT
        date, date_then, age, age_then, network, account_id, campaign_key, publisher, campaign_type, currency, metric,
        COALESCE(newest, 0) AS newest, CASE WHEN told_age <= age THEN COALESCE(told, 0) ELSE 0 END AS told,
        ROW_NUMBER() OVER (PARTITION BY date, date_then, row_key, metric
            ORDER BY CASE WHEN told_age <= age THEN 0 ELSE 1 END, place) AS nth,
        MAX(CASE WHEN told_age = age THEN 1 ELSE 0 END) OVER (PARTITION BY date, date_then, network, account_id, metric) AS is_told
    FROM version
)

SELECT
    COALESCE(m.channel, e.network) AS channel, COALESCE(m.objective, 'sales') AS objective, e.date, e.date_then, e.metric,
    SUM(CAST(CASE WHEN e.metric = 'conversion_value' THEN x.rate ELSE 1 END * CASE WHEN e.is_told = 1 THEN e.newest - e.told
        ELSE CAST(CAST(e.newest AS DECIMAL(38, 6)) * CAST(1 - COALESCE(n.completeness, 1) / COALESCE(t.completeness, 1) AS DECIMAL(18, 9)) AS DECIMAL(18, 6))
        END AS DECIMAL(18, 6))) AS reported_later,
    MAX(CASE WHEN e.is_told = 0 AND e.newest <> 0 AND COALESCE(n.completeness, 1) <> COALESCE(t.completeness, 1)
        THEN 1 ELSE 0 END) = 1 AS is_estimated
FROM early AS e
LEFT JOIN ref('seed_campaign') AS m
    ON m.network = e.network AND m.account_id = e.account_id AND m.campaign_key = e.campaign_key
    AND m.publisher = e.publisher AND m.campaign_type = e.campaign_type
LEFT JOIN ref('seed_fx') AS x ON x.date = e.date_then AND x.currency = e.currency
LEFT JOIN ref('seed_maturity') AS n ON n.network = e.network AND n.metric = e.metric AND n.age_days = e.age
LEFT JOIN ref('seed_maturity') AS t ON t.network = e.network AND t.metric = e.metric AND t.age_days = e.age_then
WHERE e.nth = 1
GROUP BY COALESCE(m.channel, e.network), COALESCE(m.objective, 'sales'), e.date, e.date_then, e.metric
