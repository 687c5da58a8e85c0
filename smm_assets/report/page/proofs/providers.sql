SELECT p.who, p.vendor, p.cost, p.posts, p.posts_planned, p.cost_per_post, p.result_metric, p.results, p.cost_per_result
FROM marts.provider_scorecard AS p
WHERE p.as_of = :as_of
ORDER BY p.cost DESC
