/* ---
description: >
  How comparable the results of an objective are between its channels over the last 90 days. A own measurement; B the
  platforms report the same action and window; C same action, other windows or kinds of click; D different actions.
  Grain - objective.
grain: [objective]
owner: analytics
columns: [
  objective, comparability: {type: text, description: "A, B, C or D"},
  actions: {type: count, description: different actions that count as a result},
  windows: {type: count, description: different attribution settings}]
checks:
  - not_null: [objective, comparability]
  - accepted: {comparability: [A, B, C, D]}
--- */
WITH told AS (
    SELECT
        s.objective, s.result_metric, s.result_source, d.network,
        CASE WHEN s.result_metric = 'video_views' THEN d.video_view_definition ELSE d.conversion_definition END
            AS definition,
        COALESCE(d.attribution_setting, d.network) AS attribution, d.link_clicks
    FROM ref('int_result_source') AS s
    LEFT JOIN ref('seed_window') AS w ON w.window_name = '90d'
    LEFT JOIN ref('int_ad_day') AS d
        ON d.objective = s.objective AND d.date >= w.window_start AND d.date <= w.window_end AND d.spend_original > 0
),

named AS (
    SELECT
        objective, result_metric, result_source, attribution, link_clicks,
        CASE
            WHEN definition LIKE '%_conversions' OR definition LIKE '%_results' THEN definition
            WHEN STRPOS(definition, '_') > 0 THEN SUBSTR(definition, STRPOS(definition, '_') + 1)
            ELSE definition
        END AS action
    FROM told
),

counted AS (
    SELECT
        objective, result_metric, result_source, COUNT(DISTINCT action) AS actions,
        COUNT(DISTINCT attribution) AS windows, COUNT(attribution) - COUNT(link_clicks) AS without_link_clicks,
        COUNT(link_clicks) AS with_link_clicks
    FROM named
    GROUP BY objective, result_metric, result_source
)

SELECT
    objective,
    CASE
        WHEN result_source <> 'platform' THEN 'A'
        WHEN result_metric IN ('conversions', 'conversion_value', 'video_views') AND actions > 1 THEN 'D'
        WHEN result_metric IN ('conversions', 'conversion_value', 'leads') AND windows > 1 THEN 'C'
        WHEN result_metric = 'link_clicks' AND without_link_clicks > 0 THEN 'C'
        ELSE 'B'
    END AS comparability,
    actions, windows
FROM counted
