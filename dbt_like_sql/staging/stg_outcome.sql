/* ---
description: >
  Own results, the current version of every row, each measure from the newest version that reports it. Grain - row_key.
grain: [row_key]
owner: analytics
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
WITH version AS (
    SELECT
        r.row_key, r.file_id, r.part, r.row_number, r.exported_at, r.exported_at_basis, r.loaded_at, r.network, r.report,
        r.account_id, r.grain, r.period_start, r.period_end, r.shape, r.shape_rank, r.order_id, r.traffic_source,
        r.traffic_medium, r.channel_group, r.campaign_name, r.promo_code, r.landing_page, r.device, r.currency,
        r.sessions, r.orders, r.new_customers, r.revenue_original, r.refunds_original, r.leads, r.key_events, r.users,
        ROW_NUMBER() OVER (
            PARTITION BY r.row_key
            ORDER BY
                r.exported_at DESC,
                CASE WHEN r.exported_at_basis IN ('stated', 'file_name') THEN s.stated_at ELSE COALESCE(a.arrived_at, r.loaded_at) END DESC,
                COALESCE(r.orders, -1) DESC, COALESCE(r.revenue_original, -1) DESC,
                COALESCE(r.refunds_original, -1) DESC, COALESCE(r.new_customers, -1) DESC,
                COALESCE(r.sessions, -1) DESC, COALESCE(r.leads, -1) DESC, COALESCE(r.key_events, -1) DESC,
                r.file_id DESC, r.part DESC, r.row_number DESC
        ) AS version_rank
    FROM source('raw', 'outcome') AS r
    LEFT JOIN ref('stg_arrival') AS a ON a.file_id = r.file_id AND a.part = r.part
    LEFT JOIN ref('stg_outcome_moment') AS s ON s.row_key = r.row_key AND s.exported_at = r.exported_at
    WHERE r.retracted_at IS NULL
)

SELECT
    v.row_key, v.file_id, v.part, v.row_number, v.exported_at, v.exported_at_basis, v.loaded_at, v.network, v.report,
    v.account_id, v.grain, v.period_start, v.period_end, v.shape, v.shape_rank, v.order_id, v.traffic_source,
    v.traffic_medium, v.channel_group, v.campaign_name, v.promo_code, v.landing_page, v.device, v.currency,
    CASE WHEN f.row_key IS NULL THEN v.sessions ELSE f.sessions END AS sessions,
    CASE WHEN f.row_key IS NULL THEN v.orders ELSE f.orders END AS orders,
    CASE WHEN f.row_key IS NULL THEN v.new_customers ELSE f.new_customers END AS new_customers,
    CASE WHEN f.row_key IS NULL THEN v.revenue_original ELSE f.revenue_original END AS revenue_original,
    CASE WHEN f.row_key IS NULL THEN v.refunds_original ELSE f.refunds_original END AS refunds_original,
    CASE WHEN f.row_key IS NULL THEN v.leads ELSE f.leads END AS leads,
    CASE WHEN f.row_key IS NULL THEN v.key_events ELSE f.key_events END AS key_events,
    CASE WHEN f.row_key IS NULL THEN v.users ELSE f.users END AS users
FROM version AS v
LEFT JOIN ref('stg_outcome_filled') AS f ON f.row_key = v.row_key
WHERE v.version_rank = 1
