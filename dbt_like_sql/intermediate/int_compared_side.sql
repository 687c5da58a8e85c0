/* ---
description: >
  Both sides of channel_compare - sums and ratios of a window and of the days it is held against, over the days whose
  spend both sides know, each figure over those of them on which both sides know it. Grain - window_name, versus, channel, is_then.
grain: [window_name, versus, channel, is_then]
owner: analytics
tags: [effectiveness]
columns: [window_name: {type: text, description: window}, versus, channel,
  is_then: {type: count, description: "0 the window, 1 the earlier days"}, days: {type: count, description: days whose spend both sides know},
  days_estimated, spend, impressions, rate_clicks: {description: "clicks, of days on which both sides count them alike"},
  conversions, conversions_known: {type: decimal, description: conversions as known today}, conversion_value,
  conversion_value_known: {type: money, unit: reporting currency, description: conversion value as known today}, leads: {type: decimal, additive: true, description: leads reported by the network},
  leads_known: {type: decimal, description: leads as known today}, engagements, orders, revenue,
  shorter: {type: text, description: "figures that both sides know on fewer days, with the number of days"}, ctr, cpm, cvr, cpa, roas, cost_per_order]
checks:
  - not_null: [window_name, versus, channel, is_then, days]
--- */
WITH later AS (
    SELECT
        channel, date, date_then, SUM(CASE WHEN metric = 'conversions' THEN reported_later END) AS conversions,
        SUM(CASE WHEN metric = 'conversion_value' THEN reported_later END) AS conversion_value,
        SUM(CASE WHEN metric = 'leads' THEN reported_later END) AS leads, MAX(CASE WHEN is_estimated THEN 1 ELSE 0 END) AS estimated
    FROM ref('int_reported_later')
    GROUP BY channel, date, date_then
),

own AS (
    SELECT
        measured_by, date, MAX(CASE WHEN metric = 'orders' THEN completeness END) AS orders,
        MAX(CASE WHEN metric = 'revenue' THEN completeness END) AS revenue
    FROM ref('int_outcome_maturity')
    GROUP BY measured_by, date
),

day AS (
    SELECT
        p.window_name, p.versus, x.channel, s.is_then, x.spend,
        CASE WHEN o.impressions IS NOT NULL THEN x.impressions END AS impressions,
        CASE WHEN o.click_kind = x.click_kind THEN x.rate_clicks END AS n,
        CASE WHEN o.conversions IS NOT NULL THEN x.conversions END AS conversions_known,
        CASE WHEN o.conversions IS NOT NULL THEN x.conversions - COALESCE(l.conversions, 0) END AS conversions,
        CASE WHEN o.conversion_value IS NOT NULL THEN x.conversion_value END AS value_known,
        CASE WHEN o.conversion_value IS NOT NULL THEN x.conversion_value - COALESCE(l.conversion_value, 0) END AS conversion_value,
        CASE WHEN o.leads IS NOT NULL THEN x.leads END AS leads_known,
        CASE WHEN o.leads IS NOT NULL THEN x.leads - COALESCE(l.leads, 0) END AS leads,
        CASE WHEN o.engagements IS NOT NULL THEN x.engagements END AS engagements,
        CASE WHEN o.orders IS NOT NULL THEN CAST(CAST(x.orders AS DOUBLE) * COALESCE(m.orders, 1) / COALESCE(k.orders, 1) AS DECIMAL(18, 6)) END AS orders,
        CASE WHEN o.revenue IS NOT NULL THEN CAST(CAST(x.revenue AS DOUBLE) * COALESCE(m.revenue, 1) / COALESCE(k.revenue, 1) AS DECIMAL(18, 6)) END AS revenue,
        CASE WHEN l.estimated = 1 OR x.orders <> 0 AND COALESCE(m.orders, 1) <> COALESCE(k.orders, 1) THEN 1 ELSE 0 END AS estimated
    FROM ref('seed_comparison') AS p
    CROSS JOIN (SELECT 0 AS is_then UNION ALL SELECT 1) AS s
    INNER JOIN ref('channel_daily') AS x ON x.date = CASE WHEN s.is_then = 1 THEN p.date_then ELSE p.date END
    INNER JOIN ref('channel_daily') AS o
        ON o.channel = x.channel AND o.date = CASE WHEN s.is_then = 1 THEN p.date ELSE p.date_then END
    LEFT JOIN later AS l ON l.channel = x.channel AND l.date = p.date AND l.date_then = CASE WHEN s.is_then = 1 THEN p.date_then END
    LEFT JOIN own AS m ON m.measured_by = x.own_source AND m.date = p.date
    LEFT JOIN own AS k ON k.measured_by = x.own_source AND k.date = x.date
    WHERE x.spend IS NOT NULL AND o.spend IS NOT NULL
)

