/* ---
description: >
  Which days of each account are there, which are missing and which will still change, to put beside every
  chart. Made from data_coverage. Grain - network, account_id, date.
grain: [network, account_id, date]
owner: analytics
tags: [coverage]
materialization: view
columns: [
  date, network, network_label, account_id: {type: text, description: account or page}, account_label, status: {type: text, description: "complete, immature, missing or stale"}, status_label: {type: text, description: the status in words},
  is_usable: {type: flag, description: "whether figures of the day are known, final or not"}, rows: {type: count, unit: rows, additive: true, description: current rows of the day},
  files, reason: {type: text, description: "why, in words"}, data_through]
checks:
  - not_null: [date, network, network_label, account_id, status, status_label]
--- */
WITH account AS (
    SELECT network, account_id, MAX(account_name) AS name
    FROM ref('ad_daily')
    GROUP BY network, account_id
)

SELECT
    d.date, d.network, COALESCE(n.label, d.network) AS network_label, d.account_id,
    COALESCE(a.name, d.account_id) AS account_label, d.status,
    CASE d.status
        WHEN 'complete' THEN 'there' WHEN 'immature' THEN 'there, still filling up' WHEN 'missing' THEN 'missing'
        ELSE 'late'
    END AS status_label, d.status IN ('complete', 'immature') AS is_usable, d.rows, d.files, d.reason, d.data_through
FROM ref('data_coverage') AS d
LEFT JOIN ref('seed_network') AS n ON n.network = d.network
LEFT JOIN account AS a ON a.network = d.network AND a.account_id = d.account_id
