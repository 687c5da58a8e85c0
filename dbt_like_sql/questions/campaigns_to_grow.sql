/* ---
question: "Which campaigns deserve more money?"
reading: >
  Campaigns to give more, with the amount a day from this morning on.
columns:
  channel: "channel"
  campaign: "latest name"
  results: "results of the days judged"
  cost_per_result: "cost of one"
  held_against: "target, else what the channel's other campaigns cost"
  spend_now: "spend a day now"
  spend_advised: "spend a day advised"
  reason: "why"
--- */
SELECT
    channel_label AS channel, campaign_name AS campaign, results, cost_per_result,
    COALESCE(target, compared_with) AS held_against, spend_now, spend_advised, reason
FROM bi.campaign_verdicts
WHERE verdict = 'scale'
ORDER BY spend_advised - spend_now DESC, campaign
