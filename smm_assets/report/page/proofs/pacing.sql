SELECT
  period_start, period_end, category, channel,
  budget + coalesce(carried_over, 0) AS planned,
  spend_to_date, unreported_estimate, expected_to_date, pace,
  projected_spend, projected_low, projected_high, needed_per_day, status, reason
FROM marts.budget_adherence
WHERE as_of = :as_of AND period_start <= :as_of AND period_end >= :as_of
ORDER BY period_start, period_end, category, budget DESC NULLS LAST, channel
