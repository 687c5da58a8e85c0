/* ---
description: >
  Paid delivery of campaigns on publishers, by known day of the channel or by counted period without daily rows. What the
  account's exports of the day report and a part does not is 0, so that the parts of an account add up to it. Grain - channel, network,
  account_id, campaign_key, publisher, objective, first_day, last_day, is_period.
grain: [channel, network, account_id, campaign_key, publisher, objective, first_day, last_day, is_period]
owner: analytics
tags: [effectiveness]
materialization: view
columns: [
  channel, network, account_id, campaign_key, publisher: {description: publisher; empty when not told}, objective,
  first_day: {type: day, description: first day}, last_day: {type: day, description: last day},
  is_period: {type: flag, description: whether it is a period without daily rows}, unpriced_rows, unpriced_values, spend,
  impressions, rate_clicks, conversions, conversion_value, leads, engagements, follows, video_views]
checks:
  - not_null: [channel, network, account_id, campaign_key, publisher, objective, first_day, last_day]
--- */
SELECT
    d.channel, d.network, d.account_id, d.campaign_key, d.publisher, d.objective,
    d.date AS first_day, d.date AS last_day, FALSE AS is_period, d.money_rows - d.priced_rows AS unpriced_rows,
    d.unpriced_values,
    CASE WHEN d.money_rows = d.priced_rows THEN COALESCE(d.spend, CASE WHEN v.has_spend > 0 THEN 0 END) END AS spend,
    COALESCE(d.impressions, CASE WHEN v.has_impressions > 0 THEN 0 END) AS impressions,
    CASE WHEN v.has_link_clicks > 0 THEN COALESCE(d.link_clicks, 0)
        ELSE COALESCE(d.clicks, CASE WHEN v.has_clicks > 0 THEN 0 END) END AS rate_clicks,
    COALESCE(d.conversions, CASE WHEN v.has_conversions > 0 THEN 0 END) AS conversions,
    CASE WHEN d.unpriced_values = 0
        THEN COALESCE(d.conversion_value, CASE WHEN v.has_conversion_value > 0 THEN 0 END) END AS conversion_value,
    COALESCE(d.leads, CASE WHEN v.has_leads > 0 THEN 0 END) AS leads,
    COALESCE(d.engagements, CASE WHEN v.has_engagements > 0 THEN 0 END) AS engagements,
    COALESCE(d.follows, CASE WHEN v.has_follows > 0 THEN 0 END) AS follows,
    COALESCE(d.video_views, CASE WHEN v.has_video_views > 0 THEN 0 END) AS video_views
FROM ref('int_campaign_part_day') AS d
INNER JOIN ref('int_channel_day') AS c ON c.channel = d.channel AND c.date = d.date AND c.is_known
LEFT JOIN ref('int_coverage') AS v ON v.network = d.network AND v.account_id = d.account_id AND v.date = d.date
UNION ALL
SELECT
    channel, network, account_id, campaign_key, COALESCE(publisher, '') AS publisher, objective,
    period_start AS first_day, period_end AS last_day, TRUE AS is_period,
    COUNT(spend_original) - COUNT(spend) AS unpriced_rows,
    COUNT(conversion_value_original) - COUNT(conversion_value) AS unpriced_values,
    CASE WHEN COUNT(spend) = COUNT(spend_original) THEN SUM(spend) END AS spend, SUM(impressions) AS impressions,
    COALESCE(SUM(link_clicks), SUM(clicks)) AS rate_clicks, SUM(conversions) AS conversions,
    CASE WHEN COUNT(conversion_value) = COUNT(conversion_value_original) THEN SUM(conversion_value) END
        AS conversion_value,
    SUM(leads) AS leads, SUM(engagements) AS engagements, SUM(follows) AS follows, SUM(video_views) AS video_views
FROM ref('ad_period')
WHERE is_counted
GROUP BY channel, network, account_id, campaign_key, COALESCE(publisher, ''), objective, period_start, period_end
