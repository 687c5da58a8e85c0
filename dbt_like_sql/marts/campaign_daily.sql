/* ---
description: >
  Every campaign on the days it delivered, under its latest name. Grain - channel, network, account_id, campaign_key,
  date.
grain: [channel, network, account_id, campaign_key, date]
owner: analytics
columns: [
  date, channel, network, account_id, campaign_key, campaign_id, campaign_name, objective, spend, impressions, clicks,
  link_clicks, click_kind, rate_clicks, conversions, conversion_value, leads, video_views, engagements, follows, ctr,
  cpc, cpm, cvr, cpa, roas, conversions_completeness, conversions_projected, conversions_low, conversions_high,
  conversion_value_completeness, conversion_value_projected, conversion_value_low, conversion_value_high, data_through]
checks:
  - not_null: [date, channel, campaign_key]
--- */
WITH fact AS (
    SELECT
        date, channel, network, account_id, campaign_key, MAX(campaign_id) AS campaign_id,
        MAX(campaign_name) AS campaign_name, MAX(objective) AS objective,
        CASE WHEN COUNT(spend) = COUNT(spend_original) THEN SUM(spend) END AS spend, SUM(impressions) AS impressions,
        SUM(clicks) AS clicks, SUM(link_clicks) AS link_clicks, COALESCE(SUM(link_clicks), SUM(clicks)) AS n,
        SUM(conversions) AS conversions,
        CASE WHEN COUNT(conversion_value) = COUNT(conversion_value_original) THEN SUM(conversion_value) END
            AS conversion_value,
        SUM(leads) AS leads, SUM(video_views) AS video_views, SUM(engagements) AS engagements, SUM(follows) AS follows
    FROM ref('ad_daily')
    GROUP BY date, channel, network, account_id, campaign_key
),

named AS (
    SELECT network, account_id, campaign_key, MAX(campaign_name) AS campaign_name
    FROM ref('seed_campaign')
    GROUP BY network, account_id, campaign_key
)

SELECT
    f.date, f.channel, f.network, f.account_id, f.campaign_key, f.campaign_id,
    COALESCE(m.campaign_name, f.campaign_name) AS campaign_name, f.objective, f.spend, f.impressions, f.clicks,
    f.link_clicks, CASE WHEN f.link_clicks IS NOT NULL THEN 'link' WHEN f.clicks IS NOT NULL THEN 'all' END
        AS click_kind,
    f.n AS rate_clicks, f.conversions, f.conversion_value, f.leads, f.video_views, f.engagements, f.follows,
    CAST(f.n AS DOUBLE) / NULLIF(f.impressions, 0) AS ctr, CAST(f.spend AS DOUBLE) / NULLIF(f.n, 0) AS cpc,
    1000 * CAST(f.spend AS DOUBLE) / NULLIF(f.impressions, 0) AS cpm,
    CAST(f.conversions AS DOUBLE) / NULLIF(f.n, 0) AS cvr, CAST(f.spend AS DOUBLE) / NULLIF(f.conversions, 0) AS cpa,
    CAST(f.conversion_value AS DOUBLE) / NULLIF(f.spend, 0) AS roas,
    CASE WHEN f.conversions IS NOT NULL THEN COALESCE(k.completeness, 1) END AS conversions_completeness,
    COALESCE(k.projected, CAST(f.conversions AS DOUBLE)) AS conversions_projected,
    CASE WHEN k.date IS NOT NULL THEN k.low ELSE CAST(f.conversions AS DOUBLE) END AS conversions_low,
    CASE WHEN k.date IS NOT NULL THEN k.high ELSE CAST(f.conversions AS DOUBLE) END AS conversions_high,
    CASE WHEN f.conversion_value IS NOT NULL THEN COALESCE(w.completeness, 1) END AS conversion_value_completeness,
    COALESCE(w.projected, CAST(f.conversion_value AS DOUBLE)) AS conversion_value_projected,
    CASE WHEN w.date IS NOT NULL THEN w.low ELSE CAST(f.conversion_value AS DOUBLE) END AS conversion_value_low,
    CASE WHEN w.date IS NOT NULL THEN w.high ELSE CAST(f.conversion_value AS DOUBLE) END AS conversion_value_high,
    d.data_through
FROM fact AS f
LEFT JOIN named AS m
    ON m.network = f.network AND m.account_id = f.account_id AND m.campaign_key = f.campaign_key
LEFT JOIN ref('channel_daily') AS d ON d.channel = f.channel AND d.date = f.date
LEFT JOIN ref('int_projection') AS k
    ON k.channel = f.channel AND k.network = f.network AND k.account_id = f.account_id
    AND k.campaign_key = f.campaign_key AND k.date = f.date AND k.metric = 'conversions'
LEFT JOIN ref('int_projection') AS w
    ON w.channel = f.channel AND w.network = f.network AND w.account_id = f.account_id
    AND w.campaign_key = f.campaign_key AND w.date = f.date AND w.metric = 'conversion_value'
