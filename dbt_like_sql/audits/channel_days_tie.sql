/* ---
description: spend of a channel's known day is the sum of its rows in ad_daily
owner: analytics
severity: error
--- */
WITH fact AS (
    SELECT channel, date, SUM(spend) AS spend
    FROM ref('ad_daily')
    GROUP BY channel, date
)

SELECT d.channel, d.date AS day, d.spend AS channel_spend, f.spend AS row_spend
FROM ref('channel_daily') AS d
LEFT JOIN fact AS f ON f.channel = d.channel AND f.date = d.date
WHERE d.spend IS NOT NULL AND d.spend <> COALESCE(f.spend, 0)
