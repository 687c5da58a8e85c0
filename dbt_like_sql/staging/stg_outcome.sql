/* ---
description: >
  Own results, the current version of every row, each measure from the newest version that reports it. Grain - row_key.
grain: [row_key]
owner: analytics
tags: [results]
materialization: incremental
time_column: period_start
columns: [
  row_key, file_id, part, row_number, exported_at, exported_at_basis, loaded_at, network, report, account_id, grain,
  period_start, period_end, shape, shape_rank, order_id, traffic_source, traffic_medium, channel_group, campaign_name,
  promo_code, landing_page, device, currency,
  sessions: {description: sessions}, orders: {description: orders or transactions},
  new_customers: {description: orders by first-time customers}, revenue_original, refunds_original, leads, key_events,
  users]
checks:
  - not_null: [row_key, network, account_id, period_start]
--- */
SELECT
    r.row_key, r.file_id, r.part, r.row_number, r.exported_at, r.exported_at_basis, r.loaded_at, r.network, r.report,
    r.account_id, r.grain, r.period_start, r.period_end, r.shape, r.shape_rank, r.order_id, r.traffic_source,
    r.traffic_medium, r.channel_group, r.campaign_name, r.promo_code, r.landing_page, r.device, r.currency,
    CASE WHEN f.row_key IS NULL THEN r.sessions ELSE f.sessions END AS sessions,
    CASE WHEN f.row_key IS NULL THEN r.orders ELSE f.orders END AS orders,
    CASE WHEN f.row_key IS NULL THEN r.new_customers ELSE f.new_customers END AS new_customers,
    CASE WHEN f.row_key IS NULL THEN r.revenue_original ELSE f.revenue_original END AS revenue_original,
    CASE WHEN f.row_key IS NULL THEN r.refunds_original ELSE f.refunds_original END AS refunds_original,
    CASE WHEN f.row_key IS NULL THEN r.leads ELSE f.leads END AS leads,
    CASE WHEN f.row_key IS NULL THEN r.key_events ELSE f.key_events END AS key_events,
    CASE WHEN f.row_key IS NULL THEN r.users ELSE f.users END AS users
FROM source('raw', 'outcome') AS r
INNER JOIN ref('stg_outcome_place') AS o
    ON o.row_key = r.row_key AND o.file_id = r.file_id AND o.part = r.part AND o.row_number = r.row_number
    AND o.place = 1
LEFT JOIN ref('stg_outcome_filled') AS f ON f.row_key = r.row_key
WHERE r.retracted_at IS NULL
