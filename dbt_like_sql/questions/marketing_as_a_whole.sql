/* ---
question: "What does marketing cost as a whole, per new customer and as a share of revenue?"
reading: >
  Ads, people and everything else together, against own revenue, over days on which both are known. Shares stand
  beside the targets of smm.yaml.
columns:
  time_window: "7d, 28d, mtd or 90d"
  marketing_spend: "media and costs"
  revenue: "own revenue"
  revenue_per_spend: "revenue per unit of money"
  new_customers: "new customers"
  cost_per_new_customer: "marketing spend per new customer"
  smm_share_of_revenue: "social media spend as a share of revenue"
  target: "the target share"
  note: "what is not known"
--- */
SELECT
    "window" AS time_window, marketing_spend, revenue, revenue_per_spend, new_customers, cost_per_new_customer,
    smm_share_of_revenue, smm_share_of_revenue_target AS target, note
FROM marts.blended
ORDER BY days
