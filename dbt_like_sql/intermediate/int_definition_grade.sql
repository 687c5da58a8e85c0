/* ---
description: >
  How comparable results are over the last 90 days, between channels, between campaigns of a channel and between
  publishers of a network, under each definition. A own measurement; B the platforms report the same action and window; C
  same action, other windows or kinds of click; D different actions. Grain - kind, peers, objective, definition.
grain: [kind, peers, objective, definition]
owner: analytics
tags: [effectiveness]
columns: [
  kind: {type: text, description: "what is compared: channel, campaign or publisher"},
  peers, objective, definition, comparability,
  actions: {type: count, description: different actions that count as a result},
  windows: {type: count, description: different attribution settings}]
checks:
  - not_null: [kind, peers, objective, definition, comparability]
  - accepted: {comparability: [A, B, C, D]}
--- */
WITH told AS (
    SELECT
        d.channel, d.network, d.objective, d.conversion_definition, d.video_view_definition,
        COALESCE(d.attribution_setting, d.network) AS attribution, COUNT(*) AS told_rows,
        COUNT(d.link_clicks) AS linked_rows, MAX(CASE WHEN d.publisher IS NULL THEN 0 ELSE 1 END) AS tells_publisher
    FROM ref('int_ad_day') AS d
    INNER JOIN ref('seed_window') AS w
        ON w.window_name = '90d' AND d.date >= w.window_start AND d.date <= w.window_end
    WHERE d.spend_original > 0
    GROUP BY
        d.channel, d.network, d.objective, d.conversion_definition, d.video_view_definition,
        COALESCE(d.attribution_setting, d.network)
),

scoped AS (
    SELECT k.kind, CASE k.kind WHEN 'channel' THEN '' WHEN 'campaign' THEN t.channel ELSE t.network END AS peers,
        t.objective, t.attribution, t.told_rows, t.linked_rows, t.video_view_definition,
        CASE
            WHEN t.conversion_definition LIKE '%_conversions' OR t.conversion_definition LIKE '%_results'
                OR STRPOS(t.conversion_definition, '_') = 0 THEN t.conversion_definition
            ELSE SUBSTR(t.conversion_definition, STRPOS(t.conversion_definition, '_') + 1)
        END AS action
    FROM told AS t
    INNER JOIN (
        SELECT 'channel' AS kind UNION ALL SELECT 'campaign' AS kind UNION ALL SELECT 'publisher' AS kind
    ) AS k ON k.kind <> 'publisher' OR t.tells_publisher = 1
),

counted AS (
    SELECT
        kind, peers, objective, COUNT(DISTINCT action) AS actions, COUNT(DISTINCT attribution) AS windows,
        COUNT(DISTINCT CASE WHEN STRPOS(video_view_definition, '_') > 0
            THEN SUBSTR(video_view_definition, STRPOS(video_view_definition, '_') + 1) ELSE video_view_definition END) AS views,
        SUM(told_rows) - SUM(linked_rows) AS without_link_clicks
    FROM scoped
    GROUP BY kind, peers, objective
    UNION ALL
    SELECT 'channel' AS kind, '' AS peers, o.objective, 0 AS actions, 0 AS windows, 0 AS views, 0 AS without_link_clicks
    FROM ref('seed_objective') AS o
    WHERE o.objective NOT IN (SELECT s.objective FROM scoped AS s)
)

SELECT
    c.kind, c.peers, c.objective, f.definition,
    CASE
        WHEN f.result_source <> 'platform' THEN 'A'
        WHEN f.family = 'sale' AND c.actions > 1 OR f.family = 'video_view' AND c.views > 1 THEN 'D'
        WHEN f.family IN ('sale', 'lead') AND c.windows > 1 THEN 'C'
        WHEN f.result_metric = 'link_clicks' AND c.without_link_clicks > 0 THEN 'C'
        ELSE 'B'
    END AS comparability,
    c.actions, c.windows
FROM counted AS c
CROSS JOIN ref('seed_result_definition') AS f
