/* ---
description: >
  Ratios of channel_effectiveness with 90 % intervals (z = 1.644854): results are Poisson counts by Byar's
  approximation, ctr and cvr binomial by Wilson. Results in money have no interval. Grain - window_name, channel,
  objective.
grain: [window_name, channel, objective]
owner: analytics
columns: [
  window_name: {type: text, description: window}, channel, objective, result_metric, result_source, ctr,
  ctr_low: {type: ratio, description: lower end of ctr}, ctr_high: {type: ratio, description: upper end of ctr}, cvr,
  cvr_low: {type: ratio, description: lower end of cvr}, cvr_high: {type: ratio, description: upper end of cvr},
  cost_per_result: {type: ratio, description: spend / results over days both are known},
  cost_per_result_low: {type: ratio, description: lower end of cost_per_result},
  cost_per_result_high: {type: ratio, description: upper end of cost_per_result},
  comparability: {type: text, description: "A, B, C or D"}]
checks:
  - not_null: [window_name, channel, objective, comparability]
  - expression: cost_per_result_low <= cost_per_result AND cost_per_result <= cost_per_result_high
  - expression: ctr_low <= ctr AND ctr <= ctr_high AND cvr_low <= cvr AND cvr <= cvr_high
--- */
WITH base AS (
    SELECT
        e.window_name, e.channel, e.objective, s.result_metric, s.result_source, g.comparability,
        CAST(e.matched_spend AS DOUBLE) AS paid, CAST(e.matched_results AS DOUBLE) AS x,
        CASE WHEN s.result_metric IN ('revenue', 'conversion_value') THEN 0 ELSE 1 END AS is_count,
        CAST(e.rate_clicks AS DOUBLE) AS clicks, CAST(NULLIF(e.clicked_impressions, 0) AS DOUBLE) AS shown,
        CAST(e.conversions AS DOUBLE) AS conversions, CAST(NULLIF(e.converted_clicks, 0) AS DOUBLE) AS clicked
    FROM ref('int_effectiveness') AS e
    INNER JOIN ref('int_result_source') AS s ON s.objective = e.objective
    INNER JOIN ref('int_definition_grade') AS g ON g.objective = e.objective
),

bound AS (
    SELECT
        window_name, channel, objective, result_metric, result_source, comparability, paid, x,
        CASE
            WHEN is_count = 1 AND x > 0 AND 1 - 1 / (9 * x) - 1.644854 / (3 * SQRT(x)) > 0
                THEN x * POWER(1 - 1 / (9 * x) - 1.644854 / (3 * SQRT(x)), 3)
        END AS x_low,
        CASE WHEN is_count = 1 AND x >= 0
            THEN (x + 1) * POWER(1 - 1 / (9 * (x + 1)) + 1.644854 / (3 * SQRT(x + 1)), 3)
        END AS x_high,
        clicks / shown AS ctr, shown, CASE WHEN clicks <= shown THEN clicks / shown END AS p,
        conversions / clicked AS cvr, clicked, CASE WHEN conversions <= clicked THEN conversions / clicked END AS q
    FROM base
)

SELECT
    window_name, channel, objective, result_metric, result_source, ctr,
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
        / (1 + 2.705545 / clicked) END AS cvr_high,
    paid / NULLIF(x, 0) AS cost_per_result, paid / x_high AS cost_per_result_low,
    paid / NULLIF(x_low, 0) AS cost_per_result_high, comparability
FROM bound
