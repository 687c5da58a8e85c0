SELECT e.objective, e.channel, e.spend, e.results, e.matched_results, e.cost_per_result, e.cost_per_result_low,
  e.cost_per_result_high, e.fully_loaded_cost_per_result, e.roas, e.roas_low, e.roas_high, e.benchmark, e.share_of_spend, e.share_of_results,
  e.rank, e.comparability
FROM marts.channel_effectiveness AS e
WHERE e.as_of = :as_of AND e.window = '28d'
ORDER BY e.objective, e.cost_per_result NULLS LAST
