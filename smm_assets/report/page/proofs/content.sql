SELECT c.channel, c.dimension, c.value, c.posts, c.er_reach, c.er_reach_low, c.er_reach_high, c.er_views,
  c.er_views_low, c.er_views_high, c.er_followers, c.er_impressions
FROM marts.content_effectiveness AS c
WHERE c.as_of = :as_of
ORDER BY c.channel, c.dimension, c.place, c.value
