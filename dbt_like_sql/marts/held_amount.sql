/* ---
description: >
  Amounts that wait for an exchange rate. Their rows are in the tables they belong to with the original amount; the
  amount in the reporting currency is null there, and so is every sum it belongs to. A rate that arrives frees them with
  the next run. Grain - kind, network, account_id, channel, currency, period_start, period_end.
grain: [kind, network, account_id, channel, currency, period_start, period_end]
owner: analytics
tags: [money]
columns: [
  kind: {type: text, description: "spend, conversion_value, period_spend, period_conversion_value, revenue or refunds"},
  network, account_id, channel, currency,
  period_start: {type: day, description: "day of the amounts, or first day of their period"},
  period_end: {type: day, description: "day of the amounts, or last day of their period"},
  held_rows: {type: count, unit: rows, description: rows that wait}, amount_original, data_through: {description: last day of the account that is covered}]
checks:
  - not_null: [kind, network, account_id, channel, currency, period_start, period_end, held_rows, amount_original]
  - accepted: {kind: [spend, conversion_value, period_spend, period_conversion_value, revenue, refunds]}
--- */
WITH waiting AS (
    SELECT 'spend' AS kind, network, account_id, channel, currency, date AS period_start, date AS period_end,
        spend_original AS amount
    FROM ref('ad_daily')
    WHERE spend_original IS NOT NULL AND spend IS NULL
    UNION ALL
    SELECT 'conversion_value' AS kind, network, account_id, channel, currency, date AS period_start,
        date AS period_end, conversion_value_original AS amount
    FROM ref('ad_daily')
    WHERE conversion_value_original <> 0 AND conversion_value IS NULL
    UNION ALL
    SELECT 'period_spend' AS kind, network, account_id, channel, currency, period_start, period_end,
        spend_original AS amount
    FROM ref('ad_period')
    WHERE spend_original IS NOT NULL AND spend IS NULL
    UNION ALL
    SELECT 'period_conversion_value' AS kind, network, account_id, channel, currency, period_start, period_end,
        conversion_value_original AS amount
    FROM ref('ad_period')
    WHERE conversion_value_original <> 0 AND conversion_value IS NULL
    UNION ALL
    SELECT 'revenue' AS kind, network, account_id, channel, currency, date AS period_start, date AS period_end,
        revenue_original AS amount
    FROM ref('int_outcome_fact')
    WHERE revenue_original <> 0 AND revenue IS NULL
    UNION ALL
    SELECT 'refunds' AS kind, network, account_id, channel, currency, date AS period_start, date AS period_end,
        refunds_original AS amount
    FROM ref('int_outcome_fact')
    WHERE refunds_original <> 0 AND refunds IS NULL
)

SELECT
    w.kind, w.network, w.account_id, w.channel, COALESCE(w.currency, 'unknown') AS currency, w.period_start,
    w.period_end, COUNT(*) AS held_rows, SUM(w.amount) AS amount_original, MAX(t.data_through) AS data_through
FROM waiting AS w
LEFT JOIN ref('int_account_through') AS t ON t.network = w.network AND t.account_id = w.account_id
GROUP BY
    w.kind, w.network, w.account_id, w.channel, COALESCE(w.currency, 'unknown'), w.period_start, w.period_end
