/* ---
description: >
  Sums behind channel_effectiveness: known days of the window, and periods without daily rows that lie wholly inside it.
  `matched` sums take only days on which both spend and results are known, and so do ratios of theirs. Grain - window_name, channel, objective.
grain: [window_name, channel, objective]
owner: analytics
tags: [effectiveness]
columns: [window_name: {type: text, description: window}, channel, objective,
  days_known: {type: count, description: days of the window with known spend}, includes_period: {type: flag, description: whether period rows are counted},
  unpriced_days,
  spend, impressions, rate_clicks, clicked_impressions: {type: count, description: impressions of days with known clicks},
  conversions, converted_clicks: {type: count, description: clicks of days with known conversions}, conversion_value, cpc, cpm, cpa, roas,
  results: {description: results of paid activity}, matched_spend: {type: money, description: spend of days with known results},
  matched_results: {type: decimal, description: results of days with known spend},
  all_results: {type: decimal, description: "results of days with known spend, of all days where no spend is known; paid and organic"},
  settled_spend: {type: ratio, description: spend times usual completeness of the day's results}]
checks:
  - not_null: [window_name, channel, objective]
--- */
WITH period AS (
    SELECT
        w.window_name, p.channel, p.objective, p.period_start, p.period_end,
        CASE WHEN COUNT(p.spend) = COUNT(p.spend_original) THEN SUM(p.spend) END AS spend,
        COUNT(p.spend_original) - COUNT(p.spend) AS unpriced,
        COUNT(p.conversion_value_original) - COUNT(p.conversion_value) AS unpriced_values,
        SUM(p.impressions) AS impressions, COALESCE(SUM(p.link_clicks), SUM(p.clicks)) AS n,
        SUM(p.conversions) AS conversions,
        CASE WHEN COUNT(p.conversion_value) = COUNT(p.conversion_value_original) THEN SUM(p.conversion_value) END AS value,
        SUM(p.leads) AS leads, SUM(p.engagements) AS engagements, SUM(p.follows) AS follows, SUM(p.video_views) AS video_views
    FROM ref('ad_period') AS p
    INNER JOIN ref('seed_window') AS w ON p.period_start >= w.window_start AND p.period_end <= w.window_end
    WHERE p.is_counted
    GROUP BY w.window_name, p.channel, p.network, p.account_id, p.objective, p.period_start, p.period_end
),

item AS (
    SELECT
        w.window_name, r.channel, r.objective, 0 AS is_period, d.spend, d.impressions,
        COALESCE(d.link_clicks, d.clicks) AS n, d.conversions, d.conversion_value, r.result,
        COALESCE(r.result_all, r.result) AS result_all, r.completeness,
        COALESCE(d.unpriced_rows, 0) AS unpriced, COALESCE(d.unpriced_values, 0) AS unpriced_values
    FROM ref('int_result_daily') AS r
    INNER JOIN ref('seed_window') AS w ON r.date >= w.window_start AND r.date <= w.window_end
    LEFT JOIN ref('int_channel_objective_day') AS d
        ON d.channel = r.channel AND d.objective = r.objective AND d.date = r.date
    UNION ALL
    SELECT
        p.window_name, p.channel, p.objective, 1 AS is_period, p.spend, p.impressions, p.n, p.conversions, p.value AS conversion_value,
        CASE WHEN s.result_source = 'platform' THEN CAST(CASE s.result_metric
            WHEN 'conversions' THEN p.conversions WHEN 'conversion_value' THEN p.value
            WHEN 'leads' THEN p.leads WHEN 'link_clicks' THEN p.n WHEN 'engagements' THEN p.engagements
            WHEN 'follows' THEN p.follows WHEN 'video_views' THEN p.video_views WHEN 'impressions' THEN p.impressions
        END AS DECIMAL(18, 6)) END AS result,
        CAST(NULL AS DECIMAL(18, 6)) AS result_all, 1 AS completeness, p.unpriced, p.unpriced_values
    FROM period AS p
    INNER JOIN ref('int_result_source') AS s ON s.objective = p.objective
)

SELECT
    window_name, channel, objective, SUM(CASE WHEN is_period = 0 AND spend IS NOT NULL THEN 1 ELSE 0 END) AS days_known,
    MAX(is_period) = 1 AS includes_period, SUM(CASE WHEN unpriced > 0 THEN 1 ELSE 0 END) AS unpriced_days,
    CASE WHEN SUM(unpriced) = 0 THEN SUM(spend) END AS spend, SUM(impressions) AS impressions, SUM(n) AS rate_clicks,
    SUM(CASE WHEN n IS NOT NULL THEN impressions END) AS clicked_impressions, SUM(conversions) AS conversions,
    SUM(CASE WHEN conversions IS NOT NULL THEN n END) AS converted_clicks,
    CASE WHEN SUM(unpriced_values) = 0 THEN SUM(conversion_value) END AS conversion_value,
    CASE WHEN SUM(unpriced) = 0 THEN 1 END * CAST(SUM(CASE WHEN n IS NOT NULL THEN spend END) AS DOUBLE)
    / NULLIF(SUM(CASE WHEN spend IS NOT NULL THEN n END), 0) AS cpc,
    CASE WHEN SUM(unpriced) = 0 THEN 1000 END * CAST(SUM(CASE WHEN impressions IS NOT NULL THEN spend END) AS DOUBLE)
    / NULLIF(SUM(CASE WHEN spend IS NOT NULL THEN impressions END), 0) AS cpm,
    CASE WHEN SUM(unpriced) = 0 THEN 1 END * CAST(SUM(CASE WHEN conversions IS NOT NULL THEN spend END) AS DOUBLE)
    / NULLIF(SUM(CASE WHEN spend IS NOT NULL THEN conversions END), 0) AS cpa,
    CASE WHEN SUM(unpriced + unpriced_values) = 0 THEN 1 END * CAST(SUM(CASE WHEN spend IS NOT NULL THEN conversion_value END) AS DOUBLE)
    / NULLIF(SUM(CASE WHEN conversion_value IS NOT NULL THEN spend END), 0) AS roas,
    SUM(result) AS results, SUM(CASE WHEN result IS NOT NULL THEN spend END) AS matched_spend, SUM(CASE WHEN spend IS NOT NULL THEN result END) AS matched_results,
    CASE WHEN COUNT(spend) = 0 THEN SUM(COALESCE(result_all, result))
        ELSE SUM(CASE WHEN unpriced = 0 AND spend IS NOT NULL THEN COALESCE(result_all, result) END) END AS all_results,
    CAST(SUM(CAST(CAST(spend AS DOUBLE) * completeness AS DECIMAL(38, 10))) AS DOUBLE) AS settled_spend
FROM item
GROUP BY window_name, channel, objective
