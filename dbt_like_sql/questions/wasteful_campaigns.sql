/* ---
question: "Which campaigns waste money?"
reading: >
  Campaigns to switch off or to repair, the most expensive first. Those it is too early to tell of are left out:
  little data is no proof of waste. No row means that none surely does.
columns:
  channel: "channel"
  campaign: "latest name"
  spend: "spend of the days judged"
  results: "results it brought"
  cost_per_result: "cost of one"
  held_against: "target, else what the channel's other campaigns cost"
  verdict: "what to do"
  spend_now: "spend a day now"
  reason: "why"
--- */
SELECT
    channel_label AS channel, campaign_name AS campaign, spend, results, cost_per_result,
    COALESCE(target, compared_with) AS held_against, verdict_label AS verdict, spend_now, reason
FROM bi.campaign_verdicts
WHERE verdict IN ('pause', 'fix')
ORDER BY spend DESC, campaign
