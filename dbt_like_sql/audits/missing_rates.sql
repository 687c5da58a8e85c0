/* ---
description: every amount has an exchange rate on its day; add the missing ones to fx.csv
owner: analytics
severity: error
--- */
SELECT 'ad spend' AS amounts, currency, date AS day, COUNT(*) AS amount_rows
FROM ref('ad_daily')
WHERE (spend_original IS NOT NULL AND spend IS NULL)
    OR (conversion_value_original IS NOT NULL AND conversion_value IS NULL)
GROUP BY currency, date
UNION ALL
SELECT 'ad spend of a period' AS amounts, currency, period_end AS day, COUNT(*) AS amount_rows
FROM ref('ad_period')
WHERE spend_original IS NOT NULL AND spend IS NULL
GROUP BY currency, period_end
UNION ALL
SELECT 'own revenue' AS amounts, currency, date AS day, COUNT(*) AS amount_rows
FROM ref('int_outcome_fact')
WHERE revenue_original IS NOT NULL AND revenue IS NULL
GROUP BY currency, date
