/* ---
description: >
  Ends of the 90 % intervals of cpc, cpm, cpa and roas of channels, campaigns and publishers - Byar's approximation of the
  exact interval of a Poisson count (Breslow and Day 1987, z = 1.644854) of clicks, impressions and conversions, for money
  of conversions in amounts worth 1.25 times the mean one. Without any, spend over the most there may be is the lower end.
  Grain - window_name, kind, peers, unit, objective.
grain: [window_name, kind, peers, unit, objective]
owner: analytics
tags: [effectiveness]
columns: [
  window_name: {type: text, description: window}, kind: {type: text, description: "what is compared: channel, campaign or publisher"},
  peers, unit: {type: text, description: "channel, network/account_id/campaign_key, or publisher"}, objective,
  cpc_low, cpc_high, cpm_low, cpm_high, cpa_low, cpa_high, roas_low, roas_high]
checks:
  - not_null: [window_name, kind, unit, objective]
  - expression: cpc_low <= cpc_high AND cpm_low <= cpm_high AND cpa_low <= cpa_high AND roas_low <= roas_high
--- */
WITH base AS (
    SELECT
        window_name, 'channel' AS kind, '' AS peers, channel AS unit, objective, spend, rate_clicks, impressions, conversions,
        cpc, cpm, cpa, roas
    FROM ref('int_effectiveness')
    UNION ALL
    SELECT window_name, kind, peers, unit, objective, spend, rate_clicks, impressions, conversions, cpc, cpm, cpa, roas
    FROM ref('int_effectiveness_part')
),

counted AS (
    SELECT window_name, kind, peers, unit, objective, 'cpc' AS ratio, CAST(rate_clicks AS DOUBLE) AS n, 1 AS per, cpc AS v, spend FROM base
    UNION ALL
    SELECT window_name, kind, peers, unit, objective, 'cpm' AS ratio, CAST(impressions AS DOUBLE) AS n, 1000 AS per, cpm AS v, spend FROM base
    UNION ALL
    SELECT window_name, kind, peers, unit, objective, 'cpa' AS ratio, CAST(conversions AS DOUBLE) AS n, 1 AS per, cpa AS v, spend FROM base
    UNION ALL
    SELECT
        window_name, kind, peers, unit, objective, 'roas' AS ratio, CAST(conversions AS DOUBLE) / 1.25 AS n, 1 AS per, roas AS v,
        spend
    FROM base
),

bound AS (
    SELECT
        window_name, kind, peers, unit, objective, ratio, n, v, per * CAST(spend AS DOUBLE) AS paid,
        CASE
            WHEN n > 0 AND 1 - 1 / (9 * n) - 1.644854 / (3 * SQRT(n)) > 0
                THEN n * POWER(1 - 1 / (9 * n) - 1.644854 / (3 * SQRT(n)), 3)
        END AS n_low,
        CASE WHEN n >= 0 THEN (n + 1) * POWER(1 - 1 / (9 * (n + 1)) + 1.644854 / (3 * SQRT(n + 1)), 3) END AS n_high
    FROM counted
),

ended AS (
    SELECT
        window_name, kind, peers, unit, objective, ratio,
        CASE WHEN ratio = 'roas' THEN v * COALESCE(n_low, 0) / NULLIF(n, 0) WHEN n > 0 THEN v * n / n_high ELSE paid / n_high END AS low,
        CASE WHEN ratio = 'roas' THEN v * n_high / NULLIF(n, 0) ELSE v * n / n_low END AS high
    FROM bound
)

SELECT
    window_name, kind, peers, unit, objective,
    MAX(CASE WHEN ratio = 'cpc' THEN low END) AS cpc_low, MAX(CASE WHEN ratio = 'cpc' THEN high END) AS cpc_high,
    MAX(CASE WHEN ratio = 'cpm' THEN low END) AS cpm_low, MAX(CASE WHEN ratio = 'cpm' THEN high END) AS cpm_high,
    MAX(CASE WHEN ratio = 'cpa' THEN low END) AS cpa_low, MAX(CASE WHEN ratio = 'cpa' THEN high END) AS cpa_high,
    MAX(CASE WHEN ratio = 'roas' THEN low END) AS roas_low, MAX(CASE WHEN ratio = 'roas' THEN high END) AS roas_high
FROM ended
GROUP BY window_name, kind, peers, unit, objective
