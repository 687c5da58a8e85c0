/* ---
description: >
  ctr and cvr of channels, campaigns and publishers with the 90 % score interval of a binomial share (Wilson 1927,
  z = 1.644854). Grain - window_name, kind, peers, unit, objective.
grain: [window_name, kind, peers, unit, objective]
owner: analytics
tags: [effectiveness]
columns: [
  window_name: {type: text, description: window}, kind: {type: text, description: "what is compared: channel, campaign or publisher"},
  peers, unit: {type: text, description: "channel, network/account_id/campaign_key, or publisher"}, objective, ctr, ctr_low, ctr_high, cvr, cvr_low,
  cvr_high]
checks:
  - not_null: [window_name, kind, unit, objective]
  - expression: ctr_low <= ctr AND ctr <= ctr_high AND cvr_low <= cvr AND cvr <= cvr_high
--- */
WITH base AS (
    SELECT
        window_name, 'channel' AS kind, '' AS peers, channel AS unit, objective, CAST(rate_clicks AS DOUBLE) AS clicks,
        CAST(NULLIF(clicked_impressions, 0) AS DOUBLE) AS shown, CAST(conversions AS DOUBLE) AS conversions,
        CAST(NULLIF(converted_clicks, 0) AS DOUBLE) AS clicked
    FROM ref('int_effectiveness')
    UNION ALL
    SELECT
        window_name, kind, peers, unit, objective, CAST(rate_clicks AS DOUBLE) AS clicks,
        CAST(NULLIF(clicked_impressions, 0) AS DOUBLE) AS shown, CAST(conversions AS DOUBLE) AS conversions,
        CAST(NULLIF(converted_clicks, 0) AS DOUBLE) AS clicked
    FROM ref('int_effectiveness_part')
),

rated AS (
    SELECT
        window_name, kind, peers, unit, objective, clicks / shown AS ctr, shown,
        CASE WHEN clicks <= shown THEN clicks / shown END AS p, conversions / clicked AS cvr, clicked,
        CASE WHEN conversions <= clicked THEN conversions / clicked END AS q
    FROM base
)

SELECT
    window_name, kind, peers, unit, objective, ctr,
    CASE WHEN p = 0 THEN 0
        ELSE (p + 2.705545 / (2 * shown) - 1.644854 * SQRT(p * (1 - p) / shown + 2.705545 / (4 * shown * shown)))
        / (1 + 2.705545 / shown) END AS ctr_low,
    CASE WHEN p = 1 THEN 1
        ELSE (p + 2.705545 / (2 * shown) + 1.644854 * SQRT(p * (1 - p) / shown + 2.705545 / (4 * shown * shown)))
        / (1 + 2.705545 / shown) END AS ctr_high,
    cvr,
    CASE WHEN q = 0 THEN 0
        ELSE (q + 2.705545 / (2 * clicked) - 1.644854 * SQRT(q * (1 - q) / clicked + 2.705545 / (4 * clicked * clicked)))
        / (1 + 2.705545 / clicked) END AS cvr_low,
    CASE WHEN q = 1 THEN 1
        ELSE (q + 2.705545 / (2 * clicked) + 1.644854 * SQRT(q * (1 - q) / clicked + 2.705545 / (4 * clicked * clicked)))
        / (1 + 2.705545 / clicked) END AS cvr_high
FROM rated
