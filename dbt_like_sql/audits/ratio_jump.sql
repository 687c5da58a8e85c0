/* ---
description: click rate, cost per click, cost per thousand and conversion rate stay within a channel's own habit
owner: analytics
severity: warn
--- */
SELECT channel, check_name, first_day, last_day, observed, usual_low, usual_high, detail, cure
FROM ref('anomaly')
WHERE check_name IN ('ctr_jump', 'cpc_jump', 'cpm_jump', 'cvr_jump') AND severity = 'warn'
