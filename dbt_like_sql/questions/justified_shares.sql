/* ---
question: "How much of the money is proven, on test, maintenance, unproven or wasted?"
reading: >
  All money of the last 90 days by class; the shares add up to 1.
columns:
  class: "the class in words"
  expenses: "campaigns and cost lines"
  amount: "their money"
  share: "share of all money"
--- */
SELECT
    class_label AS class, COUNT(*) AS expenses, SUM(amount) AS amount,
    CAST(SUM(amount) AS DOUBLE) / NULLIF((SELECT SUM(amount) FROM bi.expenses), 0) AS share
FROM bi.expenses
GROUP BY class_label
ORDER BY amount DESC
