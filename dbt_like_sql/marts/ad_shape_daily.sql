/* ---
description: >
  Every shape in which exports tell the paid delivery of an account and day, which of them is the fact, and why the
  others are not: they tell the same delivery again and must not be added up; what they report beyond it in the same currency is a
  residual row of ad_daily. Amounts as exported. Grain - network,
  account_id, date, shape, breakdown_set.
grain: [network, account_id, date, shape, breakdown_set]
owner: analytics
tags: [channels]
columns: [
  network, account_id, date, shape, breakdown_set, level, shape_rank: {type: count, unit: place, description: preference among shapes of the same delivery; the highest is the fact},
  rows: {type: count, unit: rows, description: current rows of the shape}, currency, spend_original, impressions, clicks,
  link_clicks, conversions, conversion_value_original, leads: {type: decimal, unit: leads, additive: true, description: leads reported by the network}, video_views, engagements, follows,
  is_chosen: {type: flag, description: whether it is the fact of the day},
  reason: {type: text, description: why it is or is not}, data_through: {description: last day of the account that is covered}]
checks:
  - not_null: [network, account_id, date, shape, is_chosen, reason]
--- */
WITH shape AS (
    SELECT
        network, account_id, date, shape_family, breakdown_set, MAX(shape) AS shape, MAX(level) AS level, MAX(shape_rank) AS shape_rank,
        SUM(fact_rows) AS fact_rows, MAX(currency) AS currency, SUM(spend_original) AS spend_original, SUM(impressions) AS impressions,
        SUM(clicks) AS clicks, SUM(link_clicks) AS link_clicks, SUM(conversions) AS conversions,
        SUM(conversion_value_original) AS conversion_value_original, SUM(leads) AS leads, SUM(video_views) AS video_views,
        SUM(engagements) AS engagements, SUM(follows) AS follows, MIN(makes_up_all) AS makes_up_all
    FROM ref('int_ad_shape_sum')
    GROUP BY network, account_id, date, shape_family, breakdown_set
)

SELECT
    s.network, s.account_id, s.date, s.shape, s.breakdown_set, s.level, s.shape_rank, s.fact_rows AS rows, s.currency,
    s.spend_original, s.impressions, s.clicks, s.link_clicks, s.conversions, s.conversion_value_original, s.leads,
    s.video_views, s.engagements, s.follows,
    COALESCE(c.shape_family = s.shape_family AND c.breakdown_set = s.breakdown_set, FALSE)
        AS is_chosen,
    CASE
        WHEN c.shape_family = s.shape_family AND c.breakdown_set = s.breakdown_set AND s.breakdown_set = ''
            THEN 'the preferred export of the day'
        WHEN c.shape_family = s.shape_family AND c.breakdown_set = s.breakdown_set
            THEN 'a breakdown, but nothing else is known of the day'
        WHEN s.makes_up_all = 0 THEN 'its rows leave delivery out or count it twice'
        WHEN s.breakdown_set <> '' AND NOT c.derived_from_breakdown THEN 'a breakdown of delivery that is known whole'
        WHEN s.breakdown_set <> '' THEN 'a breakdown that holds less than the chosen one'
        ELSE 'another export of the day is preferred'
    END AS reason, t.data_through
FROM shape AS s
LEFT JOIN ref('int_ad_shape_choice') AS c
    ON c.network = s.network AND c.account_id = s.account_id AND c.date = s.date
LEFT JOIN ref('int_account_through') AS t ON t.network = s.network AND t.account_id = s.account_id
