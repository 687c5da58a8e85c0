/* ---
description: >
  Every campaign on the days it delivered, money null where a rate is missing. Grain - channel, network, account_id,
  campaign_key, date.
grain: [channel, network, account_id, campaign_key, date]
owner: analytics
tags: [ads]
materialization: incremental
time_column: date
columns: [
  date, channel, network, account_id, campaign_key, campaign_id, campaign_name, objective, spend, impressions, clicks,
  link_clicks, rate_clicks, conversions, conversion_value, leads, video_views, engagements, follows]
checks:
  - not_null: [date, channel, campaign_key]
--- */
SELECT
    date, channel, network, account_id, campaign_key, MAX(campaign_id) AS campaign_id,
    MAX(campaign_name) AS campaign_name, MAX(objective) AS objective,
    CASE WHEN SUM(priced_rows) = SUM(money_rows) THEN SUM(spend) END AS spend, SUM(impressions) AS impressions,
    SUM(clicks) AS clicks, SUM(link_clicks) AS link_clicks, COALESCE(SUM(link_clicks), SUM(clicks)) AS rate_clicks,
    SUM(conversions) AS conversions,
    CASE WHEN SUM(priced_values) = SUM(value_rows) THEN SUM(conversion_value) END
        AS conversion_value,
    SUM(leads) AS leads, SUM(video_views) AS video_views, SUM(engagements) AS engagements, SUM(follows) AS follows
FROM ref('int_campaign_part_day')
GROUP BY date, channel, network, account_id, campaign_key
