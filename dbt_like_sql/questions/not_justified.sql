/* ---
question: "Which expenses are not justified?"
reading: >
  Campaigns and cost lines of the last 90 days that are wasted, or not shown to be worth their money. `unproven` is a
  question, not a verdict: there may be too little data.
columns:
  class: "the class in words"
  expense: "what it is"
  channel: "channel"
  category: "part of the budget"
  amount: "amount of the 90 days"
  results: "results it brought; empty when unknown"
  share_of_all: "share of all money of the 90 days"
  why: "the evidence"
--- */
SELECT
    class_label AS class, expense_name AS expense, channel_label AS channel, category, amount, results,
    CAST(amount AS DOUBLE) / NULLIF((SELECT SUM(amount) FROM bi.expenses), 0) AS share_of_all, evidence AS why
FROM bi.expenses
WHERE class IN ('wasted', 'unproven')
ORDER BY class = 'wasted' DESC, amount DESC, expense
