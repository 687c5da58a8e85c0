/* ---
description: >
  Shares of an objective's spend and results, over the days of the window on which both are known of all its channels that
  have such days. Grain - window_name, channel, objective.
grain: [window_name, channel, objective]
owner: analytics
columns: [
  window_name: {type: text, description: window}, channel, objective,
  days_shared: {type: count, unit: days, description: days both are known of all channels}, share_of_spend, share_of_results]
checks:
  - not_null: [window_name, channel, objective, days_shared]
--- */
WITH told AS (
    SELECT w.window_name, r.objective, r.channel, r.date, d.spend, r.result
    FROM ref('int_result_daily') AS r
    INNER JOIN ref('seed_window') AS w ON r.date >= w.window_start AND r.date <= w.window_end
    INNER JOIN ref('int_channel_objective_day') AS d
        ON d.channel = r.channel AND d.objective = r.objective AND d.date = r.date
    WHERE d.spend IS NOT NULL AND r.result IS NOT NULL
),

peer AS (
    SELECT window_name, objective, COUNT(DISTINCT channel) AS channels FROM told GROUP BY window_name, objective
),

alike AS (
    SELECT t.window_name, t.objective, t.date
    FROM told AS t
    INNER JOIN peer AS p ON p.window_name = t.window_name AND p.objective = t.objective
    GROUP BY t.window_name, t.objective, t.date, p.channels
    HAVING COUNT(*) = p.channels
),

summed AS (
    SELECT t.window_name, t.channel, t.objective, COUNT(*) AS days, SUM(t.spend) AS spend, SUM(t.result) AS result
    FROM told AS t
    INNER JOIN alike AS a ON a.window_name = t.window_name AND a.objective = t.objective AND a.date = t.date
    GROUP BY t.window_name, t.channel, t.objective
)

SELECT
    window_name, channel, objective, days AS days_shared,
    CAST(spend AS DOUBLE) / NULLIF(CAST(SUM(spend) OVER (PARTITION BY window_name, objective) AS DOUBLE), 0) AS share_of_spend,
    CAST(result AS DOUBLE) / NULLIF(CAST(SUM(result) OVER (PARTITION BY window_name, objective) AS DOUBLE), 0)
        AS share_of_results
FROM summed
