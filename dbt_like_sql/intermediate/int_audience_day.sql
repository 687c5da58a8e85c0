/* ---
description: >
  The followers of each channel day by day, its pages added up, with the growth of the 28 days up to it. Channel '' is all
  of them together, where the plan has a goal for all. Grain - channel, date.
grain: [channel, date]
owner: analytics
columns: [
  channel: {description: channel; empty for all together}, date, pages: {type: count, unit: pages, description: pages that tell their followers},
  followers, gained, lost, net, follower_jump, engagement_collapse, clicks_without_sessions,
  net_days: {type: count, unit: days, description: days of the last 28 with known growth},
  net_sum: {type: count, unit: people, description: growth of those days}, net_squares: {type: count, description: sum of the squares of those days' growth},
  bought_net: {type: count, unit: people, description: growth of those of the days whose spend is known},
  audience_spend]
checks:
  - not_null: [channel, date, pages]
--- */
WITH member AS (
    SELECT channel, date, followers, gained, lost, net, follower_jump, engagement_collapse
    FROM ref('int_page_day')
    UNION ALL
    SELECT '' AS channel, d.date, d.followers, d.gained, d.lost, d.net, d.follower_jump, d.engagement_collapse
    FROM ref('int_page_day') AS d
    WHERE EXISTS (SELECT 1 FROM ref('seed_plan') AS p WHERE p.channel IS NULL AND p.follower_goal IS NOT NULL)
),

summed AS (
    SELECT
        channel, date, COUNT(*) AS pages, CASE WHEN COUNT(followers) = COUNT(*) THEN SUM(followers) END AS followers,
        CASE WHEN COUNT(gained) = COUNT(*) THEN SUM(gained) END AS gained, CASE WHEN COUNT(lost) = COUNT(*) THEN SUM(lost) END AS lost,
        CASE WHEN COUNT(net) = COUNT(*) THEN CAST(SUM(net) AS BIGINT) END AS net,
        MAX(CASE WHEN follower_jump THEN 1 WHEN NOT follower_jump THEN 0 END) = 1 AS follower_jump,
        MAX(CASE WHEN engagement_collapse THEN 1 WHEN NOT engagement_collapse THEN 0 END) = 1 AS engagement_collapse
    FROM member
    GROUP BY channel, date
),

visit AS (
    SELECT
        channel, date,
        CASE WHEN COUNT(rate_clicks + sessions) OVER week = 7 AND SUM(rate_clicks) OVER week >= 100
            THEN 2 * SUM(sessions) OVER week < SUM(rate_clicks) OVER week END AS clicks_without_sessions
    FROM ref('channel_daily')
    WINDOW week AS (PARTITION BY channel ORDER BY date ROWS BETWEEN 6 PRECEDING AND CURRENT ROW)
)

SELECT
    s.channel, s.date, s.pages, s.followers, s.gained, s.lost, s.net, s.follower_jump, s.engagement_collapse, v.clicks_without_sessions,
    COUNT(s.net) OVER lately AS net_days, SUM(s.net) OVER lately AS net_sum, SUM(s.net * s.net) OVER lately AS net_squares,
    SUM(CASE WHEN o.spend IS NOT NULL THEN s.net END) OVER lately AS bought_net,
    SUM(CASE WHEN s.net IS NOT NULL THEN o.spend END) OVER lately AS audience_spend
FROM summed AS s
LEFT JOIN visit AS v ON v.channel = s.channel AND v.date = s.date
LEFT JOIN ref('int_channel_objective_day') AS o ON o.channel = s.channel AND o.date = s.date AND o.objective = 'audience'
WINDOW lately AS (PARTITION BY s.channel ORDER BY s.date ROWS BETWEEN 27 PRECEDING AND CURRENT ROW)
