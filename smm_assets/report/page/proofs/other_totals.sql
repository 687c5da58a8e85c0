SELECT
  s.recommendation_id, s.change_pct, s.total_per_day, s.expected_result, s.low, s.high, s.cost_per_result,
  s.next_money, s.next_results, s.difference, s.beyond_seen, s.note
FROM marts.recommendation_review AS v
INNER JOIN marts.budget_scenario AS s ON s.recommendation_id = v.recommendation_id
WHERE v.as_of = :as_of
ORDER BY s.recommendation_id, s.change_pct
