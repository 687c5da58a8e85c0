/* ---
description: >
  Own results by day, counted once: of several exports of a source, account and day the one with the most dimensions.
  Channel by the outcome rules; money in the reporting currency, null where a rate is missing. Grain - row_key.
grain: [row_key]
owner: analytics
tags: [results]
materialization: incremental
time_column: date
columns: [
  row_key, network, account_id, date, measured_by, channel, objective: {description: objective the results count for; null without channel}, is_paid, is_organic_search: {type: flag, description: whether visitors came by search results nobody paid for}, campaign_name, promo_code, currency,
  sessions: {description: sessions}, users, orders: {description: orders or transactions},
  new_customers: {description: orders by first-time customers}, revenue_original,
  revenue: {description: revenue}, refunds_original, refunds: {type: money, unit: reporting currency, description: refunds}, leads,
  key_events, unpriced_rows]
checks:
  - not_null: [row_key, network, date, channel, measured_by]
--- */
WITH ranked AS (
    SELECT
        row_key, network, account_id, period_start AS date, traffic_source, traffic_medium, channel_group,
        campaign_name, promo_code, currency, sessions, users, orders, new_customers, revenue_original,
        refunds_original, leads, key_events, shape_rank,
        MAX(shape_rank) OVER (PARTITION BY network, account_id, period_start) AS best_rank
    FROM ref('stg_outcome')
    WHERE grain = 'day'
)

SELECT
    r.row_key, r.network, r.account_id, r.date, COALESCE(n.measured_by, 'crm') AS measured_by,
    COALESCE(m.channel, 'unattributed') AS channel, m.objective, COALESCE(m.is_paid, FALSE) AS is_paid,
    COALESCE(LOWER(r.traffic_medium) = 'organic' OR LOWER(r.channel_group) = 'organic search', FALSE) AS is_organic_search,
    r.campaign_name, r.promo_code, r.currency, r.sessions, r.users, r.orders, r.new_customers, r.revenue_original,
    CAST(CAST(r.revenue_original * x.rate AS DECIMAL(38, 14)) * a.vat_factor AS DECIMAL(18, 6)) AS revenue,
    r.refunds_original,
    CAST(CAST(r.refunds_original * x.rate AS DECIMAL(38, 14)) * a.vat_factor AS DECIMAL(18, 6)) AS refunds, r.leads,
    r.key_events,
    CASE WHEN (r.revenue_original <> 0 OR r.refunds_original <> 0) AND x.rate IS NULL THEN 1 ELSE 0 END AS unpriced_rows
FROM ranked AS r
LEFT JOIN ref('seed_network') AS n ON n.network = r.network
LEFT JOIN ref('seed_outcome_map') AS m
    ON m.network = r.network AND m.account_id = r.account_id AND m.traffic_source = COALESCE(r.traffic_source, '')
    AND m.traffic_medium = COALESCE(r.traffic_medium, '') AND m.channel_group = COALESCE(r.channel_group, '')
    AND m.campaign_name = COALESCE(r.campaign_name, '') AND m.promo_code = COALESCE(r.promo_code, '')
LEFT JOIN ref('seed_fx') AS x ON x.date = r.date AND x.currency = r.currency
LEFT JOIN ref('seed_account') AS a ON a.network = r.network AND a.account_id = r.account_id
WHERE r.shape_rank = r.best_rank
