/* ---
description: >
  Delivery of each channel and objective on the days it delivered, with how many rows have no exchange rate. Grain -
  channel, objective, date.
grain: [channel, objective, date]
owner: analytics
tags: [coverage]
materialization: incremental
time_column: date
columns: [
  channel, objective, date, unpriced_rows,
  unpriced_values: {type: count, unit: rows, description: rows whose conversion value has no exchange rate on their day},
  spend, impressions, clicks, link_clicks, conversions, conversion_value, leads, video_views, engagements, follows]
checks:
  - not_null: [channel, objective, date]
--- */
SELECT
    channel, objective, date,
    SUM(money_rows - priced_rows) AS unpriced_rows,
    SUM(unpriced_values) AS unpriced_values,
    SUM(spend) AS spend, SUM(impressions) AS impressions, SUM(clicks) AS clicks, SUM(link_clicks) AS link_clicks,
    SUM(conversions) AS conversions, SUM(conversion_value) AS conversion_value, SUM(leads) AS leads,
    SUM(video_views) AS video_views, SUM(engagements) AS engagements, SUM(follows) AS follows
FROM ref('int_campaign_part_day')
GROUP BY channel, objective, date
