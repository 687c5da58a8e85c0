/* ---
question: "Is the budget split as it should be over content, promotion, research and training?"
reading: >
  Months against the target split (60/30/5/5 unless smm.yaml says otherwise). `amount_to_target` is what a category
  would have to gain or give.
columns:
  period: "month"
  category: "part of the budget"
  target: "target share"
  planned: "share in the plan"
  actual: "share of what was spent"
  amount: "what was spent"
  amount_to_target: "what it would take to meet the target"
  status: "how it stands"
--- */
SELECT
    period, category, target_share AS target, planned_share AS planned, actual_share AS actual, actual_amount AS amount,
    amount_to_target, REPLACE(status, '_', ' ') AS status
FROM marts.budget_split
ORDER BY period DESC, target_share DESC, category
