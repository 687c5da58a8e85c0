/* ---
description: >
  How much a channel has been spending: mean of its last 14 known days (without those an
  event says nothing is to be spent on), its highest day, and what its running campaigns
  spend a day - those with spend on one of the last 4 known days, each since its first day of the 14. Grain - channel.
grain: [channel]
owner: analytics
tags: [channels]
columns: [
  channel, days: {type: count, description: known days among the last 14}, mean_spend: {type: ratio, unit: reporting currency a day, description: mean spend of those days},
  running_mean: {type: ratio, unit: reporting currency a day, description: what the running campaigns spend a day},
  variance: {type: ratio, description: variance of those days' spend, or of that of running campaigns where it is smaller},
  ended_campaigns: {type: count, description: campaigns with spend in the 14 days that no longer run},
  last_spent: {type: day, description: last known day with spend}, highest_day_ever: {type: money, unit: reporting currency, description: highest known spend of one day}]
checks:
  - not_null: [channel, mean_spend, running_mean, variance]
--- */
WITH known AS (
    SELECT
        channel, date, spend, ROW_NUMBER() OVER (PARTITION BY channel ORDER BY date DESC) AS age,
        MAX(spend) OVER (PARTITION BY channel) AS highest,
        MAX(CASE WHEN spend > 0 THEN date END) OVER (PARTITION BY channel) AS last_spent
    FROM ref('channel_daily') AS d
    WHERE spend IS NOT NULL AND NOT EXISTS (
        SELECT 1 AS found FROM ref('seed_event') AS e
        WHERE e.spend_factor = 0 AND e.date_from <= d.date AND e.date_to >= d.date AND COALESCE(e.channel, d.channel) = d.channel
    )
),

delivered AS (
    SELECT
        k.channel, k.age, d.network || ' ' || d.account_id || ' ' || d.campaign_key AS campaign, d.spend,
        MIN(k.age) OVER (PARTITION BY k.channel, d.network, d.account_id, d.campaign_key) AS last_age,
        MAX(k.age) OVER (PARTITION BY k.channel, d.network, d.account_id, d.campaign_key) AS first_age
    FROM known AS k
    INNER JOIN ref('int_campaign_day') AS d ON d.channel = k.channel AND d.date = k.date AND d.spend > 0
    WHERE k.age <= 14
),

running AS (
    SELECT channel, CASE WHEN last_age > 4 THEN 1 ELSE 0 END AS ended,
        CASE WHEN last_age <= 4 THEN CAST(CAST(SUM(spend) AS DOUBLE) / first_age AS DECIMAL(38, 10)) END AS mean_spend
    FROM delivered
    GROUP BY channel, campaign, last_age, first_age
),

day AS (
    SELECT
        k.channel, k.age, k.spend, k.highest, k.last_spent,
        k.spend - COALESCE(SUM(CASE WHEN d.last_age > 4 THEN d.spend END), 0) AS running_spend
    FROM known AS k
    LEFT JOIN delivered AS d ON d.channel = k.channel AND d.age = k.age
    WHERE k.age <= 14
    GROUP BY k.channel, k.age, k.spend, k.highest, k.last_spent
),

recent AS (
    SELECT
        channel, spend, highest, last_spent,
        CAST(spend AS DOUBLE) - CAST(SUM(spend) OVER (PARTITION BY channel) AS DOUBLE) / COUNT(*) OVER (PARTITION BY channel) AS beyond_mean,
        CAST(running_spend AS DOUBLE) - CAST(SUM(running_spend) OVER (PARTITION BY channel) AS DOUBLE)
        / COUNT(*) OVER (PARTITION BY channel) AS beyond_running
    FROM day
)

SELECT
    c.channel, COUNT(*) AS days, CAST(SUM(c.spend) AS DOUBLE) / COUNT(*) AS mean_spend,
    COALESCE(CAST(MAX(r.running_mean) AS DOUBLE), 0) AS running_mean,
    CASE WHEN COUNT(*) > 1 THEN LEAST(SUM(c.beyond_mean * c.beyond_mean), SUM(c.beyond_running * c.beyond_running)) / (COUNT(*) - 1)
        ELSE 0 END AS variance,
    COALESCE(MAX(r.ended_campaigns), 0) AS ended_campaigns, MAX(c.last_spent) AS last_spent,
    MAX(c.highest) AS highest_day_ever
FROM recent AS c
LEFT JOIN (SELECT channel, SUM(ended) AS ended_campaigns, SUM(mean_spend) AS running_mean FROM running GROUP BY channel) AS r
    ON r.channel = c.channel
GROUP BY c.channel
