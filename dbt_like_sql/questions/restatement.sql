/* ---
question: "What did later exports change in numbers that were already reported?"
reading: >
  By network and figure, over everything that was ever replaced. Money is as exported, in `currency`. Growth of
  conversions is usual: networks count some days late. A loss is worth a look.
columns:
  network: "network value"
  metric: "figure"
  currency: "currency of money; else empty"
  changes: "how often a figure was replaced"
  days: "reporting days it concerns"
  before: "sum before"
  after: "sum afterwards"
  change: "after - before"
  newest_change: "when the last one came"
--- */
SELECT
    network, metric, currency, COUNT(*) AS changes, COUNT(DISTINCT date) AS days, SUM(COALESCE(old, 0)) AS before,
    SUM(COALESCE(new, 0)) AS after, SUM(COALESCE(new, 0) - COALESCE(old, 0)) AS change, MAX(changed_at) AS newest_change
FROM marts.number_change
GROUP BY network, metric, currency
ORDER BY network, metric, currency
