/* ---
description: delivery lies on days that a loaded export covers; other rows are not counted in channel_daily
owner: analytics
severity: warn
--- */
SELECT f.network, f.account_id, f.date AS day, COUNT(*) AS fact_rows
FROM ref('ad_daily') AS f
INNER JOIN ref('seed_settings') AS s ON f.date < s.as_of
LEFT JOIN ref('int_coverage') AS c ON c.network = f.network AND c.account_id = f.account_id AND c.date = f.date
WHERE c.date IS NULL
GROUP BY f.network, f.account_id, f.date
