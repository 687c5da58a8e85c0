/* ---
description: >
  Sums of a window and of the days it is held against, over the days on which spend and results are known in both, by
  objective. results_then are those known when the earlier days were as old as the window's are now; own results are
  brought to that age by their maturity curve. Grain - window_name, versus, objective, channel.
grain: [window_name, versus, objective, channel]
owner: analytics
tags: [effectiveness]
columns: [
  as_of, window_name: {type: text, description: window}, versus, objective, channel, result_metric, result_source, days: {type: count, unit: days, description: days of the window}, days_compared, days_estimated, spend, spend_then,
  impressions: {type: count, description: null unless known on all days compared},
  impressions_then: {type: count, description: the same of the earlier days},
  rate_clicks: {type: count, description: "null unless known, and counted alike, on all days compared; impressions where results come not through clicks"},
  rate_clicks_then: {type: count, description: the same of the earlier days}, results, results_then,
  results_then_known_now: {type: decimal, unit: result_metric, description: results of the earlier days as known today},
  hindrance: {type: text, description: "why the change cannot be divided up, in words; null when it can"}]
checks:
  - not_null: [as_of, window_name, versus, objective, channel, days, days_compared]
  - expression: days_compared <= days
--- */
WITH told AS (
    SELECT
        r.channel, r.objective, r.date, r.result_metric, r.result_source, r.result, r.completeness, d.spend, d.impressions,
        CASE
            WHEN r.result_metric IN ('impressions', 'engagements', 'video_views', 'follows') THEN d.impressions
            ELSE COALESCE(d.link_clicks, d.clicks)
        END AS n, CASE WHEN d.link_clicks IS NULL THEN 0 ELSE 1 END AS is_link
    FROM ref('int_result_daily') AS r
    INNER JOIN ref('int_channel_objective_day') AS d
        ON d.channel = r.channel AND d.objective = r.objective AND d.date = r.date
),

pair AS (
    SELECT
        p.window_name, p.versus, n.objective, n.channel, n.spend, t.spend AS spend_then, n.impressions AS i, t.impressions AS i_then,
        n.n, t.n AS n_then, n.is_link + t.is_link AS links, n.result, t.result AS result_known_now,
        CASE WHEN l.is_estimated OR n.result_source <> 'platform' AND n.completeness <> t.completeness AND t.result <> 0 THEN 1 ELSE 0 END
            AS is_estimated,
        CASE
            WHEN n.result_source <> 'platform' AND n.completeness <> t.completeness
                THEN CAST(CAST(t.result AS DOUBLE) * n.completeness / t.completeness AS DECIMAL(18, 6))
            ELSE t.result - COALESCE(l.reported_later, 0)
        END AS result_then
    FROM ref('seed_comparison') AS p
    INNER JOIN told AS n ON n.date = p.date
    INNER JOIN told AS t ON t.channel = n.channel AND t.objective = n.objective AND t.date = p.date_then
    LEFT JOIN ref('int_reported_later') AS l
        ON l.channel = n.channel AND l.objective = n.objective AND l.date = p.date AND l.date_then = p.date_then
        AND l.metric = CASE WHEN n.result_source = 'platform' THEN n.result_metric END
    WHERE n.spend IS NOT NULL AND t.spend IS NOT NULL AND n.result IS NOT NULL AND t.result IS NOT NULL
),

compared AS (
    SELECT
        window_name, versus, objective, channel, COUNT(*) AS days, SUM(is_estimated) AS days_estimated, SUM(spend) AS spend,
        SUM(spend_then) AS spend_then, SUM(i) AS i, SUM(i_then) AS i_then, SUM(n) AS n, SUM(n_then) AS n_then, SUM(result) AS results,
        SUM(result_then) AS results_then, SUM(result_known_now) AS results_then_known_now,
        COUNT(i) = COUNT(*) AND COUNT(i_then) = COUNT(*) AND COUNT(n) = COUNT(*) AND COUNT(n_then) = COUNT(*)
            AND (MIN(links) = 2 OR MAX(links) = 0) AS is_alike
    FROM pair
    GROUP BY window_name, versus, objective, channel
)

SELECT
    s.as_of, s.window_name, s.versus, r.objective, r.channel, r.result_metric, r.result_source, s.days, COALESCE(c.days, 0) AS days_compared,
    COALESCE(c.days_estimated, 0) AS days_estimated, c.spend, c.spend_then, CASE WHEN c.is_alike THEN c.i END AS impressions,
    CASE WHEN c.is_alike THEN c.i_then END AS impressions_then, CASE WHEN c.is_alike THEN c.n END AS rate_clicks,
    CASE WHEN c.is_alike THEN c.n_then END AS rate_clicks_then, c.results, c.results_then, c.results_then_known_now,
    CASE
        WHEN c.days IS NULL THEN 'no day is known in both windows'
        WHEN c.spend = 0 OR c.spend_then = 0 THEN 'nothing was spent in one of the windows'
        WHEN NOT c.is_alike THEN 'impressions or clicks are not known alike on every day'
        WHEN c.i = 0 OR c.i_then = 0 OR c.n = 0 OR c.n_then = 0 THEN 'no impressions or no clicks in one of the windows'
        WHEN c.results <= 0 OR c.results_then <= 0 THEN 'no results in one of the windows'
    END AS hindrance
FROM (SELECT as_of, window_name, versus, COUNT(*) AS days FROM ref('seed_comparison') GROUP BY as_of, window_name, versus) AS s
CROSS JOIN (SELECT DISTINCT objective, channel, result_metric, result_source FROM told) AS r
LEFT JOIN compared AS c ON c.window_name = s.window_name AND c.versus = s.versus AND c.objective = r.objective AND c.channel = r.channel
