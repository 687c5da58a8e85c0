/* ---
description: >
  The followers of each channel day by day, with the growth of the 28 days up to it. Its pages are added up: of each figure
  those that tell it at all, and only on days when all of these do. Channel '' is all channels together, where the plan has
  a goal for all. Grain - channel, date.
grain: [channel, date]
owner: analytics
tags: [content]
columns: [
  channel: {description: channel; empty for all together}, date, pages: {type: count, unit: pages, description: pages that tell their followers},
  followers, gained, lost, net, follower_jump, engagement_collapse, clicks_without_sessions,
  net_days: {type: count, unit: days, description: days of the last 28 with known growth},
  net_sum: {type: count, unit: people, description: growth of those days}, net_squares: {type: count, description: sum of the squares of those days' growth},
  doubtful_net: {type: count, unit: people, description: growth of those of the days on which too many began to follow},
  bought_net: {type: count, unit: people, description: growth of those of the days whose spend is known},
  audience_spend]
checks:
  - not_null: [channel, date, pages]
--- */
WITH page AS (
    SELECT
        channel, date, followers, gained, lost, net, follower_jump, engagement_collapse,
        COUNT(followers) OVER so_far AS followers_told, COUNT(gained) OVER so_far AS gained_told, COUNT(lost) OVER so_far AS lost_told,
        COUNT(net) OVER so_far AS net_told
    FROM ref('int_page_day')
    WINDOW so_far AS (PARTITION BY network, account_id, publisher ORDER BY date ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
),

member AS (
    SELECT p.channel AS scope, p.channel FROM (SELECT DISTINCT channel FROM page) AS p
    UNION ALL
    SELECT '' AS scope, p.channel FROM (SELECT DISTINCT channel FROM page) AS p
    WHERE EXISTS (SELECT 1 FROM ref('seed_plan') AS g WHERE g.channel IS NULL AND g.follower_goal IS NOT NULL)
),

summed AS (
    SELECT
        m.scope AS channel, p.date, COUNT(*) AS pages,
        CASE WHEN COUNT(p.followers) = COUNT(NULLIF(p.followers_told, 0)) THEN SUM(p.followers) END AS followers,
        CASE WHEN COUNT(p.gained) = COUNT(NULLIF(p.gained_told, 0)) THEN SUM(p.gained) END AS gained,
        CASE WHEN COUNT(p.lost) = COUNT(NULLIF(p.lost_told, 0)) THEN SUM(p.lost) END AS lost,
        CASE WHEN COUNT(p.net) = COUNT(NULLIF(p.net_told, 0)) THEN CAST(SUM(p.net) AS BIGINT) END AS net,
        MAX(CASE WHEN p.follower_jump THEN 1 WHEN NOT p.follower_jump THEN 0 END) = 1 AS follower_jump,
        MAX(CASE WHEN p.engagement_collapse THEN 1 WHEN NOT p.engagement_collapse THEN 0 END) = 1 AS engagement_collapse
    FROM member AS m
    INNER JOIN page AS p ON p.channel = m.channel
    GROUP BY m.scope, p.date
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
    SUM(CASE WHEN s.follower_jump THEN s.net END) OVER lately AS doubtful_net,
    SUM(CASE WHEN o.spend IS NOT NULL THEN s.net END) OVER lately AS bought_net,
    SUM(CASE WHEN s.net IS NOT NULL THEN o.spend END) OVER lately AS audience_spend
FROM summed AS s
LEFT JOIN visit AS v ON v.channel = s.channel AND v.date = s.date
LEFT JOIN ref('int_channel_objective_day') AS o ON o.channel = s.channel AND o.date = s.date AND o.objective = 'audience'
WINDOW lately AS (PARTITION BY s.channel ORDER BY s.date ROWS BETWEEN 27 PRECEDING AND CURRENT ROW)
