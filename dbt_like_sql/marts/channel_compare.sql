/* ---
description: >
  Each channel's figures in a window and in an earlier one, over the days known in both, at the same age of data -
  conversions, conversion value and leads of the earlier days are those known when these were as old as the window's days
  are now; own results follow their maturity curve. Grain - as_of, window, channel, versus.
grain: [as_of, window, channel, versus]
owner: analytics
tags: [effectiveness]
columns: [
  as_of, window, window_start, window_end, channel, versus, then_start, then_end, days: {type: count, unit: days, description: days of the window},
  days_compared, days_estimated, spend, spend_then,
  spend_change, impressions, impressions_then, impressions_change, rate_clicks, rate_clicks_then, rate_clicks_change,
  conversions, conversions_then, conversions_then_known_now, conversions_change, conversion_value, conversion_value_then,
  conversion_value_then_known_now, conversion_value_change, leads: {type: decimal, unit: leads, additive: true, description: leads reported by the network}, leads_then, leads_then_known_now, leads_change,
  engagements, engagements_then, engagements_change, orders, orders_then, orders_change, revenue, revenue_then,
  revenue_change, ctr, ctr_then, ctr_change, cpm, cpm_then, cpm_change, cvr, cvr_then, cvr_change, cpa, cpa_then,
  cpa_change, roas, roas_then, roas_change, cost_per_order, cost_per_order_then, cost_per_order_change, note: {type: text, description: "what the comparison leaves out or estimates, in words"}, data_through]
checks:
  - not_null: [as_of, window, channel, versus, days, days_compared]
  - accepted: {versus: [previous, same_weekdays, last_year]}
  - expression: days_compared <= days
--- */
WITH span AS (
    SELECT
        as_of, window_name, versus, MIN(date) AS window_start, MAX(date) AS window_end, MIN(date_then) AS then_start,
        MAX(date_then) AS then_end, COUNT(*) AS days
    FROM ref('seed_comparison')
    GROUP BY as_of, window_name, versus
)

SELECT
    w.as_of, w.window_name AS "window", w.window_start, w.window_end, c.channel, w.versus, w.then_start, w.then_end, w.days,
    COALESCE(n.days, 0) AS days_compared, COALESCE(t.days_estimated, 0) AS days_estimated,
    n.spend, t.spend AS spend_then,
    CAST(n.spend AS DOUBLE) / NULLIF(CAST(t.spend AS DOUBLE), 0) - 1 AS spend_change,
    n.impressions, t.impressions AS impressions_then,
    CAST(n.impressions AS DOUBLE) / NULLIF(CAST(t.impressions AS DOUBLE), 0) - 1 AS impressions_change,
    n.rate_clicks, t.rate_clicks AS rate_clicks_then,
    CAST(n.rate_clicks AS DOUBLE) / NULLIF(CAST(t.rate_clicks AS DOUBLE), 0) - 1 AS rate_clicks_change,
    n.conversions, t.conversions AS conversions_then, t.conversions_known AS conversions_then_known_now,
    CAST(n.conversions AS DOUBLE) / NULLIF(CAST(t.conversions AS DOUBLE), 0) - 1 AS conversions_change,
    n.conversion_value, t.conversion_value AS conversion_value_then, t.conversion_value_known AS conversion_value_then_known_now,
    CAST(n.conversion_value AS DOUBLE) / NULLIF(CAST(t.conversion_value AS DOUBLE), 0) - 1 AS conversion_value_change,
    n.leads, t.leads AS leads_then, t.leads_known AS leads_then_known_now,
    CAST(n.leads AS DOUBLE) / NULLIF(CAST(t.leads AS DOUBLE), 0) - 1 AS leads_change,
    n.engagements, t.engagements AS engagements_then,
    CAST(n.engagements AS DOUBLE) / NULLIF(CAST(t.engagements AS DOUBLE), 0) - 1 AS engagements_change,
    n.orders, t.orders AS orders_then,
    CAST(n.orders AS DOUBLE) / NULLIF(CAST(t.orders AS DOUBLE), 0) - 1 AS orders_change,
    n.revenue, t.revenue AS revenue_then,
    CAST(n.revenue AS DOUBLE) / NULLIF(CAST(t.revenue AS DOUBLE), 0) - 1 AS revenue_change,
    n.ctr, t.ctr AS ctr_then,
    CAST(n.ctr AS DOUBLE) / NULLIF(CAST(t.ctr AS DOUBLE), 0) - 1 AS ctr_change,
    n.cpm, t.cpm AS cpm_then,
    CAST(n.cpm AS DOUBLE) / NULLIF(CAST(t.cpm AS DOUBLE), 0) - 1 AS cpm_change,
    n.cvr, t.cvr AS cvr_then,
    CAST(n.cvr AS DOUBLE) / NULLIF(CAST(t.cvr AS DOUBLE), 0) - 1 AS cvr_change,
    n.cpa, t.cpa AS cpa_then,
    CAST(n.cpa AS DOUBLE) / NULLIF(CAST(t.cpa AS DOUBLE), 0) - 1 AS cpa_change,
    n.roas, t.roas AS roas_then,
    CAST(n.roas AS DOUBLE) / NULLIF(CAST(t.roas AS DOUBLE), 0) - 1 AS roas_change,
    n.cost_per_order, t.cost_per_order AS cost_per_order_then,
    CAST(n.cost_per_order AS DOUBLE) / NULLIF(CAST(t.cost_per_order AS DOUBLE), 0) - 1 AS cost_per_order_change,
    CASE
        WHEN COALESCE(n.days, 0) = 0 THEN 'Nothing to compare: spend is known on no day of both windows.'
        ELSE NULLIF(TRIM(CASE WHEN n.days < w.days THEN CAST(w.days - n.days AS VARCHAR) || ' of ' || CAST(w.days AS VARCHAR)
                || CASE w.days - n.days WHEN 1 THEN ' days is left out in both windows: its' ELSE ' days are left out in both windows: their' END || ' spend is not known in one of them. ' ELSE '' END
            || CASE WHEN t.days_estimated > 0 THEN 'On ' || CAST(t.days_estimated AS VARCHAR) || ' of the earlier days, what'
                || ' was known at that age is estimated from how such days fill up. ' ELSE '' END
            || COALESCE('Some sums are of fewer days, in days: ' || SUBSTR(n.shorter, 3) || '.', '')), '')
    END AS note, c.data_through
FROM span AS w
CROSS JOIN ref('int_channel_through') AS c
LEFT JOIN ref('int_compared_side') AS n
    ON n.window_name = w.window_name AND n.versus = w.versus AND n.channel = c.channel AND n.is_then = 0
LEFT JOIN ref('int_compared_side') AS t
    ON t.window_name = w.window_name AND t.versus = w.versus AND t.channel = c.channel AND t.is_then = 1
