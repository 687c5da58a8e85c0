/* ---
description: >
  What came after the advice of past mornings (docs/decisions/0038) - spend and results of its first week and whole period,
  beside what its response curves, straight between their points, expected at the spend that really happened. The interval
  is the curve's and 1.644854 standard deviations of the days, as independent. Grain - as_of, objective, channel, horizon.
grain: [as_of, objective, channel, horizon]
owner: analytics
tags: [decision]
columns: [
  as_of: {description: morning of the advice}, objective: {type: text, description: objective}, channel, horizon, days_over,
  days_compared, spend_happened, results_happened, results_final, share_today, share_advised, share_happened, results_expected,
  reach_below, reach_above, results_last_week]
checks: [{not_null: [as_of, objective, channel, horizon, days_over, days_compared, results_final]}, {accepted: {horizon: [week, period]}}]
--- */
WITH span AS (
    SELECT
        as_of, objective, result_metric, result_source, 'week' AS horizon, as_of AS first_day,
        CAST(as_of + INTERVAL '6' DAY AS DATE) AS last_day
    FROM source('state', 'backtest_recommendation')
    UNION ALL
    SELECT as_of, objective, result_metric, result_source, 'period' AS horizon, period_start, period_end
    FROM source('state', 'backtest_recommendation')
),

happened AS (
    SELECT
        l.as_of, l.objective, l.channel, p.horizon, COUNT(*) AS days_over, COUNT(d.date) AS days_compared,
        SUM(d.spend) AS spend, SUM(d.result) AS results,
        MAX(p.last_day) < MAX(s.as_of) AND COUNT(*) = COUNT(d.date) AND MIN(d.completeness) >= 0.95
        AND MAX(d.completeness) <= 1.05 AS is_final,
        CAST(SUM(d.spend) / NULLIF(COUNT(d.date), 0) AS DECIMAL(18, 6)) AS per_day,
        MAX(CASE WHEN d.date IS NOT NULL THEN l.current_spend END) AS today,
        MAX(CASE WHEN d.date IS NOT NULL THEN l.recommended_spend END) AS advised,
        MAX(l.result_spread * l.result_spread) AS variance, MAX(l.last_week_result) AS last_week
    FROM source('state', 'backtest_line') AS l
    INNER JOIN span AS p ON p.as_of = l.as_of AND p.objective = l.objective
    CROSS JOIN ref('seed_settings') AS s
    INNER JOIN ref('seed_calendar') AS c ON c.date >= p.first_day AND c.date <= p.last_day AND c.date < s.as_of
    LEFT JOIN ref('decision_history') AS d
        ON d.channel = l.channel AND d.objective = l.objective AND d.date = c.date AND d.spend IS NOT NULL
        AND d.result IS NOT NULL AND d.result_metric = p.result_metric AND d.result_source = p.result_source
    GROUP BY l.as_of, l.objective, l.channel, p.horizon
),

segment AS (
    SELECT
        as_of, objective, channel, spend AS first_spend, expected_result, low, high, LEAD(spend) OVER k AS next_spend,
        (LEAD(expected_result) OVER k - expected_result) / CAST(LEAD(spend) OVER k - spend AS DOUBLE) AS slope,
        (LEAD(low) OVER k - low) / CAST(LEAD(spend) OVER k - spend AS DOUBLE) AS low_slope,
        (LEAD(high) OVER k - high) / CAST(LEAD(spend) OVER k - spend AS DOUBLE) AS high_slope
    FROM source('state', 'backtest_curve')
    WINDOW k AS (PARTITION BY as_of, objective, channel ORDER BY spend)
),

read AS (
    SELECT
        h.as_of, h.objective, h.channel, h.horizon,
        h.days_compared * (g.expected_result + COALESCE(g.slope, 0) * CAST(h.per_day - g.first_spend AS DOUBLE)) AS expected,
        h.days_compared * (g.low + COALESCE(g.low_slope, 0) * CAST(h.per_day - g.first_spend AS DOUBLE)) AS low,
        h.days_compared * (g.high + COALESCE(g.high_slope, 0) * CAST(h.per_day - g.first_spend AS DOUBLE)) AS high
    FROM happened AS h
    INNER JOIN segment AS g
        ON g.as_of = h.as_of AND g.objective = h.objective AND g.channel = h.channel AND h.per_day >= g.first_spend
        AND (h.per_day < g.next_spend OR h.per_day = g.first_spend)
)

SELECT
    h.as_of, h.objective, h.channel, h.horizon, h.days_over, h.days_compared, h.spend AS spend_happened,
    h.results AS results_happened, COALESCE(h.is_final, FALSE) AS results_final,
    CAST(h.today AS DOUBLE) / NULLIF(SUM(h.today) OVER w, 0) AS share_today,
    CAST(h.advised AS DOUBLE) / NULLIF(SUM(h.advised) OVER w, 0) AS share_advised,
    CAST(h.per_day AS DOUBLE) / NULLIF(SUM(h.per_day) OVER w, 0) AS share_happened, r.expected AS results_expected,
    SQRT((r.expected - r.low) * (r.expected - r.low) + 2.705545 * h.days_compared * h.variance) AS reach_below,
    SQRT((r.high - r.expected) * (r.high - r.expected) + 2.705545 * h.days_compared * h.variance) AS reach_above,
    h.days_compared * h.last_week AS results_last_week
FROM happened AS h
LEFT JOIN read AS r
    ON r.as_of = h.as_of AND r.objective = h.objective AND r.channel = h.channel AND r.horizon = h.horizon
WINDOW w AS (PARTITION BY h.as_of, h.objective, h.horizon)
