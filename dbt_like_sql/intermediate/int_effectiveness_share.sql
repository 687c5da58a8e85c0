/* ---
description: >
  Shares of an objective's spend and results, over the days of the window on which both are known of all its channels with
  known spend; where there is no such day, shares of spend alone. Grain - window_name, channel, objective.
grain: [window_name, channel, objective]
owner: analytics
tags: [effectiveness]
columns: [
  window_name: {type: text, description: window}, channel, objective,
  days_shared: {type: count, unit: days, description: days the shares are of}, share_of_spend, share_of_results]
checks:
  - not_null: [window_name, channel, objective, days_shared]
--- */
WITH told AS (
    SELECT w.window_name, d.objective, d.channel, d.date, d.spend, r.result
    FROM ref('int_channel_objective_day') AS d
    INNER JOIN ref('seed_window') AS w ON d.date >= w.window_start AND d.date <= w.window_end
    LEFT JOIN ref('int_result_daily') AS r
        ON r.channel = d.channel AND r.objective = d.objective AND r.date = d.date
    WHERE d.spend IS NOT NULL
),

peer AS (
    SELECT window_name, objective, COUNT(DISTINCT channel) AS channels FROM told GROUP BY window_name, objective
),

alike AS (
    SELECT t.window_name, t.objective, t.date, COUNT(t.result) = p.channels AS has_results
    FROM told AS t
    INNER JOIN peer AS p ON p.window_name = t.window_name AND p.objective = t.objective
    GROUP BY t.window_name, t.objective, t.date, p.channels
    HAVING COUNT(*) = p.channels
),

best AS (
    SELECT window_name, objective, MAX(CASE WHEN has_results THEN 1 ELSE 0 END) = 1 AS any_results
    FROM alike
    GROUP BY window_name, objective
),

summed AS (
    SELECT
        t.window_name, t.channel, t.objective, COUNT(*) AS days, SUM(t.spend) AS spend,
        SUM(CASE WHEN a.has_results THEN t.result END) AS result
    FROM told AS t
    INNER JOIN alike AS a ON a.window_name = t.window_name AND a.objective = t.objective AND a.date = t.date
    INNER JOIN best AS b
        ON b.window_name = a.window_name AND b.objective = a.objective AND b.any_results = a.has_results
    GROUP BY t.window_name, t.channel, t.objective
)

SELECT
    window_name, channel, objective, days AS days_shared,
    CAST(spend AS DOUBLE) / NULLIF(CAST(SUM(spend) OVER (PARTITION BY window_name, objective) AS DOUBLE), 0) AS share_of_spend,
    CAST(result AS DOUBLE) / NULLIF(CAST(SUM(result) OVER (PARTITION BY window_name, objective) AS DOUBLE), 0)
        AS share_of_results
FROM summed
