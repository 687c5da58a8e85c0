/* ---
description: >
  Cost per result of channels under each definition, of campaigns and of publishers, with a 90 % interval and rank. Byar's
  approximation of the exact interval of a Poisson count (Breslow and Day 1987, z = 1.644854); money is counted in
  amounts worth 1.25 times the mean one, as values of orders scatter. Grain - window_name, kind, peers, unit, objective,
  definition.
grain: [window_name, kind, peers, unit, objective, definition]
owner: analytics
columns: [
  window_name: {type: text, description: window}, kind: {type: text, description: "what is compared: channel, campaign or publisher"},
  peers, unit: {type: text, description: "channel, network/account_id/campaign_key, or publisher"}, objective, definition,
  cost_per_result: {description: spend / results over days both are known}, cost_per_result_low, cost_per_result_high,
  rank: {description: "1 plus the peers that are surely cheaper, whatever the grade; null without an interval"}]
checks:
  - not_null: [window_name, kind, unit, objective, definition]
  - expression: cost_per_result_low <= cost_per_result AND cost_per_result <= cost_per_result_high
  - expression: rank >= 1
--- */
WITH base AS (
    SELECT
        window_name, 'channel' AS kind, '' AS peers, channel AS unit, objective, definition,
        CAST(matched_spend AS DOUBLE) AS paid, CAST(matched_results AS DOUBLE) AS x,
        CAST(events AS DOUBLE) / CASE WHEN is_money THEN 1.25 ELSE 1 END AS n, is_money
    FROM ref('int_definition_result')
    UNION ALL
    SELECT
        window_name, kind, peers, unit, objective, 'platform_' || result_metric AS definition,
        CAST(matched_spend AS DOUBLE) AS paid, CAST(matched_results AS DOUBLE) AS x,
        CAST(events AS DOUBLE) / CASE WHEN result_metric = 'conversion_value' THEN 1.25 ELSE 1 END AS n,
        result_metric = 'conversion_value' AS is_money
    FROM ref('int_effectiveness_part')
),

bound AS (
    SELECT
        window_name, kind, peers, unit, objective, definition, paid, x,
        CASE WHEN NOT is_money THEN 1 WHEN n > 0 AND x > 0 THEN x / n END AS worth,
        CASE
            WHEN n > 0 AND 1 - 1 / (9 * n) - 1.644854 / (3 * SQRT(n)) > 0
                THEN n * POWER(1 - 1 / (9 * n) - 1.644854 / (3 * SQRT(n)), 3)
        END AS n_low,
        CASE WHEN n >= 0 THEN (n + 1) * POWER(1 - 1 / (9 * (n + 1)) + 1.644854 / (3 * SQRT(n + 1)), 3) END AS n_high
    FROM base
),

cost AS (
    SELECT
        window_name, kind, peers, unit, objective, definition, paid / NULLIF(x, 0) AS cost_per_result,
        paid / (worth * n_high) AS cost_per_result_low, paid / NULLIF(worth * n_low, 0) AS cost_per_result_high
    FROM bound
),

beaten AS (
    SELECT a.window_name, a.kind, a.peers, a.unit, a.objective, a.definition, COUNT(b.unit) AS cheaper
    FROM cost AS a
    LEFT JOIN cost AS b
        ON b.window_name = a.window_name AND b.kind = a.kind AND b.peers = a.peers AND b.objective = a.objective
        AND b.definition = a.definition AND b.unit <> a.unit AND b.cost_per_result_high < a.cost_per_result_low
    WHERE a.cost_per_result_low > 0
    GROUP BY a.window_name, a.kind, a.peers, a.unit, a.objective, a.definition
)

SELECT
    c.window_name, c.kind, c.peers, c.unit, c.objective, c.definition, c.cost_per_result, c.cost_per_result_low,
    c.cost_per_result_high, b.cheaper + 1 AS rank
FROM cost AS c
LEFT JOIN beaten AS b
    ON b.window_name = c.window_name AND b.kind = c.kind AND b.peers = c.peers AND b.unit = c.unit
    AND b.objective = c.objective AND b.definition = c.definition
