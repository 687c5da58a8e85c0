/* ---
description: >
  The order of an objective's channels by cost per result under every way of counting: orders, new customers and revenue
  of own records or web analytics, conversions and their value as networks report them, visits by kind of click. To see
  whether the order depends on who counts; fit for decisions is rank of channel_effectiveness. Grain - as_of, window,
  objective, definition, channel.
grain: [as_of, window, objective, definition, channel]
owner: analytics
tags: [effectiveness]
columns: [
  as_of, window, window_start, window_end, objective, definition, label: {type: text, description: the definition in words},
  result_source: {description: "who counts: platform, analytics or crm"}, result_metric, is_chosen, comparability, channel,
  spend: {description: media spend of days with known results}, results: {description: results of days with known spend},
  cost_per_result, cost_per_result_low, cost_per_result_high,
  place: {type: count, unit: place, description: "place by cost_per_result, sure or not"},
  rank_under_definition: {type: count, unit: place, description: "1 plus the channels in groups cheaper than its own; intervals that overlap, directly or through others between them, make a group; whatever the grade"},
  changes_places: {type: flag, description: "whether it is surely cheaper than a channel that is surely cheaper under the chosen definition, or the reverse; null when that cannot be told"},
  data_through]
checks:
  - not_null: [as_of, window, objective, definition, channel, label]
  - expression: place >= 1 AND rank_under_definition >= 1
--- */
WITH ranked AS (
    SELECT
        r.window_name, r.objective, r.definition, r.channel, r.is_chosen, r.result_source, r.result_metric,
        r.matched_spend, r.matched_results, c.cost_per_result, c.cost_per_result_low, c.cost_per_result_high, c.rank
    FROM ref('int_definition_result') AS r
    INNER JOIN ref('int_result_cost') AS c
        ON c.window_name = r.window_name AND c.kind = 'channel' AND c.unit = r.channel AND c.objective = r.objective
        AND c.definition = r.definition
    WHERE r.matched_spend > 0
),

paired AS (
    SELECT
        a.window_name, a.objective, a.definition, a.channel,
        CASE WHEN a.cost_per_result_high < b.cost_per_result_low THEN -1
            WHEN b.cost_per_result_high < a.cost_per_result_low THEN 1 ELSE 0 END AS behind,
        CASE WHEN x.cost_per_result_high < y.cost_per_result_low THEN -1
            WHEN y.cost_per_result_high < x.cost_per_result_low THEN 1 ELSE 0 END AS behind_chosen
    FROM ranked AS a
    INNER JOIN ranked AS b
        ON b.window_name = a.window_name AND b.objective = a.objective AND b.definition = a.definition
        AND b.channel <> a.channel
    INNER JOIN ranked AS x
        ON x.window_name = a.window_name AND x.objective = a.objective AND x.channel = a.channel AND x.is_chosen
    INNER JOIN ranked AS y
        ON y.window_name = a.window_name AND y.objective = a.objective AND y.channel = b.channel AND y.is_chosen
    WHERE a.cost_per_result_low > 0 AND b.cost_per_result_low > 0 AND x.cost_per_result_low > 0 AND y.cost_per_result_low > 0
),

moved AS (
    SELECT
        window_name, objective, definition, channel, MAX(CASE WHEN behind * behind_chosen < 0 THEN 1 ELSE 0 END) = 1 AS moves
    FROM paired
    GROUP BY window_name, objective, definition, channel
)

SELECT
    w.as_of, r.window_name AS "window", w.window_start, w.window_end, r.objective, r.definition, f.label, r.result_source,
    r.result_metric, r.is_chosen, g.comparability, r.channel, r.matched_spend AS spend, r.matched_results AS results,
    r.cost_per_result, r.cost_per_result_low, r.cost_per_result_high,
    CASE WHEN r.cost_per_result IS NOT NULL THEN RANK() OVER (
        PARTITION BY r.window_name, r.objective, r.definition ORDER BY COALESCE(r.cost_per_result, 1e18)) END AS place,
    r.rank AS rank_under_definition, m.moves AS changes_places, t.data_through
FROM ranked AS r
INNER JOIN ref('seed_window') AS w ON w.window_name = r.window_name
INNER JOIN ref('seed_result_definition') AS f ON f.definition = r.definition
LEFT JOIN ref('int_definition_grade') AS g
    ON g.kind = 'channel' AND g.objective = r.objective AND g.definition = r.definition
LEFT JOIN moved AS m
    ON m.window_name = r.window_name AND m.objective = r.objective AND m.definition = r.definition
    AND m.channel = r.channel
LEFT JOIN ref('int_channel_through') AS t ON t.channel = r.channel
