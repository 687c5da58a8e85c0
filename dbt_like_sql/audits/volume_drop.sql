/* ---
description: a channel delivers as much as in its own four weeks before
owner: analytics
severity: warn
--- */
SELECT channel, check_name, first_day, last_day, observed, usual_low, usual_high, detail, cure
FROM ref('anomaly')
WHERE check_name IN ('volume_drop') AND severity = 'warn'
