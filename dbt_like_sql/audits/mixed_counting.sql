/* ---
description: a channel's conversions are counted in one way over four weeks
owner: analytics
severity: warn
--- */
SELECT channel, check_name, first_day, last_day, observed, usual_low, usual_high, detail, cure
FROM ref('anomaly')
WHERE check_name IN ('mixed_attribution', 'mixed_definition') AND severity = 'warn'
