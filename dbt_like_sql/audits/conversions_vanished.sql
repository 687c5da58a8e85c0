/* ---
description: conversions do not fall to zero for three days while spend goes on; check the tracking
owner: analytics
severity: warn
--- */
WITH recent AS (
    SELECT
        d.channel, SUM(CASE WHEN d.date >= CAST(s.as_of - INTERVAL '3' DAY AS DATE) THEN d.conversions END) AS last_3_days,
        SUM(CASE WHEN d.date >= CAST(s.as_of - INTERVAL '3' DAY AS DATE) THEN d.spend END) AS spend_3_days,
        SUM(CASE WHEN d.date < CAST(s.as_of - INTERVAL '3' DAY AS DATE) THEN d.conversions END) AS days_before,
        SUM(CASE WHEN d.date < CAST(s.as_of - INTERVAL '3' DAY AS DATE) THEN d.spend END) AS spend_before
    FROM ref('channel_daily') AS d
    CROSS JOIN ref('seed_settings') AS s
    WHERE d.date >= CAST(s.as_of - INTERVAL '28' DAY AS DATE)
    GROUP BY d.channel
)

SELECT channel, spend_3_days, days_before AS conversions_of_25_days_before
FROM recent
WHERE last_3_days = 0 AND spend_3_days > 0
    AND CAST(days_before AS DOUBLE) * CAST(spend_3_days AS DOUBLE) / NULLIF(CAST(spend_before AS DOUBLE), 0) >= 5
