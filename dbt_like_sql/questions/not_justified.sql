/* ---
question: "Which expenses are not justified?"
reading: >
  Campaigns and cost lines of the last 90 days that are wasted, or not shown to be worth their money. The latter is a
  question, not a verdict: there may be too little data. Cost lines of one name and reason are one row.
columns:
  class: "the class in words"
  expense: "what it is"
  channel: "channel"
  category: "part of the budget"
  lines: "cost lines or campaigns in the row"
  amount: "amount of the 90 days"
  results: "results it brought; empty when unknown"
  share_of_all: "share of all money of the 90 days"
  why: "the evidence"
--- */
SELECT
    class_label AS class, expense_name AS expense, channel_label AS channel, category, COUNT(*) AS lines,
    SUM(amount) AS amount, SUM(results) AS results,
    CAST(SUM(amount) AS DOUBLE) / NULLIF((SELECT SUM(amount) FROM bi.expenses), 0) AS share_of_all, evidence AS why
FROM bi.expenses
WHERE class IN ('wasted', 'unproven')
GROUP BY class, class_label, expense_name, channel_label, category, evidence
ORDER BY CASE class WHEN 'wasted' THEN 0 ELSE 1 END, amount DESC, expense
