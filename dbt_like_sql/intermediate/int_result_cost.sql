/* ---
description: >
  Cost per result of channels under each definition, of campaigns and of publishers, with a 90 % interval and rank. Byar's
  approximation of the exact interval of a Poisson count (Breslow and Day 1987, z = 1.644854); money is counted in amounts worth
  1.25 times the mean one, as values of orders scatter. Grain - window_name, kind, peers, unit, objective, definition.
grain: [window_name, kind, peers, unit, objective, definition]
owner: analytics
tags: [effectiveness]
columns: [
  window_name: {type: text, description: window}, kind: {type: text, description: "what is compared: channel, campaign or publisher"},
  peers, unit: {type: text, description: "channel, network/account_id/campaign_key, or publisher"}, objective, definition,
  cost_per_result: {description: spend / results over days both are known}, cost_per_result_low, cost_per_result_high,
  rank: {description: "1 plus the peers in groups cheaper than its own; intervals that overlap, directly or through others between them, make a group; whatever the grade, null without both ends of an interval"}]
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

-- groups of peers whose intervals touch, directly or through others between them
reached AS (
    SELECT
        window_name, kind, peers, unit, objective, definition, cost_per_result_low AS low,
        MAX(cost_per_result_high) OVER (
            PARTITION BY window_name, kind, peers, objective, definition ORDER BY cost_per_result_low, unit
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS highest_before,
        ROW_NUMBER() OVER (PARTITION BY window_name, kind, peers, objective, definition ORDER BY cost_per_result_low, unit) AS nth
    FROM cost
    WHERE cost_per_result_low > 0 AND cost_per_result_high IS NOT NULL
),

ranked AS (
    SELECT
        window_name, kind, peers, unit, objective, definition,
        MAX(CASE WHEN highest_before >= low THEN 1 ELSE nth END) OVER (
            PARTITION BY window_name, kind, peers, objective, definition ORDER BY low, unit) AS rank
    FROM reached
)

SELECT
    c.window_name, c.kind, c.peers, c.unit, c.objective, c.definition, c.cost_per_result, c.cost_per_result_low,
    c.cost_per_result_high, r.rank
FROM cost AS c
LEFT JOIN ranked AS r
    ON r.window_name = c.window_name AND r.kind = c.kind AND r.peers = c.peers AND r.unit = c.unit
    AND r.objective = c.objective AND r.definition = c.definition
