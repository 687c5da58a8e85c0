SELECT a.channel, a.date, a.followers, a.gained, a.lost, a.net, a.net_per_day, a.goal, a.goal_date, a.needed_per_day,
  a.probability_of_goal, a.off_target_spend, a.doubt
FROM marts.audience_growth AS a
WHERE a.date >= :as_of - INTERVAL '28' DAY AND a.date < :as_of
ORDER BY a.channel, a.date
