/* ---
question: "Which channel brings the cheapest order (or whatever counts as its result), and how sure is that?"
reading: >
  Cheapest first, last 28 days. The real cost lies between `low` and `high` nine times out of ten. Channels whose
  ranges overlap, or are linked by a third that overlaps both, share a place: their order may be chance.
  `surely_cheaper_than` counts those that are dearer all the same. Grades C and D count different things, so there is no
  place at all.
columns:
  objective: "what the money is for"
  channel: "channel"
  results: "results on days whose spend is known too"
  cost_per_result: "media spend per result, reporting currency"
  low: "it hardly costs less than this"
  high: "it hardly costs more than this; empty without results"
  place: "1 is the cheapest; shared where the figures cannot tell channels apart"
  surely_cheaper_than: "channels that are dearer beyond doubt"
  grade: "A own records, B the same action at every network; C and D cannot be compared"
  currency: "currency of the money"
--- */
SELECT
    r.objective, r.channel_label AS channel, r.results, r.cost_per_result, r.cost_per_result_low AS low,
    r.cost_per_result_high AS high, r.rank AS place, COUNT(o.channel) AS surely_cheaper_than,
    r.comparability AS grade, r.currency
FROM bi.channel_results AS r
LEFT JOIN bi.channel_results AS o
    ON o.time_window = r.time_window AND o.objective = r.objective AND o.channel <> r.channel
    AND o.cost_per_result_low > r.cost_per_result_high
WHERE r.time_window = '28d'
GROUP BY
    r.objective, r.channel_label, r.results, r.cost_per_result, r.cost_per_result_low, r.cost_per_result_high, r.rank,
    r.comparability, r.currency
ORDER BY r.objective, r.cost_per_result NULLS LAST
