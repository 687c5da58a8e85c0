/* ---
description: >
  Every campaign on every publisher on the days it delivered: sums, and of how many rows money is known. Grain -
  channel, network, account_id, campaign_key, publisher, objective, date.
grain: [channel, network, account_id, campaign_key, publisher, objective, date]
owner: analytics
tags: [ads]
materialization: incremental
time_column: date
columns: [
  date, channel, network, account_id, campaign_key, publisher: {description: publisher; empty when not told}, objective,
  campaign_id, campaign_name, fact_rows: {type: count, unit: rows, description: rows counted},
  money_rows: {type: count, unit: rows, description: rows with spend in their currency},
  priced_rows: {type: count, unit: rows, description: of them those with spend in the reporting currency},
  value_rows: {type: count, unit: rows, description: rows with a conversion value in their currency},
  priced_values: {type: count, unit: rows, description: of them those with one in the reporting currency},
  unpriced_values: {type: count, unit: rows, description: rows with a conversion value other than 0 that has no exchange rate},
  spend, impressions, clicks, link_clicks, conversions, conversion_value, leads, video_views, engagements, follows]
checks:
  - not_null: [date, channel, network, account_id, campaign_key, objective]
--- */
SELECT
    date, channel, network, account_id, campaign_key, COALESCE(publisher, '') AS publisher, objective,
    MAX(campaign_id) AS campaign_id, MAX(campaign_name) AS campaign_name, COUNT(*) AS fact_rows,
    COUNT(spend_original) AS money_rows, COUNT(spend) AS priced_rows,
    COUNT(conversion_value_original) AS value_rows, COUNT(conversion_value) AS priced_values,
    COUNT(CASE WHEN conversion_value_original <> 0 AND conversion_value IS NULL THEN 1 END) AS unpriced_values,
    SUM(spend) AS spend, SUM(impressions) AS impressions, SUM(clicks) AS clicks, SUM(link_clicks) AS link_clicks,
    SUM(conversions) AS conversions, SUM(conversion_value) AS conversion_value, SUM(leads) AS leads,
    SUM(video_views) AS video_views, SUM(engagements) AS engagements, SUM(follows) AS follows
FROM ref('int_ad_day')
GROUP BY date, channel, network, account_id, campaign_key, COALESCE(publisher, ''), objective
