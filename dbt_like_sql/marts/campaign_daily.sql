/* ---
description: >
  Every campaign on the days it delivered, under its latest name. Grain - channel, network, account_id, campaign_key,
  date.
grain: [channel, network, account_id, campaign_key, date]
owner: analytics
materialization: view
columns: [
  date, channel, network, account_id, campaign_key, campaign_id, campaign_name, objective, spend, impressions, clicks,
  link_clicks, click_kind, rate_clicks, conversions, conversion_value, leads, video_views, engagements, follows, ctr,
  cpc, cpm, cvr, cpa, roas, conversions_completeness, conversions_projected, data_through]
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
    CAST(f.conversion_value AS DOUBLE) / NULLIF(f.spend, 0) AS roas, d.conversions_completeness,
    CAST(f.conversions AS DOUBLE) / d.conversions_completeness AS conversions_projected, d.data_through
FROM ref('int_campaign_day') AS f
LEFT JOIN ref('seed_campaign_name') AS m
    ON m.network = f.network AND m.account_id = f.account_id AND m.campaign_key = f.campaign_key
LEFT JOIN ref('channel_daily') AS d ON d.channel = f.channel AND d.date = f.date
