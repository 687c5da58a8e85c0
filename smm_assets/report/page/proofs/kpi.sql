SELECT k.kpi, k.title, k.formula, k.channel, k.value, k.numerator, k.denominator, k.target, k.status, k.sample_ok, k.note
FROM marts.kpi_values AS k
WHERE k.as_of = :as_of AND k.window = '7d' AND COALESCE(k.campaign, '') = ''
ORDER BY k.kpi, k.channel
