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
WITH version AS (
    SELECT
        date, date_then, age, age_then, network, account_id, campaign_key, publisher, campaign_type, currency, metric,
        COALESCE(newest, 0) AS newest, CASE WHEN told_age <= age THEN COALESCE(told, 0) ELSE 0 END AS told,
        CASE WHEN newest <> 0 THEN 1 ELSE 0 END AS figures, CASE WHEN told_age = age THEN 1 ELSE 0 END AS is_told,
        ROW_NUMBER() OVER (PARTITION BY date, date_then, row_key, metric ORDER BY CASE WHEN told_age <= age THEN 0 ELSE 1 END, place) AS nth
    FROM ref('int_reported_version')
    UNION ALL
    SELECT
        date, date_then, age, age_then, network, account_id, campaign_key, publisher, campaign_type, currency, metric,
        COALESCE(newest, 0) AS newest, CASE WHEN told_age <= age THEN COALESCE(newest, 0) ELSE 0 END AS told,
        figures, CASE WHEN told_age = age THEN 1 ELSE 0 END AS is_told, 1 AS nth
    FROM ref('int_reported_single')
),

told AS (
    SELECT
        v.date, v.date_then, v.network, v.account_id, v.metric, MAX(v.is_told) AS is_told,
        MAX(COALESCE(n.completeness, 1)) AS completeness, MAX(COALESCE(t.completeness, 1)) AS completeness_then
    FROM version AS v
    LEFT JOIN ref('seed_maturity') AS n ON n.network = v.network AND n.metric = v.metric AND n.age_days = v.age
    LEFT JOIN ref('seed_maturity') AS t ON t.network = v.network AND t.metric = v.metric AND t.age_days = v.age_then
    GROUP BY v.date, v.date_then, v.network, v.account_id, v.metric
),

early AS (
    SELECT
        date, date_then, network, account_id, campaign_key, publisher, campaign_type, currency, metric,
        SUM(newest) AS newest, SUM(told) AS told, SUM(figures) AS figures
    FROM version
    WHERE nth = 1
    GROUP BY date, date_then, network, account_id, campaign_key, publisher, campaign_type, currency, metric
),

later AS (
    SELECT
        e.date, e.date_then, e.network, e.account_id, e.campaign_key, e.publisher, e.campaign_type, e.currency, e.metric,
        CASE
            WHEN i.is_told = 1 THEN e.newest - e.told
            WHEN e.newest = 0 OR i.completeness = i.completeness_then THEN 0
            ELSE CAST(CAST(e.newest AS DECIMAL(38, 6)) * CAST(1 - i.completeness / i.completeness_then AS DECIMAL(18, 9)) AS DECIMAL(18, 6))
        END AS amount,
        CASE WHEN i.is_told = 0 AND e.figures > 0 AND i.completeness <> i.completeness_then THEN 1 ELSE 0 END AS is_estimated
    FROM early AS e
    INNER JOIN told AS i
        ON i.date = e.date AND i.date_then = e.date_then AND i.network = e.network AND i.account_id = e.account_id AND i.metric = e.metric
)

SELECT
    COALESCE(m.channel, l.network) AS channel, COALESCE(m.objective, 'sales') AS objective, l.date, l.date_then, l.metric,
    SUM(CASE WHEN l.metric <> 'conversion_value' OR x.rate = 1 OR (l.amount = 0 AND x.rate IS NOT NULL) THEN l.amount
        ELSE CAST(x.rate * l.amount AS DECIMAL(18, 6)) END) AS reported_later,
    MAX(l.is_estimated) = 1 AS is_estimated
FROM later AS l
LEFT JOIN ref('seed_campaign') AS m
    ON m.network = l.network AND m.account_id = l.account_id AND m.campaign_key = l.campaign_key
    AND m.publisher = l.publisher AND m.campaign_type = l.campaign_type
LEFT JOIN ref('seed_fx') AS x ON x.date = l.date_then AND x.currency = l.currency
GROUP BY COALESCE(m.channel, l.network), COALESCE(m.objective, 'sales'), l.date, l.date_then, l.metric
