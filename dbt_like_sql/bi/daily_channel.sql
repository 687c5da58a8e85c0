/* ---
description: >
  Every channel on every day, with its name and the currency, ready to chart. Unknown days are null, never
  zero; numbers of the last days still fill up, which is_settled says. Add money and counts over any rows; make rates anew
  from the sums of rows where is_known, for own orders also come on days whose spend is unknown. Made from channel_daily. Grain - channel, date.
grain: [channel, date]
owner: analytics
tags: [channels]
materialization: view
columns: [
  date, channel, channel_label, network_label, objective, currency: {type: text, description: "ISO 4217 code of all money of the row, the reporting currency"},
  is_known, is_settled: {type: flag, description: "whether conversions and their value are final; false while later exports usually still change them, null on unknown days"},
  spend, impressions, clicks, link_clicks,
  rate_clicks, conversions, conversions_expected: {type: decimal, unit: conversions, additive: true, description: conversions expected once the day has settled},
  conversion_value, leads: {type: decimal, unit: leads, additive: true, description: leads the network reports}, video_views, engagements, follows,
  sessions, orders, new_customers, revenue, click_through_rate, cost_per_click, cost_per_thousand_impressions, conversion_rate,
  cost_per_conversion, return_on_ad_spend, cost_per_order: {type: ratio, unit: reporting currency per order, description: spend / orders},
  data_through]
checks:
  - not_null: [date, channel, channel_label, currency, is_known]
  - relation: {channel: channel.channel}
--- */
SELECT
    d.date, d.channel, COALESCE(c.label, d.channel) AS channel_label, COALESCE(n.label, c.network) AS network_label,
    c.objective, s.reporting_currency AS currency, d.is_known,
    CASE WHEN d.is_known THEN ABS(COALESCE(d.conversions_completeness, 1) - 1) < 0.005
        AND ABS(COALESCE(d.conversion_value_completeness, 1) - 1) < 0.005 END AS is_settled,
    d.spend, d.impressions, d.clicks, d.link_clicks, d.rate_clicks, d.conversions,
    d.conversions_projected AS conversions_expected, d.conversion_value, d.leads, d.video_views, d.engagements,
    d.follows, d.sessions, d.orders, d.new_customers, d.revenue, d.ctr AS click_through_rate, d.cpc AS cost_per_click,
    d.cpm AS cost_per_thousand_impressions, d.cvr AS conversion_rate, d.cpa AS cost_per_conversion,
    d.roas AS return_on_ad_spend, CAST(d.spend AS DOUBLE) / NULLIF(d.orders, 0) AS cost_per_order, d.data_through
FROM ref('channel_daily') AS d
CROSS JOIN ref('seed_settings') AS s
LEFT JOIN ref('channel') AS c ON c.channel = d.channel
LEFT JOIN ref('seed_network') AS n ON n.network = c.network
