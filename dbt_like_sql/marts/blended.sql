/* ---
description: >
  Marketing as a whole in each window - media spend and costs, own revenue in all, new customers, and which share social
  media have of revenue and of the marketing budget, against the project's targets. What is divided comes from the same
  days. Exports without days tell nothing of a day. Grain - as_of, window.
grain: [as_of, window]
owner: analytics
tags: [money]
columns: [
  as_of, window, window_start, window_end, days: {type: count, unit: days, description: days of the window}, days_spend_known,
  days_revenue_known, days_compared: {description: days whose spend and revenue are both known}, own_source, media_spend,
  costs, marketing_spend, smm_spend, revenue: {description: own revenue in all of the days whose revenue is known},
  revenue_compared: {type: money, unit: reporting currency, description: revenue of the days whose spend is known too},
  spend_compared: {type: money, unit: reporting currency, description: marketing spend of these days}, revenue_per_spend: {description: revenue_compared / spend_compared}, new_customers: {description: own orders of first-time customers in all of the days on which they are known},
  customers_compared: {type: decimal, unit: customers, description: new customers of the days whose spend is known too},
  spend_of_customers: {type: money, unit: reporting currency, description: marketing spend of these days}, cost_per_new_customer: {description: spend_of_customers / customers_compared}, smm_share_of_revenue, smm_share_of_revenue_target, smm_share_of_revenue_gap, marketing_budget, smm_share_of_marketing, smm_share_of_marketing_basis, smm_share_of_marketing_target, smm_share_of_marketing_gap,
  note: {type: text, description: "what the figures leave out, in words; null when nothing"},
  data_through: {description: last day whose spend and revenue are both known}]
checks:
  - not_null: [as_of, window, days, days_compared]
  - expression: days_compared <= days AND smm_spend <= marketing_spend
--- */
WITH summed AS (
    SELECT
        w.as_of, w.window_name, w.window_start, w.window_end, DATE_DIFF('day', w.window_start, w.window_end) + 1 AS days,
        COUNT(d.media_spend) AS days_spend_known, COUNT(d.revenue) AS days_revenue_known, MAX(d.own_source) AS own_source,
        COUNT(CASE WHEN d.media_spend IS NOT NULL THEN d.revenue END) AS days_compared,
        MAX(CASE WHEN d.media_spend IS NOT NULL AND d.revenue IS NOT NULL THEN d.date END) AS data_through,
        SUM(d.media_spend) AS media_spend, SUM(CASE WHEN d.media_spend IS NOT NULL THEN d.costs END) AS costs,
        SUM(d.smm_media_spend + d.smm_costs) AS smm_spend, SUM(d.revenue) AS revenue, SUM(d.new_customers) AS new_customers,
        SUM(CASE WHEN d.revenue IS NOT NULL THEN d.media_spend + d.costs END) AS spend_compared,
        SUM(CASE WHEN d.revenue IS NOT NULL THEN d.smm_media_spend + d.smm_costs END) AS smm_compared,
        SUM(CASE WHEN d.media_spend IS NOT NULL THEN d.revenue END) AS revenue_compared,
        SUM(CASE WHEN d.new_customers IS NOT NULL THEN d.media_spend + d.costs END) AS spend_of_customers,
        SUM(CASE WHEN d.media_spend IS NOT NULL THEN d.new_customers END) AS customers_compared,
        CAST(MAX(m.marketing_budget_per_month) * SUM(CASE WHEN d.media_spend IS NOT NULL THEN CAST(d.share_of_month AS DECIMAL(18, 12)) END) AS DECIMAL(18, 6)) AS marketing_budget,
        MAX(m.smm_share_of_revenue_target) AS revenue_target, MAX(m.smm_share_of_marketing_target) AS marketing_target
    FROM ref('seed_window') AS w
    CROSS JOIN ref('seed_marketing') AS m
    LEFT JOIN ref('int_marketing_day') AS d ON d.date >= w.window_start AND d.date <= w.window_end
    GROUP BY w.as_of, w.window_name, w.window_start, w.window_end
),

shared AS (
    SELECT
        window_name, media_spend + costs AS marketing_spend, CAST(smm_compared AS DOUBLE) / NULLIF(revenue_compared, 0) AS of_revenue,
        CASE WHEN marketing_budget > 0 THEN CAST(smm_spend AS DOUBLE) / CAST(marketing_budget AS DOUBLE)
            WHEN media_spend + costs > smm_spend THEN CAST(smm_spend AS DOUBLE) / CAST(media_spend + costs AS DOUBLE) END AS of_marketing,
        CASE WHEN marketing_budget > 0 THEN 'declared budget' WHEN media_spend + costs > smm_spend THEN 'known spend' END AS basis
    FROM summed
)

SELECT
    s.as_of, s.window_name AS "window", s.window_start, s.window_end, s.days, s.days_spend_known, s.days_revenue_known, s.days_compared,
    s.own_source, s.media_spend, s.costs, r.marketing_spend, s.smm_spend, s.revenue, s.revenue_compared, s.spend_compared,
    CAST(s.revenue_compared AS DOUBLE) / NULLIF(s.spend_compared, 0) AS revenue_per_spend, s.new_customers, s.customers_compared, s.spend_of_customers,
    CAST(s.spend_of_customers AS DOUBLE) / NULLIF(s.customers_compared, 0) AS cost_per_new_customer, r.of_revenue AS smm_share_of_revenue,
    s.revenue_target AS smm_share_of_revenue_target, r.of_revenue - s.revenue_target AS smm_share_of_revenue_gap, s.marketing_budget,
    r.of_marketing AS smm_share_of_marketing, r.basis AS smm_share_of_marketing_basis,
    s.marketing_target AS smm_share_of_marketing_target, r.of_marketing - s.marketing_target AS smm_share_of_marketing_gap,
    NULLIF(TRIM(
        COALESCE(CASE WHEN s.days_spend_known < s.days THEN 'On ' || CAST(s.days - s.days_spend_known AS VARCHAR) || ' of '
            || CAST(s.days AS VARCHAR) || ' days the media spend of some channel is not known'
            || COALESCE(' (' || l.unknown || ')', '') || '. ' END, '')
        || COALESCE('No export tells of ' || l.uncounted || '; those days count as without spend. ', '')
        || COALESCE(CASE WHEN s.days_revenue_known < s.days THEN 'On ' || CAST(s.days - s.days_revenue_known AS VARCHAR)
            || ' of ' || CAST(s.days AS VARCHAR) || ' days the revenue is not known.' END, '')), '') AS note, s.data_through
FROM summed AS s
INNER JOIN shared AS r ON r.window_name = s.window_name
LEFT JOIN ref('int_marketing_gap') AS l ON l.window_name = s.window_name
