/* ---
question: "Which campaigns deserve more money?"
reading: >
  Campaigns that get more from this morning on, with the amount a day: first those surely cheap enough by themselves,
  then those that take their part of a raise of their channel. No row means that none does.
columns:
  channel: "channel"
  campaign: "latest name"
  results: "results of the days judged"
  cost_per_result: "cost of one"
  held_against: "target, else what the channel's other campaigns cost"
  spend_now: "spend a day now"
  spend_advised: "spend a day advised"
  because_of: "its own results, or the raise of its channel"
  reason: "why"
--- */
SELECT
    channel_label AS channel, campaign_name AS campaign, results, cost_per_result,
    COALESCE(target, compared_with) AS held_against, spend_now, spend_advised,
    CASE verdict WHEN 'scale' THEN 'its own results' ELSE 'the raise of its channel' END AS because_of, reason
FROM bi.campaign_verdicts
WHERE verdict = 'scale' OR spend_advised > spend_now
ORDER BY CASE verdict WHEN 'scale' THEN 0 ELSE 1 END, spend_advised - spend_now DESC, campaign
