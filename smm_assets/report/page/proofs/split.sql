SELECT category, target_share, planned_share, actual_share, actual_amount, status
FROM marts.budget_split
WHERE as_of = :as_of
  AND (period_start IS NULL OR period_start <= :as_of)
  AND (period_end IS NULL OR period_end >= :as_of)
ORDER BY target_share DESC NULLS LAST, category
