SELECT b.window, b.revenue_compared, b.spend_compared, b.revenue_per_spend, b.days_compared, b.days, b.note
FROM marts.blended AS b
WHERE b.as_of = :as_of
ORDER BY b.days
