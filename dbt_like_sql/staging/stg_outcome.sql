/* ---
description: Own results, the current version of every row. Grain - row_key.
grain: [row_key]
owner: analytics
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
            ORDER BY r.exported_at DESC, r.file_id DESC, r.part DESC, r.row_number DESC
        ) AS version_rank
    FROM source('raw', 'outcome') AS r
    WHERE r.retracted_at IS NULL
)

SELECT
    row_key, file_id, part, row_number, exported_at, exported_at_basis, loaded_at, network, report, account_id, grain,
    period_start, period_end, shape, shape_rank, order_id, traffic_source, traffic_medium, channel_group, campaign_name,
    promo_code, landing_page, device, currency, sessions, orders, new_customers, revenue_original, refunds_original,
    leads, key_events, users
FROM version
WHERE version_rank = 1
