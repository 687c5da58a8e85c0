SELECT r.as_of, r.objective, r.status, c.channel, c.days_known, c.followed, c.expected, c.expected_low, c.expected_high,
  c.observed, c.in_interval, c.is_final
FROM marts.recommendation AS r
LEFT JOIN marts.recommendation_scorecard AS c ON c.recommendation_id = r.recommendation_id
WHERE r.as_of < :as_of
ORDER BY r.as_of DESC, r.objective, c.channel
