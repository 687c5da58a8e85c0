/* ---
description: >
  Why results, or the cost of one, changed against an earlier window - money, its mix over channels, price of impressions,
  clicks per impression, results per click, restatement. Effects add up to the change exactly, by the logarithmic mean
  Divisia index (LMDI-I; Ang 2005, Energy Policy 33). Grain - as_of, window, versus, objective, channel, measure.
grain: [as_of, window, versus, objective, channel, measure]
owner: analytics
tags: [effectiveness]
columns: [
  as_of, window, versus, objective, channel: {description: "channel; all for the channels of the objective together"},
  measure: {type: text, description: results or cost_per_result}, result_metric, result_source, days: {type: count, unit: days, description: days of the window},
  days_compared,
  days_estimated, value: {type: ratio, unit: "result_metric, or reporting currency per result", description: "results, or spend / results, over the days compared"}, value_then, value_then_known_now, change: {type: ratio, unit: unit of value, description: value - value_then_known_now; the sum of all effects},
  change_at_same_age, spend_effect, mix_effect,
  cpm_effect, ctr_effect, cvr_effect, undivided_effect, restatement_effect, reason: {type: text, description: "what cannot be compared or divided up, and why; null when all is"}, data_through]
checks:
  - not_null: [as_of, window, versus, objective, channel, measure]
  - accepted: {measure: [results, cost_per_result]}
  - expression: undivided_effect IS NOT NULL OR change_at_same_age IS NULL
  - expression: ABS(change - change_at_same_age - restatement_effect) <= 0.000001 * (1 + ABS(change))
  - expression: >-
      ABS(COALESCE(spend_effect, 0) + COALESCE(mix_effect, 0) + COALESCE(cpm_effect, 0) + COALESCE(ctr_effect, 0)
      + COALESCE(cvr_effect, 0) + undivided_effect - change_at_same_age) <= 0.000001 * (1 + ABS(change_at_same_age))
--- */
WITH part AS (
    SELECT
        t.window_name, t.versus, t.objective, t.scope, t.measure, t.sign, CAST(c.results AS DOUBLE) / t.per AS y,
        CAST(c.results_then AS DOUBLE) / t.per_then AS y_then, LN(t.spend / t.spend_then) AS money,
        LN(CAST(c.spend AS DOUBLE) / CAST(c.spend_then AS DOUBLE)) AS own_money,
        LN(CAST(c.impressions AS DOUBLE) / CAST(c.impressions_then AS DOUBLE)) AS shown,
        LN(CAST(c.rate_clicks AS DOUBLE) / CAST(c.rate_clicks_then AS DOUBLE)) AS clicked,
        LN(CAST(c.results AS DOUBLE) / CAST(c.results_then AS DOUBLE)) AS brought
    FROM ref('int_change_total') AS t
    INNER JOIN ref('int_compared_result') AS c
        ON c.window_name = t.window_name AND c.versus = t.versus AND c.objective = t.objective
        AND (t.scope = 'all' OR c.channel = t.scope)
    WHERE c.hindrance IS NULL
),

weighed AS (
    SELECT
        window_name, versus, objective, scope, measure, money, own_money, shown, clicked, brought,
        sign * CASE WHEN ABS(y - y_then) <= 0.000000000001 * y THEN y ELSE (y - y_then) / LN(y / y_then) END AS weight
    FROM part
),

effect AS (
    SELECT
        window_name, versus, objective, scope, measure,
        CAST(SUM(CAST(weight * money AS DECIMAL(38, 10))) AS DOUBLE) AS spend_effect,
        CAST(SUM(CAST(weight * (own_money - money) AS DECIMAL(38, 10))) AS DOUBLE) AS mix_effect,
        CAST(SUM(CAST(weight * (shown - own_money) AS DECIMAL(38, 10))) AS DOUBLE) AS cpm_effect,
        CAST(SUM(CAST(weight * (clicked - shown) AS DECIMAL(38, 10))) AS DOUBLE) AS ctr_effect,
        CAST(SUM(CAST(weight * (brought - clicked) AS DECIMAL(38, 10))) AS DOUBLE) AS cvr_effect
    FROM weighed
    GROUP BY window_name, versus, objective, scope, measure
)

SELECT
    t.as_of, t.window_name AS "window", t.versus, t.objective, t.scope AS channel, t.measure, t.result_metric,
    t.result_source, t.days, t.days_compared, t.days_estimated, t.value, t.value_then, t.value_then_known_now,
    t.value - t.value_then_known_now AS change, t.value - t.value_then AS change_at_same_age,
    CASE WHEN t.measure = 'results' THEN e.spend_effect END AS spend_effect,
    CASE WHEN t.scope = 'all' THEN COALESCE(e.mix_effect, 0) + t.moved END AS mix_effect,
    e.cpm_effect, e.ctr_effect, e.cvr_effect, COALESCE(t.undivided, t.value - t.value_then) AS undivided_effect,
    t.value_then - t.value_then_known_now AS restatement_effect, t.reason, t.data_through
FROM ref('int_change_total') AS t
LEFT JOIN effect AS e
    ON e.window_name = t.window_name AND e.versus = t.versus AND e.objective = t.objective AND e.scope = t.scope
    AND e.measure = t.measure
