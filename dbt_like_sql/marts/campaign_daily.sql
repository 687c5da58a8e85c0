/* ---
description: >
  Every campaign on the days it delivered, under its latest name. Grain - channel, network, account_id, campaign_key,
  date.
grain: [channel, network, account_id, campaign_key, date]
owner: analytics
tags: [channels]
materialization: view
columns: [
  date, channel, network, account_id, campaign_key, campaign_id, campaign_name: {type: text, description: latest name of the campaign}, objective, spend, impressions, clicks,
  link_clicks, click_kind, rate_clicks, conversions, conversion_value, leads: {type: decimal, unit: leads, additive: true, description: leads reported by the network}, video_views, engagements, follows, ctr,
  cpc, cpm, cvr, cpa, roas, conversions_completeness, conversions_projected, conversions_low, conversions_high,
  conversion_value_completeness, conversion_value_projected, conversion_value_low, conversion_value_high, data_through]
checks:
  - not_null: [date, channel, campaign_key]
--- */
SELECT
    f.date, f.channel, f.network, f.account_id, f.campaign_key, f.campaign_id,
    COALESCE(m.campaign_name, f.campaign_name) AS campaign_name, f.objective, f.spend, f.impressions, f.clicks,
    f.link_clicks, CASE WHEN f.link_clicks IS NOT NULL THEN 'link' WHEN f.clicks IS NOT NULL THEN 'all' END
        AS click_kind,
    f.rate_clicks, f.conversions, f.conversion_value, f.leads, f.video_views, f.engagements, f.follows,
    CAST(f.rate_clicks AS DOUBLE) / NULLIF(f.impressions, 0) AS ctr, CAST(f.spend AS DOUBLE) / NULLIF(f.rate_clicks, 0) AS cpc,
    1000 * CAST(f.spend AS DOUBLE) / NULLIF(f.impressions, 0) AS cpm,
    CAST(f.conversions AS DOUBLE) / NULLIF(f.rate_clicks, 0) AS cvr, CAST(f.spend AS DOUBLE) / NULLIF(f.conversions, 0) AS cpa,
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
FROM ref('int_campaign_day') AS f
LEFT JOIN ref('seed_campaign_name') AS m
    ON m.network = f.network AND m.account_id = f.account_id AND m.campaign_key = f.campaign_key
LEFT JOIN ref('channel_daily') AS d ON d.channel = f.channel AND d.date = f.date
LEFT JOIN ref('int_projection') AS k
    ON k.channel = f.channel AND k.network = f.network AND k.account_id = f.account_id
    AND k.campaign_key = f.campaign_key AND k.date = f.date AND k.metric = 'conversions'
LEFT JOIN ref('int_projection') AS w
    ON w.channel = f.channel AND w.network = f.network AND w.account_id = f.account_id
    AND w.campaign_key = f.campaign_key AND w.date = f.date AND w.metric = 'conversion_value'
