SELECT
  r.recommendation_id, r.objective, b.channel, b.current_spend, b.recommended_spend, b.change_pct, b.period_amount,
  b.marginal_return_recommended, b.binding_constraint, b.trust, b.reason,
  r.uplift, r.uplift_low, r.uplift_high, r.probability_better, r.review_on, r.stop_if
FROM marts.recommendation_review AS v
INNER JOIN marts.recommendation AS r ON r.recommendation_id = v.recommendation_id
INNER JOIN marts.budget_recommendation AS b ON b.recommendation_id = r.recommendation_id
WHERE v.as_of = :as_of
ORDER BY r.total DESC NULLS LAST, r.objective, b.current_spend DESC NULLS LAST, b.channel
