/* ---
description: >
  Results of each channel under every definition that answers the same question as the objective's own, with the spend of the days
  (and periods without daily rows) on which both are known. Grain - window_name, channel, objective, definition.
grain: [window_name, channel, objective, definition]
owner: analytics
tags: [effectiveness]
columns: [
  window_name: {type: text, description: window}, channel, objective, definition,
  is_chosen: {type: flag, description: whether the objective counts results so}, result_source, result_metric,
  matched_spend: {type: money, description: spend of days with known results},
  matched_results: {type: decimal, description: results of days with known spend},
  events: {type: decimal, description: "results one by one: orders or conversions where they are money"}, is_money: {type: flag, description: whether results are amounts of money}]
checks:
  - not_null: [window_name, channel, objective, definition, is_chosen, is_money]
--- */
WITH delivered AS (
    SELECT
        channel, objective, date, date AS first_day, date AS last_day, spend,
        COALESCE(link_clicks, clicks) AS link_clicks, clicks, conversions, conversion_value, leads, engagements,
        follows, video_views, impressions
    FROM ref('int_channel_objective_day')
    UNION ALL
    SELECT
        channel, objective, CAST(NULL AS DATE) AS date, period_start AS first_day, period_end AS last_day,
        CASE WHEN COUNT(spend) = COUNT(spend_original) THEN SUM(spend) END AS spend,
        COALESCE(SUM(link_clicks), SUM(clicks)) AS link_clicks, SUM(clicks) AS clicks,
        SUM(conversions) AS conversions, CASE
            WHEN COUNT(conversion_value) = COUNT(conversion_value_original) THEN SUM(conversion_value)
        END AS conversion_value, SUM(leads) AS leads, SUM(engagements) AS engagements, SUM(follows) AS follows,
        SUM(video_views) AS video_views, SUM(impressions) AS impressions
    FROM ref('ad_period')
    WHERE is_counted
    GROUP BY channel, network, account_id, objective, period_start, period_end
),

wanted AS (
    SELECT
        s.objective, f.definition, f.result_source, f.result_metric, f.event_metric,
        f.result_source = s.result_source AND f.result_metric = s.result_metric AS is_chosen
    FROM ref('int_result_source') AS s
    INNER JOIN (SELECT DISTINCT result_metric, family FROM ref('seed_result_definition')) AS c
        ON c.result_metric = s.result_metric
    INNER JOIN ref('seed_result_definition') AS f ON f.family = c.family
),

valued AS (
    SELECT
        d.channel, d.objective, d.first_day, d.last_day, d.spend, f.definition, f.is_chosen, f.result_source,
        f.result_metric, f.event_metric,
        CASE f.result_metric
            WHEN 'orders' THEN o.orders WHEN 'new_customers' THEN o.new_customers WHEN 'revenue' THEN o.revenue
            WHEN 'sessions' THEN CAST(o.sessions AS DECIMAL(18, 6))
            WHEN 'leads' THEN CASE WHEN f.result_source = 'platform' THEN d.leads ELSE o.own_leads END
            WHEN 'conversions' THEN d.conversions WHEN 'conversion_value' THEN d.conversion_value
            WHEN 'link_clicks' THEN CAST(d.link_clicks AS DECIMAL(18, 6))
            WHEN 'clicks' THEN CAST(d.clicks AS DECIMAL(18, 6))
            WHEN 'engagements' THEN CAST(d.engagements AS DECIMAL(18, 6))
            WHEN 'follows' THEN CAST(d.follows AS DECIMAL(18, 6)) WHEN 'video_views' THEN CAST(d.video_views AS DECIMAL(18, 6))
            WHEN 'impressions' THEN CAST(d.impressions AS DECIMAL(18, 6))
        END AS result,
        CASE f.event_metric WHEN 'orders' THEN o.orders WHEN 'conversions' THEN d.conversions END AS events
    FROM delivered AS d
    INNER JOIN wanted AS f ON f.objective = d.objective
    LEFT JOIN ref('int_outcome_objective_day') AS o
        ON o.channel = d.channel AND o.objective = d.objective AND o.date = d.date AND o.measured_by = f.result_source
)

SELECT
    w.window_name, v.channel, v.objective, v.definition, v.is_chosen, v.result_source, v.result_metric,
    SUM(CASE WHEN v.result IS NOT NULL THEN v.spend END) AS matched_spend,
    SUM(CASE WHEN v.spend IS NOT NULL THEN v.result END) AS matched_results,
    SUM(CASE WHEN v.spend IS NOT NULL AND v.result IS NOT NULL
        THEN CASE WHEN v.event_metric IS NULL THEN v.result ELSE v.events END END) AS events,
    v.event_metric IS NOT NULL AS is_money
FROM valued AS v
INNER JOIN ref('seed_window') AS w ON v.first_day >= w.window_start AND v.last_day <= w.window_end
GROUP BY
    w.window_name, v.channel, v.objective, v.definition, v.is_chosen, v.result_source, v.result_metric, v.event_metric
