/* ---
description: >
  Rows of marts.number_change: every time a daily number was replaced by another, or a row came to a day that an earlier
  export of the same shape already had rows of (old is null then). Versions that came late, when a newer one was there,
  changed nothing. Money as exported, in `currency`. Grain - row_key, metric, changed_at, loaded_at, new_file.
grain: [row_key, metric, changed_at, loaded_at, new_file]
owner: analytics
tags: [quality]
materialization: incremental
time_column: date
columns: [
  network, account_id, row_key, campaign_key, ad_group_key, ad_key, date,
  metric: {type: text, description: "column of the raw table, or metric of an account or page"}, old: {type: decimal, description: value before; null when there was no row or no value},
  new: {type: decimal, description: value since; null when the export reports none any more},
  currency: {description: "ISO 4217 code of money; the unit of values of accounts and pages"},
  old_file: {type: text, description: file_id of the version before; null when there was no row},
  new_file: {type: text, description: file_id of the version since},
  changed_at: {type: moment, description: "when the network wrote the new version, UTC"},
  loaded_at: {description: "when the new version entered the store, UTC"},
  is_new_row: {type: flag, description: whether the row was in no export before}]
checks:
  - not_null: [network, account_id, row_key, date, metric, new_file, changed_at]
--- */
WITH compared AS (
    SELECT
        row_key, network, account_id, campaign_key, ad_group_key, ad_key, date, metric, currency, file_id, exported_at,
        loaded_at, day_known_at, place, value,
        LAG(value) OVER (PARTITION BY row_key, metric ORDER BY place) AS old,
        LAG(file_id) OVER (PARTITION BY row_key, metric ORDER BY place) AS old_file
    FROM ref('int_number_version')
)

SELECT
    network, account_id, row_key, campaign_key, ad_group_key, ad_key, date, metric, old, value AS new, currency,
    old_file, file_id AS new_file, exported_at AS changed_at, loaded_at, place = 1 AS is_new_row
FROM compared
WHERE
    (old_file IS NOT NULL AND value IS DISTINCT FROM old)
    OR (place = 1 AND day_known_at < exported_at AND value IS NOT NULL)
