/* ---
description: all delivery belongs to a channel; say in smm.yaml which channel takes what an account reports without campaigns
owner: analytics
severity: warn
--- */
SELECT f.network, f.account_id, f.channel, MIN(f.date) AS first_day, MAX(f.date) AS last_day, SUM(f.spend) AS spend
FROM ref('ad_daily') AS f
LEFT JOIN ref('seed_channel') AS c ON c.channel = f.channel
WHERE c.channel IS NULL
GROUP BY f.network, f.account_id, f.channel
