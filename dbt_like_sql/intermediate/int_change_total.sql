/* ---
description: >
  Results, and the cost of one, in a window and an earlier one, of each channel and of all channels of the objective
  together ('all'), with what cannot be divided up into factors. A channel that spent and brought nothing in one of the
  windows moved the mix. Grain - window_name, versus, objective, scope, measure.
grain: [window_name, versus, objective, scope, measure]
owner: analytics
tags: [effectiveness]
columns: [
  as_of, window_name: {type: text, description: window}, versus, objective,
  scope: {type: text, description: channel or all}, measure: {type: text, description: results or cost_per_result}, result_metric, result_source, days: {type: count, unit: days, description: days of the window}, days_compared, days_estimated,
  spend: {type: ratio, description: spend of the scope}, spend_then: {type: ratio, description: the same of the earlier days},
  value: {type: ratio, description: "results, or spend / results, over the days compared"}, value_then, value_then_known_now,
  per: {type: ratio, description: "what results are divided by before they are compared: 1, or spend for their cost"},
  per_then: {type: ratio, description: the same of the earlier days},
  sign: {type: ratio, description: "what a change of results by `per` is worth in the measure: 1, or -cost * cost_then"},
  moved: {type: ratio, description: change of the measure by channels that came or went},
  undivided: {type: ratio, description: change of the measure by channels whose change cannot be divided up}, reason: {type: text, description: "what cannot be compared or divided up, and why; null when all is"}, data_through]
checks:
  - not_null: [as_of, window_name, versus, objective, scope, measure]
--- */
WITH placed AS (
    SELECT
        CASE WHEN a.is_all = 1 THEN 'all' ELSE c.channel END AS scope, c.as_of, c.window_name, c.versus, c.objective, c.channel,
        c.result_metric, c.result_source, c.days, c.days_compared, c.days_estimated, c.spend, c.spend_then, c.results,
        c.results_then, c.results_then_known_now, c.hindrance,
        CASE WHEN c.days_compared > 0 AND c.days_compared < c.days THEN CAST(c.days_compared AS VARCHAR) || ' of ' || CAST(c.days AS VARCHAR) || ' days are known in both windows' END AS lack,
        a.is_all = 1 AND (c.spend = 0 AND c.results = 0 OR c.spend_then = 0 AND c.results_then = 0) AS has_moved
    FROM ref('int_compared_result') AS c
    CROSS JOIN (SELECT 0 AS is_all UNION ALL SELECT 1) AS a
),

summed AS (
    SELECT
        p.scope, p.as_of, p.window_name, p.versus, p.objective, MAX(p.result_metric) AS result_metric,
        MAX(p.result_source) AS result_source, MAX(p.days) AS days, MAX(p.days_compared) AS days_compared,
        MAX(p.days_estimated) AS days_estimated, MIN(t.data_through) AS data_through,
        CAST(SUM(p.spend) AS DOUBLE) AS s1, CAST(SUM(p.spend_then) AS DOUBLE) AS s0, CAST(SUM(p.results) AS DOUBLE) AS r1,
        CAST(SUM(p.results_then) AS DOUBLE) AS r0, CAST(SUM(p.results_then_known_now) AS DOUBLE) AS r_now,
        CAST(SUM(CASE WHEN p.has_moved THEN p.results ELSE 0 END) AS DOUBLE) AS m1,
        CAST(SUM(CASE WHEN p.has_moved THEN p.results_then ELSE 0 END) AS DOUBLE) AS m0,
        CAST(SUM(CASE WHEN p.hindrance IS NULL OR p.has_moved THEN 0 ELSE p.results END) AS DOUBLE) AS u1,
        CAST(SUM(CASE WHEN p.hindrance IS NULL OR p.has_moved THEN 0 ELSE p.results_then END) AS DOUBLE) AS u0,
        STRING_AGG(
            CASE WHEN p.scope = 'all' THEN COALESCE(l.label, p.channel) || ': ' ELSE '' END
            || CASE WHEN p.hindrance IS NULL OR p.has_moved THEN p.lack ELSE p.hindrance END, '; ' ORDER BY p.channel
        ) AS reason
    FROM placed AS p
    LEFT JOIN ref('seed_channel') AS l ON l.channel = p.channel
    LEFT JOIN ref('int_channel_through') AS t ON t.channel = p.channel
    GROUP BY p.scope, p.as_of, p.window_name, p.versus, p.objective
)

SELECT
    as_of, window_name, versus, objective, scope, 'results' AS measure, result_metric, result_source, days, days_compared,
    days_estimated, s1 AS spend, s0 AS spend_then, r1 AS value, r0 AS value_then, r_now AS value_then_known_now,
    CAST(1 AS DOUBLE) AS per, CAST(1 AS DOUBLE) AS per_then, CAST(1 AS DOUBLE) AS sign, m1 - m0 AS moved, u1 - u0 AS undivided,
    reason, data_through
FROM summed
UNION ALL
SELECT
    as_of, window_name, versus, objective, scope, 'cost_per_result' AS measure, result_metric, result_source, days,
    days_compared, days_estimated, s1 AS spend, s0 AS spend_then, s1 / NULLIF(r1, 0) AS value, s0 / NULLIF(r0, 0) AS value_then,
    s0 / NULLIF(r_now, 0) AS value_then_known_now, NULLIF(s1, 0) AS per, NULLIF(s0, 0) AS per_then,
    -(s1 / NULLIF(r1, 0)) * (s0 / NULLIF(r0, 0)) AS sign,
    -(s1 / NULLIF(r1, 0)) * (s0 / NULLIF(r0, 0)) * (m1 / NULLIF(s1, 0) - m0 / NULLIF(s0, 0)) AS moved,
    -(s1 / NULLIF(r1, 0)) * (s0 / NULLIF(r0, 0)) * (u1 / NULLIF(s1, 0) - u0 / NULLIF(s0, 0)) AS undivided, reason, data_through
FROM summed
