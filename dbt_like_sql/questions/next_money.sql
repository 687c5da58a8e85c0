/* ---
question: "Where would the next ten units of money a day bring most?"
reading: >
  From the newest advice that stands. `results_of_next_ten` is what ten more a day are expected to bring at today's
  spend, on top. Empty means nobody can tell; a channel with trust `hold` is not to be touched yet.
columns:
  channel: "channel"
  spend_now: "spend a day now"
  spend_advised: "spend a day advised"
  results_of_next_ten: "results a day that ten more units of money bring"
  action: "what is advised"
  trust: "how far the figures carry"
  reason: "why"
--- */
SELECT
    a.channel_label AS channel, a.spend_now, a.spend_advised, 10 * b.marginal_return_current AS results_of_next_ten,
    a.action_label AS action, a.trust, a.reason
FROM bi.advice AS a
INNER JOIN marts.budget_recommendation AS b
    ON b.recommendation_id = a.recommendation_id AND b.channel = a.channel
WHERE a.is_current
ORDER BY b.marginal_return_current DESC NULLS LAST, channel
