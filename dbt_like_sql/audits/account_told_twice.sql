/* ---
description: >
  no account stands beside the rows nobody named an account for with the same delivery; put those files into
  inbox/<account> again, or declare the account
owner: analytics
severity: error
--- */
WITH day AS (
    SELECT network, account_id, date, SUM(spend_original) AS spend, SUM(impressions) AS impressions
    FROM ref('ad_daily')
    GROUP BY network, account_id, date
)

SELECT
    n.network, o.account_id, COUNT(*) AS days_told_twice, MIN(n.date) AS first_day, MAX(n.date) AS last_day,
    SUM(n.spend) AS spend
FROM day AS n
INNER JOIN day AS o ON o.network = n.network AND o.date = n.date AND o.account_id <> n.account_id
WHERE n.account_id = n.network || ':default' AND n.impressions > 0 AND n.impressions = o.impressions AND n.spend = o.spend
GROUP BY n.network, o.account_id
