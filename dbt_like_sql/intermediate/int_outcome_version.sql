/* ---
description: >
  Versions of daily rows of own results that ever counted: those that were the newest when they were loaded. A version
  that came late, when a newer one was there, changed nothing and is not here; nor is a row that only ever had one
  version and stood in the first export of its day. Grain - row_key, place.
grain: [row_key, place]
owner: analytics
tags: [quality]
materialization: incremental
time_column: date
columns: [
  row_key, place: {type: count, description: 1 is the oldest version in the order of exports}, network, account_id,
  date, shape, currency, file_id, part,
  row_number, exported_at, loaded_at,
  day_known_at: {type: moment, description: first of the exports loaded by then that has rows of the account and day in the same shape},
  sessions, orders, new_customers, revenue_original, refunds_original, leads, key_events,
  has_sessions: {type: count, description: 1 when its export reports sessions},
  has_orders: {type: count, description: 1 when its export reports orders},
  has_new_customers: {type: count, description: 1 when its export reports new_customers},
  has_revenue_original: {type: count, description: 1 when its export reports revenue_original},
  has_refunds_original: {type: count, description: 1 when its export reports refunds_original},
  has_leads: {type: count, description: 1 when its export reports leads},
  has_key_events: {type: count, description: 1 when its export reports key_events}]
checks:
  - not_null: [row_key, place, network, account_id, date]
--- */
WITH version AS (
    SELECT
        r.row_key, r.network, r.account_id, r.period_start AS date, r.shape,
        r.currency, r.file_id, r.part, r.row_number, r.exported_at, r.loaded_at,
        r.sessions, r.orders, r.new_customers, r.revenue_original, r.refunds_original, r.leads, r.key_events,
        p.has_sessions, p.has_orders, p.has_new_customers, p.has_revenue_original, p.has_refunds_original,
        p.has_leads, p.has_key_events,
        o.place AS version_rank,
        MIN(r.exported_at) OVER (
            PARTITION BY r.network, r.account_id, r.period_start, r.shape
            ORDER BY r.loaded_at RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS day_known_at
    FROM source('raw', 'outcome') AS r
    INNER JOIN ref('stg_outcome_reported') AS p ON p.file_id = r.file_id AND p.part = r.part
    INNER JOIN ref('stg_outcome_place') AS o
        ON o.row_key = r.row_key AND o.file_id = r.file_id AND o.part = r.part AND o.row_number = r.row_number
    WHERE r.retracted_at IS NULL AND r.grain = 'day'
),

dated AS (
    SELECT
        row_key, version_rank,
        MIN(loaded_at) OVER (
            PARTITION BY row_key ORDER BY version_rank ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS newer_loaded_at,
        COUNT(*) OVER (PARTITION BY row_key) AS versions
    FROM version
)

SELECT
    v.row_key, ROW_NUMBER() OVER (PARTITION BY v.row_key ORDER BY v.version_rank DESC) AS place, v.network,
    v.account_id, v.date, v.shape,
    v.currency, v.file_id, v.part, v.row_number, v.exported_at, v.loaded_at, v.day_known_at,
    v.sessions, v.orders, v.new_customers, v.revenue_original, v.refunds_original, v.leads, v.key_events,
    v.has_sessions, v.has_orders, v.has_new_customers, v.has_revenue_original, v.has_refunds_original, v.has_leads,
    v.has_key_events
FROM version AS v
INNER JOIN dated AS d ON d.row_key = v.row_key AND d.version_rank = v.version_rank
WHERE
    (d.newer_loaded_at IS NULL OR d.newer_loaded_at >= v.loaded_at)
    AND (d.versions > 1 OR v.exported_at > v.day_known_at)
