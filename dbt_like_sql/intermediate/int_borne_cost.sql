/* ---
description: >
  Costs beside media that stand at an objective of a channel - its own objective, where it has none at the one with the
  most spend. Grain - window_name, channel, objective.
grain: [window_name, channel, objective]
owner: analytics
tags: [effectiveness]
columns: [
  window_name: {type: text, description: window}, channel, objective, other_costs, shared_costs,
  known_costs: {type: money, unit: reporting currency, description: "of other_costs, those of days with known spend"}]
checks:
  - not_null: [window_name, channel, objective, other_costs]
--- */
WITH borne AS (
    SELECT
        window_name, channel, SUM(amount) AS other_costs,
        SUM(CASE WHEN split_by <> 'own' THEN amount ELSE 0 END) AS shared_costs,
        SUM(CASE WHEN is_known THEN amount ELSE 0 END) AS known_costs
    FROM ref('int_channel_cost_day')
    GROUP BY window_name, channel
),

bearer AS (
    SELECT
        e.window_name, e.channel, e.objective, ROW_NUMBER() OVER (
            PARTITION BY e.window_name, e.channel
            ORDER BY CASE WHEN c.objective = e.objective THEN 0 ELSE 1 END, COALESCE(e.spend, 0) DESC, e.objective) AS place
    FROM ref('int_effectiveness') AS e
    LEFT JOIN ref('seed_channel') AS c ON c.channel = e.channel
)

SELECT r.window_name, r.channel, r.objective, k.other_costs, k.shared_costs, k.known_costs
FROM bearer AS r
INNER JOIN borne AS k ON k.window_name = r.window_name AND k.channel = r.channel
WHERE r.place = 1
