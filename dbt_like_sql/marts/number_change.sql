/* ---
description: >
  What restatement changed: every time a daily number was replaced by another, or a row came to a day that an earlier
  export of the same shape already had rows of (old is null then). Versions that came late, when a newer one was there,
  changed nothing. Money as exported, in `currency`. Grain - row_key, metric, changed_at, loaded_at, new_file.
grain: [row_key, metric, changed_at, loaded_at, new_file]
owner: analytics
tags: [quality]
materialization: view
columns: [
  network, account_id, row_key, campaign_key, ad_group_key, ad_key, date,
  metric: {type: text, description: "column of the raw table, or metric of an account or page"}, old: {type: decimal, unit: unit of the metric, description: value before; null when there was no row or no value},
  new: {type: decimal, unit: unit of the metric, description: value since; null when the export reports none any more},
  currency: {description: "ISO 4217 code of money; the unit of values of accounts and pages"},
  old_file: {type: text, description: file_id of the version before; null when there was no row},
  new_file: {type: text, description: file_id of the version since},
  changed_at: {type: moment, description: "when the network wrote the new version, UTC"},
  loaded_at: {description: "when the new version entered the store, UTC"},
  is_new_row: {type: flag, description: whether the row was in no export before},
  data_through: {description: last day of the account that is covered}]
checks:
  - not_null: [network, account_id, row_key, date, metric, new_file, changed_at]
--- */
SELECT
    c.network, c.account_id, c.row_key, c.campaign_key, c.ad_group_key, c.ad_key, c.date, c.metric, c.old, c.new,
    c.currency, c.old_file, c.new_file, c.changed_at, c.loaded_at, c.is_new_row, t.data_through
FROM ref('int_number_change') AS c
LEFT JOIN ref('int_account_through') AS t ON t.network = c.network AND t.account_id = c.account_id
