/* ---
question: "Why did a result cost more or less than in the week before?"
reading: >
  The last seven days beside the seven before, at the same age of data. The effects add up to `change`: which part
  came from the split over channels, from dearer impressions, from fewer clicks, from fewer results per click. A plus
  makes results dearer.
columns:
  objective: "what the money is for"
  channel: "channel, or all together"
  cost_now: "cost of a result now"
  cost_before: "the week before, at the same age of data"
  change: "now - before, as known today"
  by_split: "by another split of the money over channels"
  by_price: "by dearer impressions"
  by_clicks: "by fewer clicks per impression"
  by_conversion: "by fewer results per click"
  by_later_news: "by what exports changed afterwards"
  note: "what limits the comparison"
--- */
SELECT
    c.objective, COALESCE(l.label, c.channel) AS channel, c.value AS cost_now, c.value_then AS cost_before, c.change,
    c.mix_effect AS by_split, c.cpm_effect AS by_price, c.ctr_effect AS by_clicks, c.cvr_effect AS by_conversion,
    c.restatement_effect AS by_later_news, c.reason AS note
FROM marts.change_decomposition AS c
LEFT JOIN marts.channel AS l ON l.channel = c.channel
WHERE c.measure = 'cost_per_result' AND c."window" = '7d' AND c.versus = 'previous'
ORDER BY c.objective, c.channel = 'all' DESC, channel
