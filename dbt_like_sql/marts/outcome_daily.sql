/* ---
description: >
  Own results as shop, CRM and analytics measured them, by channel; what no rule gives to a channel is `unattributed`.
  Different sources measure the same orders and must not be added up. Grain - source, channel, campaign, is_paid, day.
grain: [source, account_id, channel, campaign_name, is_paid, date]
owner: analytics
tags: [results]
columns: [
  date, source, measured_by, account_id, channel, campaign_name, is_paid, sessions: {description: sessions},
  users: {description: distinct users; null where rows would have to be added up}, orders: {description: orders},
  new_customers: {description: orders by first-time customers}, revenue: {description: revenue},
  refunds: {type: money, unit: reporting currency, description: refunds}, leads, key_events, data_through,
  unpriced_currency: {type: text, description: currency of revenue without an exchange rate; null when all is converted}]
checks:
  - not_null: [date, source, channel, is_paid]
--- */
WITH through AS (
    SELECT network, account_id, MAX(date) AS data_through
    FROM ref('int_outcome_coverage')
    GROUP BY network, account_id
)

SELECT
    f.date, f.network AS source, f.measured_by, f.account_id, f.channel, f.campaign_name, f.is_paid,
    SUM(f.sessions) AS sessions, CASE WHEN COUNT(*) = 1 THEN MAX(f.users) END AS users, SUM(f.orders) AS orders,
    SUM(f.new_customers) AS new_customers,
    CASE WHEN SUM(f.unpriced_rows) = 0 THEN SUM(f.revenue) END AS revenue,
    CASE WHEN SUM(f.unpriced_rows) = 0 THEN SUM(f.refunds) END AS refunds,
    SUM(f.leads) AS leads, SUM(f.key_events) AS key_events, t.data_through,
    MAX(CASE WHEN f.unpriced_rows > 0 THEN f.currency END) AS unpriced_currency
FROM ref('int_outcome_fact') AS f
LEFT JOIN through AS t ON t.network = f.network AND t.account_id = f.account_id
GROUP BY
    f.date, f.network, f.measured_by, f.account_id, f.channel, f.campaign_name, f.is_paid, t.data_through
