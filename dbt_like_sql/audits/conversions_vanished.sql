/* ---
description: results do not stop while spend goes on; check the tracking
owner: analytics
severity: warn
--- */
SELECT channel, check_name, first_day, last_day, observed, usual_low, usual_high, detail, cure
FROM ref('anomaly')
WHERE check_name IN ('conversions_vanished', 'orders_vanished') AND severity = 'warn'