SELECT
    window_name, versus, channel, is_then, COUNT(*) AS days, SUM(estimated) AS days_estimated, SUM(spend) AS spend,
    SUM(impressions) AS impressions, SUM(n) AS rate_clicks, SUM(conversions) AS conversions, SUM(conversions_known) AS conversions_known,
    SUM(conversion_value) AS conversion_value, SUM(value_known) AS conversion_value_known, SUM(leads) AS leads, SUM(leads_known) AS leads_known,
    SUM(engagements) AS engagements, SUM(orders) AS orders, SUM(revenue) AS revenue,
    NULLIF(CONCAT(
        CASE WHEN COUNT(impressions) BETWEEN 1 AND COUNT(*) - 1 THEN ', impressions ' || CAST(COUNT(impressions) AS VARCHAR) ELSE '' END, CASE WHEN COUNT(n) BETWEEN 1 AND COUNT(*) - 1 THEN ', clicks ' || CAST(COUNT(n) AS VARCHAR) ELSE '' END,
        CASE WHEN COUNT(conversions) BETWEEN 1 AND COUNT(*) - 1 THEN ', conversions ' || CAST(COUNT(conversions) AS VARCHAR) ELSE '' END,
        CASE WHEN COUNT(conversion_value) BETWEEN 1 AND COUNT(*) - 1 THEN ', their value ' || CAST(COUNT(conversion_value) AS VARCHAR) ELSE '' END, CASE WHEN COUNT(leads) BETWEEN 1 AND COUNT(*) - 1 THEN ', leads ' || CAST(COUNT(leads) AS VARCHAR) ELSE '' END,
        CASE WHEN COUNT(orders) BETWEEN 1 AND COUNT(*) - 1 THEN ', orders ' || CAST(COUNT(orders) AS VARCHAR) ELSE '' END, CASE WHEN COUNT(revenue) BETWEEN 1 AND COUNT(*) - 1 THEN ', revenue ' || CAST(COUNT(revenue) AS VARCHAR) ELSE '' END
    ), '') AS shorter,
    CAST(SUM(CASE WHEN impressions IS NOT NULL THEN n END) AS DOUBLE) / NULLIF(SUM(CASE WHEN n IS NOT NULL THEN impressions END), 0) AS ctr,
    1000 * CAST(SUM(CASE WHEN impressions IS NOT NULL THEN spend END) AS DOUBLE) / NULLIF(SUM(impressions), 0) AS cpm,
    CAST(SUM(CASE WHEN n IS NOT NULL THEN conversions END) AS DOUBLE) / NULLIF(SUM(CASE WHEN conversions IS NOT NULL THEN n END), 0) AS cvr,
    CAST(SUM(CASE WHEN conversions IS NOT NULL THEN spend END) AS DOUBLE) / NULLIF(SUM(conversions), 0) AS cpa,
    CAST(SUM(conversion_value) AS DOUBLE) / NULLIF(SUM(CASE WHEN conversion_value IS NOT NULL THEN spend END), 0) AS roas,
    CAST(SUM(CASE WHEN orders IS NOT NULL THEN spend END) AS DOUBLE) / NULLIF(SUM(orders), 0) AS cost_per_order
FROM day
GROUP BY window_name, versus, channel, is_then
