/* ---
description: every amount has an exchange rate on its day; add the missing ones to fx.csv
owner: analytics
severity: error
--- */
SELECT kind, network, channel, currency, period_start, period_end, held_rows, amount_original
FROM ref('held_amount')
