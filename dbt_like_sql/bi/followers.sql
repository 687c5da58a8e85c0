/* ---
description: >
  Followers of each channel day by day, with the goal of the plan and what it takes. Followers are a level:
  take the last day, never a sum. Made from audience_growth. Grain - channel, date.
grain: [channel, date]
owner: analytics
tags: [content]
materialization: view
columns: [
  date, channel, channel_label, followers, gained, lost, net, goal, goal_date, followers_missing: {type: count, unit: people, description: goal - followers; null without a goal},
  needed_per_day: {type: ratio, unit: people a day, description: growth a day that reaches the goal in time}, growth_per_day: {type: ratio, unit: people a day, description: mean growth of the known ones of the last 28 days},
  chance_of_goal: {type: ratio, unit: ratio 0 to 1, description: chance that the goal is reached in time if growth goes on as in the last 28 days}, doubt: {type: text, description: "what makes the growth doubtful, in words; null when nothing does"}, data_through]
checks:
  - not_null: [date, channel, channel_label]
--- */
SELECT
    g.date, g.channel, COALESCE(c.label, g.channel) AS channel_label, g.followers, g.gained, g.lost, g.net, g.goal,
    g.goal_date, g.goal - g.followers AS followers_missing, g.needed_per_day, g.net_per_day AS growth_per_day,
    g.probability_of_goal AS chance_of_goal, g.doubt, g.data_through
FROM ref('audience_growth') AS g
LEFT JOIN ref('channel') AS c ON c.channel = g.channel
