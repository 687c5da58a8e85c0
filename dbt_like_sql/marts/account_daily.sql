/* ---
description: >
  Daily values of accounts and pages as the networks' own pages report them, paid and organic together. Add up only
  where is_additive. Grain - network, account, publisher, day, metric.
grain: [network, account_id, publisher, date, metric]
owner: analytics
tags: [content]
columns: [
  date, network, channel, account_id, account_name, publisher, metric, value, unit, is_additive, data_through, file_id,
  part, row_number, exported_at]
checks:
  - not_null: [date, network, channel, account_id, metric]
--- */
SELECT
    v.period_start AS date, v.network, COALESCE(m.channel, v.network) AS channel, v.account_id, v.account_name,
    v.publisher, v.metric, v.value, v.unit, v.is_additive,
    MAX(v.period_start) OVER (PARTITION BY v.network, v.account_id, v.publisher, v.metric) AS data_through,
    v.file_id, v.part, v.row_number, v.exported_at
FROM ref('stg_account_metric') AS v
LEFT JOIN ref('seed_campaign') AS m
    ON m.network = v.network AND m.account_id = v.account_id AND m.campaign_key = ''
    AND m.publisher = COALESCE(v.publisher, '') AND m.campaign_type = ''
WHERE v.grain = 'day'
