/* ---
description: >
  Every campaign on the days it delivered, with names of channel, network and account. Add money and counts
  over any rows; make rates anew from the sums. Made from campaign_daily. Grain - network, account_id, channel, campaign_key, date.
grain: [network, account_id, channel, campaign_key, date]
owner: analytics
tags: [channels]
materialization: view
columns: [
  date, channel, channel_label, network, network_label, account_id, account_label, campaign_key, campaign_id,
  campaign_name: {type: text, description: "latest name of the campaign; its id, else its key, where no export names it"},
  objective, currency: {type: text, description: "ISO 4217 code of all money of the row, the reporting currency"},
  is_settled: {type: flag, description: "whether conversions and their value are final; false while later exports usually still change them"},
  spend, impressions, clicks, link_clicks, rate_clicks,
  conversions, conversions_expected: {type: decimal, unit: conversions, additive: true, description: conversions expected once the day has settled},
  conversion_value, leads: {type: decimal, unit: leads, additive: true, description: leads the network reports}, video_views, engagements, follows,
  click_through_rate, cost_per_click, cost_per_thousand_impressions, conversion_rate, cost_per_conversion,
  return_on_ad_spend, data_through]
checks:
  - not_null: [date, channel, network, campaign_key, campaign_name, currency]
  - expression: spend >= 0
--- */
WITH account AS (
    SELECT network, account_id, MAX(account_name) AS name
    FROM ref('ad_daily')
    GROUP BY network, account_id
)

SELECT
    d.date, d.channel, COALESCE(c.label, d.channel) AS channel_label, d.network,
    COALESCE(n.label, d.network) AS network_label, d.account_id, COALESCE(a.name, d.account_id) AS account_label,
    d.campaign_key, d.campaign_id,
    COALESCE(NULLIF(d.campaign_name, ''), d.campaign_id, NULLIF(d.campaign_key, ''), 'without campaign') AS campaign_name,
    d.objective, s.reporting_currency AS currency,
    ABS(COALESCE(d.conversions_completeness, 1) - 1) < 0.005
    AND ABS(COALESCE(d.conversion_value_completeness, 1) - 1) < 0.005 AS is_settled,
    d.spend, d.impressions, d.clicks, d.link_clicks, d.rate_clicks, d.conversions,
    d.conversions_projected AS conversions_expected, d.conversion_value, d.leads, d.video_views, d.engagements,
    d.follows, d.ctr AS click_through_rate, d.cpc AS cost_per_click, d.cpm AS cost_per_thousand_impressions,
    d.cvr AS conversion_rate, d.cpa AS cost_per_conversion, d.roas AS return_on_ad_spend, d.data_through
FROM ref('campaign_daily') AS d
CROSS JOIN ref('seed_settings') AS s
LEFT JOIN ref('channel') AS c ON c.channel = d.channel
LEFT JOIN ref('seed_network') AS n ON n.network = d.network
LEFT JOIN account AS a ON a.network = d.network AND a.account_id = d.account_id
