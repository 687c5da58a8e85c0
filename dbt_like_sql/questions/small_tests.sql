/* ---
question: "What do the small tests say so far?"
reading: >
  `chance_best` is how likely no other channel of the test brings more for the money. `spend_needed` is about what it
  still takes until a verdict is likely.
columns:
  test: "id of the test"
  channel: "channel"
  spend: "spend so far"
  results: "results so far"
  results_per_hundred: "results that 100 units of money bring"
  low: "lower end"
  high: "upper end"
  chance_best: "chance of being the best"
  spend_needed: "money still needed for a verdict"
  verdict: "the verdict"
  reason: "why"
--- */
SELECT
    t.test_id AS test, COALESCE(l.label, t.channel) AS channel, t.spend, t.results, 100 * t.rate AS results_per_hundred,
    100 * t.rate_low AS low, 100 * t.rate_high AS high, t.probability_best AS chance_best, t.spend_needed,
    REPLACE(t.verdict, '_', ' ') AS verdict, t.reason
FROM marts.test_comparison AS t
LEFT JOIN marts.channel AS l ON l.channel = t.channel
ORDER BY test, chance_best DESC NULLS LAST, channel
