SELECT d.objective, d.date, d.channel, d.spend, d.result, d.completeness, d.result_metric, d.result_source
FROM marts.decision_history AS d
WHERE d.date >= :as_of - INTERVAL '28' DAY AND d.date < :as_of AND d.result_metric IS NOT NULL
ORDER BY d.objective, d.date, d.channel
