/* ---
description: >
  Between how many and how many distinct people a channel or campaign reached in a window. People of days and ads
  overlap and are never added up: at least the largest reach of a single row, at most the sum, where a row without
  reach counts its impressions. Grain - as_of, window, channel, network, account_id, campaign_key; the latter three are
  empty for the channel as a whole.
grain: [as_of, window, channel, network, account_id, campaign_key]
owner: analytics
tags: [channels]
columns: [
  as_of, window, window_start, window_end, channel,
  network: {description: network; empty for the channel as a whole},
  account_id: {description: account; empty for the channel as a whole},
  campaign_key: {description: campaign key; empty for the channel as a whole}, impressions,
  reach_low: {type: count, unit: people, description: fewest distinct people reached; null where no row tells its reach},
  reach_high: {type: count, unit: people, description: most distinct people reached},
  frequency_low: {type: ratio, unit: impressions per person, description: impressions / reach_high},
  frequency_high: {type: ratio, unit: impressions per person, description: impressions / reach_low; null where a row lacks its reach},
  rows_without_reach: {type: count, unit: rows, description: rows with impressions that do not tell their reach}, data_through]
checks:
  - not_null: [as_of, window, channel]
  - expression: reach_low <= reach_high
--- */
WITH delivered AS (
    SELECT
        w.as_of, w.window_name, w.window_start, w.window_end, d.channel, d.network, d.account_id, d.campaign_key,
        d.impressions, CASE WHEN d.reach > d.impressions THEN d.impressions ELSE d.reach END AS reach
    FROM ref('int_ad_day') AS d
    INNER JOIN ref('seed_window') AS w ON d.date >= w.window_start AND d.date <= w.window_end
    WHERE d.impressions > 0
),

keyed AS (
    SELECT
        as_of, window_name, window_start, window_end, channel, network, account_id, campaign_key, impressions, reach
    FROM delivered
    WHERE campaign_key <> ''
    UNION ALL
    SELECT
        as_of, window_name, window_start, window_end, channel, '' AS network, '' AS account_id, '' AS campaign_key,
        impressions, reach
    FROM delivered
)

SELECT
    k.as_of, k.window_name AS "window", k.window_start, k.window_end, k.channel, k.network, k.account_id,
    k.campaign_key, SUM(k.impressions) AS impressions, MAX(k.reach) AS reach_low,
    SUM(COALESCE(k.reach, k.impressions)) AS reach_high,
    CAST(SUM(k.impressions) AS DOUBLE) / NULLIF(SUM(COALESCE(k.reach, k.impressions)), 0) AS frequency_low,
    CASE WHEN COUNT(k.reach) = COUNT(*) THEN CAST(SUM(k.impressions) AS DOUBLE) / NULLIF(MAX(k.reach), 0) END
        AS frequency_high,
    COUNT(*) - COUNT(k.reach) AS rows_without_reach, MAX(t.data_through) AS data_through
FROM keyed AS k
LEFT JOIN ref('int_channel_through') AS t ON t.channel = k.channel
GROUP BY
    k.as_of, k.window_name, k.window_start, k.window_end, k.channel, k.network, k.account_id, k.campaign_key
