/* ---
description: >
  How much a channel has been spending: mean and variance of its last 14 known days, and its highest day. Grain - channel.
grain: [channel]
owner: analytics
columns: [
  channel, days: {type: count, description: known days among the last 14}, mean_spend: {type: ratio, unit: reporting currency a day, description: mean spend of those days},
  variance: {type: ratio, description: variance of those days' spend}, highest_day_ever: {type: money, unit: reporting currency, description: highest known spend of one day}]
checks:
  - not_null: [channel, mean_spend, variance]
--- */
WITH known AS (
    SELECT
        channel, spend, ROW_NUMBER() OVER (PARTITION BY channel ORDER BY date DESC) AS age,
        MAX(spend) OVER (PARTITION BY channel) AS highest
    FROM ref('channel_daily')
    WHERE spend IS NOT NULL
),

recent AS (
    SELECT
        channel, spend, highest,
        CAST(spend AS DOUBLE) - CAST(SUM(spend) OVER (PARTITION BY channel) AS DOUBLE) / COUNT(*) OVER (PARTITION BY channel) AS beyond_mean
    FROM known
    WHERE age <= 14
)

SELECT
    channel, COUNT(*) AS days, CAST(SUM(spend) AS DOUBLE) / COUNT(*) AS mean_spend,
    CASE WHEN COUNT(*) > 1 THEN SUM(beyond_mean * beyond_mean) / (COUNT(*) - 1) ELSE 0 END AS variance,
    MAX(highest) AS highest_day_ever
FROM recent
GROUP BY channel
