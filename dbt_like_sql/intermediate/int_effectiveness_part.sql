/* ---
description: >
  Sums behind campaign_effectiveness and publisher_effectiveness, results as the networks report them. Grain -
  window_name, kind, peers, unit, objective.
grain: [window_name, kind, peers, unit, objective]
owner: analytics
tags: [effectiveness]
columns: [
  window_name: {type: text, description: window}, kind: {type: text, description: "what is compared: channel, campaign or publisher"},
  peers, unit: {type: text, description: "channel, network/account_id/campaign_key, or publisher"}, objective,
  result_metric: {description: metric of the networks that comes nearest to the objective's result},
  channel: {description: "channel; of several the first by name"}, network, account_id: {description: account; of several the first},
  campaign_key: {description: campaign; of several the first}, includes_period, unpriced_days, spend, impressions,
  rate_clicks, clicked_impressions: {type: count, description: impressions of days with known clicks}, conversions,
  converted_clicks: {type: count, description: clicks of days with known conversions}, conversion_value, cpc, cpm,
  cpa, roas, results: {description: results the networks report}, matched_spend: {type: money, description: spend of days with known results},
  matched_results: {type: decimal, description: results of days with known spend},
  events: {type: decimal, description: "results counted one by one: conversions where results are money"}]
checks:
  - not_null: [window_name, kind, peers, unit, objective]
  - accepted: {kind: [campaign, publisher]}
--- */
WITH told AS (
    SELECT
        w.window_name, d.channel, d.network, d.account_id, d.campaign_key, d.publisher, d.objective, d.is_period,
        d.unpriced_rows, d.unpriced_values, d.spend, d.impressions, d.rate_clicks, d.conversions, d.conversion_value,
        CASE
            WHEN s.result_metric IN ('orders', 'new_customers') THEN 'conversions'
            WHEN s.result_metric = 'revenue' THEN 'conversion_value' WHEN s.result_metric = 'sessions' THEN 'link_clicks'
            ELSE s.result_metric
        END AS result_metric, d.leads, d.engagements, d.follows, d.video_views
    FROM ref('int_delivery_part') AS d
    INNER JOIN ref('seed_window') AS w ON d.first_day >= w.window_start AND d.last_day <= w.window_end
    INNER JOIN ref('int_result_source') AS s ON s.objective = d.objective
),

valued AS (
    SELECT
        window_name, channel, network, account_id, campaign_key, publisher, objective, is_period, unpriced_rows,
        unpriced_values, spend, impressions, rate_clicks, conversions, conversion_value, result_metric,
        CAST(CASE result_metric
            WHEN 'conversions' THEN conversions WHEN 'conversion_value' THEN conversion_value WHEN 'leads' THEN leads
            WHEN 'link_clicks' THEN rate_clicks WHEN 'engagements' THEN engagements WHEN 'follows' THEN follows
            WHEN 'video_views' THEN video_views WHEN 'impressions' THEN impressions
        END AS DECIMAL(18, 6)) AS result
    FROM told
),

scoped AS (
    SELECT 'campaign' AS kind, v.channel AS peers, v.network || '/' || v.account_id || '/' || v.campaign_key AS unit, v.*
    FROM valued AS v
    UNION ALL
    SELECT 'publisher' AS kind, v.network AS peers, v.publisher AS unit, v.* FROM valued AS v WHERE v.publisher <> ''
)

SELECT
    window_name, kind, peers, unit, objective, result_metric, MIN(channel) AS channel, MIN(network) AS network,
    MIN(account_id) AS account_id, MIN(campaign_key) AS campaign_key,
    MAX(CASE WHEN is_period THEN 1 ELSE 0 END) = 1 AS includes_period,
    SUM(CASE WHEN unpriced_rows > 0 THEN 1 ELSE 0 END) AS unpriced_days,
    CASE WHEN SUM(unpriced_rows) = 0 THEN SUM(spend) END AS spend, SUM(impressions) AS impressions,
    SUM(rate_clicks) AS rate_clicks, SUM(CASE WHEN rate_clicks IS NOT NULL THEN impressions END) AS clicked_impressions,
    SUM(conversions) AS conversions, SUM(CASE WHEN conversions IS NOT NULL THEN rate_clicks END) AS converted_clicks,
    CASE WHEN SUM(unpriced_values) = 0 THEN SUM(conversion_value) END AS conversion_value,
    CASE WHEN SUM(unpriced_rows) = 0 THEN 1 END * CAST(SUM(CASE WHEN rate_clicks IS NOT NULL THEN spend END) AS DOUBLE)
    / NULLIF(SUM(CASE WHEN spend IS NOT NULL THEN rate_clicks END), 0) AS cpc,
    CASE WHEN SUM(unpriced_rows) = 0 THEN 1000 END * CAST(SUM(CASE WHEN impressions IS NOT NULL THEN spend END) AS DOUBLE)
    / NULLIF(SUM(CASE WHEN spend IS NOT NULL THEN impressions END), 0) AS cpm,
    CASE WHEN SUM(unpriced_rows) = 0 THEN 1 END * CAST(SUM(CASE WHEN conversions IS NOT NULL THEN spend END) AS DOUBLE)
    / NULLIF(SUM(CASE WHEN spend IS NOT NULL THEN conversions END), 0) AS cpa,
    CASE WHEN SUM(unpriced_rows + unpriced_values) = 0 THEN 1 END * CAST(SUM(CASE WHEN spend IS NOT NULL THEN conversion_value END) AS DOUBLE)
    / NULLIF(SUM(CASE WHEN conversion_value IS NOT NULL THEN spend END), 0) AS roas,
    SUM(result) AS results,
    SUM(CASE WHEN result IS NOT NULL THEN spend END) AS matched_spend,
    SUM(CASE WHEN spend IS NOT NULL THEN result END) AS matched_results,
    SUM(CASE WHEN spend IS NOT NULL AND result IS NOT NULL
        THEN CASE WHEN result_metric = 'conversion_value' THEN conversions ELSE result END END) AS events
FROM scoped
GROUP BY window_name, kind, peers, unit, objective, result_metric
