SELECT
  d.objective,
  sum(CASE WHEN d.date >= :as_of - INTERVAL '7' DAY AND d.spend IS NOT NULL THEN d.result END) AS results,
  sum(CASE WHEN d.date >= :as_of - INTERVAL '7' DAY AND d.result IS NOT NULL THEN d.spend END)
    / nullif(sum(CASE WHEN d.date >= :as_of - INTERVAL '7' DAY AND d.spend IS NOT NULL THEN d.result END), 0)
    AS cost_per_result,
  sum(CASE WHEN d.date < :as_of - INTERVAL '7' DAY AND d.result IS NOT NULL AND n.date IS NOT NULL THEN d.spend END)
    / nullif(sum(CASE WHEN d.date < :as_of - INTERVAL '7' DAY AND d.spend IS NOT NULL AND n.date IS NOT NULL
      THEN d.result END), 0) AS cost_week_before
FROM marts.decision_history AS d
LEFT JOIN marts.decision_history AS n
  ON n.channel = d.channel AND n.objective = d.objective AND n.date = d.date + INTERVAL '7' DAY
  AND n.spend IS NOT NULL AND n.result IS NOT NULL
WHERE d.date >= :as_of - INTERVAL '14' DAY AND d.date < :as_of AND d.result_metric IS NOT NULL
GROUP BY d.objective
ORDER BY d.objective
