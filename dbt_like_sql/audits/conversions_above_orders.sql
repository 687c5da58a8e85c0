/* ---
description: networks together report no more conversions than there were orders
owner: analytics
severity: warn
--- */
SELECT channel, check_name, first_day, last_day, observed, usual_low, usual_high, detail, cure
FROM ref('anomaly')
WHERE check_name IN ('conversions_above_orders') AND severity = 'warn'
