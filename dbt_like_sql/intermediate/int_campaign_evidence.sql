/* ---
description: >
  What each campaign's money brought in the last 28 and 90 days, from the one source chosen for its objective: an own
  source's results of the channel are shared between its campaigns by what the network reports for each, by spend where it
  reports nothing for one of them. Spend counts for what is usually known by now of its day's results. Grain - window_name,
  channel, network, account_id, campaign_key, objective.
grain: [window_name, channel, network, account_id, campaign_key, objective]
owner: analytics
tags: [decision]
columns: [
  window_name: {type: text, description: 28d or 90d}, channel, network, account_id, campaign_key, objective, result_metric,
  result_source, spend: {description: spend of the days with known results},
  settled_spend: {type: ratio, unit: reporting currency, description: spend times usual completeness of the day's results},
  results: {type: ratio, unit: result_metric, description: results of these days},
  events: {type: ratio, description: "results counted one by one: the network's conversions where results are money"},
  impressions: {description: impressions of days with known clicks}, rate_clicks, is_shared: {type: flag, description: whether an own source's results are shared between the campaigns}]
checks:
  - not_null: [window_name, channel, campaign_key, objective, result_metric]
--- */
WITH day AS (
    SELECT
        w.window_name, d.channel, d.network, d.account_id, d.campaign_key, d.objective, s.result_metric, s.result_source,
        d.spend, d.impressions, d.rate_clicks, d.conversions, r.completeness, r.result IS NOT NULL AND d.spend IS NOT NULL AS is_known,
        CASE
            WHEN s.result_metric IN ('revenue', 'conversion_value') THEN d.conversion_value
            WHEN s.result_metric = 'leads' THEN d.leads
            WHEN s.result_metric IN ('link_clicks', 'sessions') THEN CAST(d.rate_clicks AS DECIMAL(18, 6))
            WHEN s.result_metric = 'engagements' THEN CAST(d.engagements AS DECIMAL(18, 6))
            WHEN s.result_metric = 'follows' THEN CAST(d.follows AS DECIMAL(18, 6))
            WHEN s.result_metric = 'video_views' THEN CAST(d.video_views AS DECIMAL(18, 6))
            WHEN s.result_metric = 'impressions' THEN CAST(d.impressions AS DECIMAL(18, 6))
            ELSE d.conversions
        END AS seen
    FROM ref('int_campaign_day') AS d
    INNER JOIN ref('seed_window') AS w
        ON w.window_name IN ('28d', '90d') AND d.date >= w.window_start AND d.date <= w.window_end
    INNER JOIN ref('int_result_source') AS s ON s.objective = d.objective
    LEFT JOIN ref('int_result_daily') AS r ON r.channel = d.channel AND r.objective = d.objective AND r.date = d.date
),

campaign AS (
    SELECT
        window_name, channel, network, account_id, campaign_key, objective, result_metric, result_source,
        SUM(CASE WHEN is_known THEN spend END) AS spend,
        CAST(SUM(CASE WHEN is_known THEN CAST(CAST(spend AS DOUBLE) * completeness AS DECIMAL(38, 10)) END) AS DOUBLE) AS settled_spend,
        SUM(CASE WHEN is_known THEN seen END) AS seen, SUM(CASE WHEN is_known THEN conversions END) AS conversions,
        SUM(CASE WHEN rate_clicks IS NOT NULL THEN impressions END) AS impressions, SUM(rate_clicks) AS rate_clicks
    FROM day
    GROUP BY window_name, channel, network, account_id, campaign_key, objective, result_metric, result_source
),

share AS (
    SELECT
        c.window_name, c.channel, c.network, c.account_id, c.campaign_key, c.objective, c.result_metric, c.result_source, c.spend,
        c.settled_spend, c.conversions, c.impressions, c.rate_clicks,
        CASE
            WHEN c.result_source = 'platform' THEN CAST(c.seen AS DOUBLE)
            WHEN c.spend IS NULL THEN NULL
            WHEN COUNT(c.seen) OVER one = COUNT(c.spend) OVER one AND SUM(c.seen) OVER one > 0
                THEN CAST(e.matched_results AS DOUBLE) * CAST(c.seen AS DOUBLE) / CAST(SUM(c.seen) OVER one AS DOUBLE)
            ELSE CAST(e.matched_results AS DOUBLE) * CAST(c.spend AS DOUBLE) / NULLIF(CAST(SUM(c.spend) OVER one AS DOUBLE), 0)
        END AS results
    FROM campaign AS c
    LEFT JOIN ref('int_effectiveness') AS e
        ON e.window_name = c.window_name AND e.channel = c.channel AND e.objective = c.objective
    WINDOW one AS (PARTITION BY c.window_name, c.channel, c.objective)
)

SELECT
    window_name, channel, network, account_id, campaign_key, objective, result_metric, result_source, spend, settled_spend,
    results, CASE WHEN result_metric IN ('revenue', 'conversion_value') THEN CAST(conversions AS DOUBLE) ELSE results END AS events,
    impressions, rate_clicks, result_source <> 'platform' AS is_shared
FROM share
