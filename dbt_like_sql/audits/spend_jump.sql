/* ---
description: a channel spends no more than in its own four weeks before, nor twice its plan
owner: analytics
severity: warn
--- */
SELECT channel, check_name, first_day, last_day, observed, usual_low, usual_high, detail, cure
FROM ref('anomaly')
WHERE check_name IN ('spend_jump', 'spend_above_plan') AND severity = 'warn'
