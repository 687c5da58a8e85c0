/* ---
description: >
  Followers of each channel day by day (of its pages that tell them, on days when all of these do), the goal of the plan, and money in doubt. Chance
  of the goal: growth goes on at the mean of the last 28 days (at least 14 known) with their day-to-day variance and that of the mean, normal, first
  order (Bowling et al., 2009, for its distribution). Doubts are shown, no figure is changed by them. Grain - channel, date.
grain: [channel, date]
owner: analytics
tags: [content]
columns: [
  channel: {description: channel; null for all together where the plan has a goal for all}, date, followers, gained, lost, net,
  net_per_day, goal, goal_date,
  needed_per_day: {type: ratio, unit: people a day, description: growth a day that is needed from here; 0 when reached},
  probability_of_goal: {type: ratio, unit: ratio 0 to 1, description: chance to stand at the goal or above on its day; null with too little history},
  audience_spend, cost_per_net_follower, follower_jump, clicks_without_sessions, engagement_collapse, off_target_spend, off_target_share,
  reason: {type: text, description: "how the goal stands, in words"}, doubt: {type: text, description: "what is in doubt, in words; null when nothing is"},
  data_through: {description: last day of the channel with known followers, newcomers or growth}]
checks:
  - not_null: [date, reason]
  - expression: probability_of_goal >= 0 AND probability_of_goal <= 1
--- */
WITH aim AS (
    SELECT
        COALESCE(p.channel, '') AS channel, c.date, p.follower_goal AS goal, COALESCE(p.goal_date, p.period_end) AS goal_date,
        ROW_NUMBER() OVER (PARTITION BY p.channel, c.date ORDER BY CASE WHEN COALESCE(p.goal_date, p.period_end) < c.date THEN 1 ELSE 0 END, COALESCE(p.goal_date, p.period_end), p.follower_goal DESC, p.plan_line) AS place
    FROM ref('seed_plan') AS p
    INNER JOIN ref('seed_calendar') AS c ON c.date >= p.period_start AND c.date <= p.period_end AND c.is_past
    WHERE p.follower_goal IS NOT NULL
),

row_day AS (
    SELECT channel, date FROM ref('int_audience_day') UNION SELECT channel, date FROM ref('int_off_target_day') UNION SELECT channel, date FROM aim
),

stand AS (
    SELECT
        k.channel, k.date, a.followers, a.gained, a.lost, a.net, a.net_days, a.doubtful_net, a.bought_net, a.audience_spend, a.follower_jump, a.clicks_without_sessions,
        a.engagement_collapse, g.goal, g.goal_date, DATE_DIFF('day', k.date, g.goal_date) AS days_left, CAST(a.net_sum AS DOUBLE) / NULLIF(a.net_days, 0) AS drift,
        CASE WHEN a.net_days >= 14 THEN CAST(a.net_days * a.net_squares - a.net_sum * a.net_sum AS DOUBLE) / (a.net_days * (a.net_days - 1)) END AS variance,
        o.off_target_spend, o.spend AS judged_spend, MAX(CASE WHEN COALESCE(a.followers, a.gained, a.net) IS NOT NULL THEN k.date END) OVER (PARTITION BY k.channel) AS data_through
    FROM row_day AS k
    LEFT JOIN ref('int_audience_day') AS a ON a.channel = k.channel AND a.date = k.date
    LEFT JOIN (SELECT channel, date, SUM(CASE WHEN dimension <> '' THEN spend ELSE 0 END) AS off_target_spend, SUM(spend) AS spend FROM ref('int_off_target_day') GROUP BY channel, date) AS o ON o.channel = k.channel AND o.date = k.date
    LEFT JOIN aim AS g ON g.channel = k.channel AND g.date = k.date AND g.place = 1
),

chance AS (
    SELECT channel, date, (followers + drift * days_left - goal) / SQRT(variance * (days_left + CAST(days_left * days_left AS DOUBLE) / net_days)) AS z
    FROM stand
    WHERE days_left > 0 AND variance > 0
)

SELECT
    NULLIF(s.channel, '') AS channel, s.date, s.followers, s.gained, s.lost, s.net, s.drift AS net_per_day, s.goal, s.goal_date,
    CASE WHEN s.followers >= s.goal THEN 0 WHEN s.days_left > 0 THEN CAST(s.goal - s.followers AS DOUBLE) / s.days_left END AS needed_per_day,
    CASE
        WHEN c.z > 6 THEN 1 WHEN c.z < -6 THEN 0 WHEN c.z IS NOT NULL THEN 1 / (1 + EXP(-1.5976 * c.z - 0.07056 * c.z * c.z * c.z))
        WHEN s.days_left = 0 OR (s.days_left > 0 AND s.variance = 0) THEN CASE WHEN s.followers + s.days_left * COALESCE(s.drift, 0) >= s.goal THEN 1 WHEN s.followers IS NOT NULL THEN 0 END
    END AS probability_of_goal,
    s.audience_spend, CASE WHEN s.bought_net > 0 AND s.audience_spend > 0 THEN CAST(s.audience_spend AS DOUBLE) / s.bought_net END AS cost_per_net_follower,
    s.follower_jump, s.clicks_without_sessions, s.engagement_collapse, s.off_target_spend, CAST(s.off_target_spend AS DOUBLE) / NULLIF(s.judged_spend, 0) AS off_target_share,
    CASE
        WHEN s.goal IS NULL THEN 'the plan sets no goal for followers'
        WHEN s.followers IS NULL THEN 'it is not known how many followed at the end of this day'
        WHEN s.followers >= s.goal THEN CAST(s.followers AS VARCHAR) || ' followers; the goal of ' || CAST(s.goal AS VARCHAR) || ' is reached'
        ELSE CAST(s.followers AS VARCHAR) || ' of ' || CAST(s.goal AS VARCHAR) || ' followers' || CASE
            WHEN s.days_left <= 0 THEN '; the goal was due on ' || CAST(s.goal_date AS VARCHAR)
            WHEN s.net_days >= 14 THEN '; ' || CAST(CAST(CAST(s.goal - s.followers AS DOUBLE) / s.days_left AS DECIMAL(12, 1)) AS VARCHAR) || ' more a day are needed by '
                || CAST(s.goal_date AS VARCHAR) || '; in the last 28 days growth was ' || CAST(CAST(s.drift AS DECIMAL(12, 1)) AS VARCHAR) || ' a day'
                || CASE WHEN s.doubtful_net > 0 THEN '; ' || CAST(s.doubtful_net AS VARCHAR) || CASE s.doubtful_net WHEN 1 THEN ' follower' ELSE ' followers' END || ' of those days came on days in doubt' ELSE '' END
            ELSE '; growth is known on ' || CAST(COALESCE(s.net_days, 0) AS VARCHAR) || ' of the last 28 days: too few to tell the chance' END
    END AS reason,
    NULLIF(CONCAT_WS('; ', CASE WHEN s.follower_jump THEN 'many more than usual began to follow, but no more people saw the page' END,
        CASE WHEN s.engagement_collapse THEN 'people react less than half as much as usual to what they see' END,
        CASE WHEN s.clicks_without_sessions THEN 'less than half of the clicks paid for arrived on the site' END,
        CASE WHEN s.off_target_spend > 0 THEN 'at least ' || CAST(CAST(s.off_target_spend AS DECIMAL(18, 2)) AS VARCHAR) || ' ' || t.reporting_currency || ' went to people outside the target audience' END), '') AS doubt,
    s.data_through
FROM stand AS s
CROSS JOIN ref('seed_settings') AS t
LEFT JOIN chance AS c ON c.channel = s.channel AND c.date = s.date
