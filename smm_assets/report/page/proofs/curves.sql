SELECT c.recommendation_id, c.objective, c.channel, c.spend, c.expected_result, c.low, c.high, c.marginal_result,
  c.is_observed_range
FROM marts.response_curve AS c
INNER JOIN marts.recommendation_review AS v ON v.recommendation_id = c.recommendation_id
WHERE v.as_of = :as_of
ORDER BY c.objective, c.channel, c.spend
