/* ---
description: >
  Which family of shapes of export is the fact of an account and day (see int_ad_shape_day). Grain - network,
  account_id, date.
grain: [network, account_id, date]
owner: analytics
tags: [ads]
materialization: view
time_column: date
columns: [network, account_id, date, shape_family, level, breakdown_set, derived_from_breakdown]
checks:
  - not_null: [network, account_id, date, shape_family]
--- */
SELECT network, account_id, date, shape_family, level, breakdown_set, breakdown_set <> '' AS derived_from_breakdown
FROM ref('int_ad_shape_day')
WHERE preference = 1
