/* ---
question: "What does a result cost with people and production, not only media?"
reading: >
  Last 28 days. `full_cost_per_result` divides all money of the channel by all its results, paid and organic, so it
  may lie above or below the cost of media alone.
columns:
  objective: "what the money is for"
  channel: "channel"
  media: "media spend"
  other_costs: "people, production, tools and fees of the channel"
  cost_per_result: "media per paid result"
  full_cost_per_result: "all money per result, organic ones included"
--- */
SELECT
    objective, channel_label AS channel, spend AS media, other_costs, cost_per_result, full_cost_per_result
FROM bi.channel_results
WHERE time_window = '28d'
ORDER BY objective, full_cost_per_result NULLS LAST, channel
