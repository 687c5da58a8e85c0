SELECT c.objective, c.channel, c.measure, c.value_then, c.value, c.change_at_same_age, c.spend_effect, c.mix_effect,
  c.cpm_effect, c.ctr_effect, c.cvr_effect, c.undivided_effect, c.days_compared, c.reason
FROM marts.change_decomposition AS c
WHERE c.as_of = :as_of AND c.window = '7d' AND c.versus = 'previous'
ORDER BY c.objective, c.measure, c.channel
