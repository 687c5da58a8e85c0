/* ---
question: "Where does the money stand against the plan?"
reading: >
  Lines of the plan whose period holds this morning. Days without data are estimated and said apart. `status` says
  whether something is to be done, `reason` why.
columns:
  channel: "channel"
  category: "part of the budget"
  budget: "planned amount"
  spent: "known amount so far"
  estimated: "what days without data have probably cost"
  amount_left: "what is left of the plan"
  pace: "1 is on plan, 1.1 is a tenth too fast"
  likely_end: "amount the period is likely to end at"
  needed_per_day: "what may be spent a day from now on"
  status: "the status in words"
  reason: "why"
--- */
SELECT
    channel_label AS channel, category, budget, spent, spent_estimate AS estimated, amount_left, pace, likely_end,
    needed_per_day, status_label AS status, reason
FROM bi.plan_pacing
WHERE is_current
ORDER BY category, channel_label
