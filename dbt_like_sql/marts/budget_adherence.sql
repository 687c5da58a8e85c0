/* ---
description: >
  Whether spending keeps to the plan in force. Expected: the budget spread evenly, through data_through. Projected: known
  ad spend, unreported days and the days to come at the mean of the last 14 known days, with a 90 % interval from
  day-to-day variance; costs at the rate so far. Grain - as_of, period_start, period_end, channel, category.
grain: [as_of, period_start, period_end, channel, category]
owner: analytics
columns: [
  as_of, period_start: {description: first day of the plan period}, period_end: {description: last day of the plan period},
  channel: {description: channel; null when the amount is for all}, category, budget, spend_to_date, includes_period,
  unreported_days, unreported_estimate, data_through, expected_to_date, pace, variance, projected_spend, projected_low,
  projected_high, needed_per_day, highest_day_ever, probability_over, tolerance_low, tolerance_high,
  misdated_bound: {type: money, unit: reporting currency, description: "most of spend_to_date that may belong to the day before or after the period, by time zones; 0 where they are the same or not known"},
  status: {type: text, description: "on_track, watch, over, under, no_budget or no_data"},
  reason: {type: text, description: why, in words}]
checks:
  - not_null: [as_of, period_start, period_end, category, status, reason]
  - accepted: {status: [on_track, watch, over, under, no_budget, no_data]}
  - expression: projected_low <= projected_high
--- */
WITH judged AS (
    SELECT
        s.as_of, s.reporting_currency AS money, p.period_start, p.period_end, p.channel, p.category, p.budget,
        p.spend_to_date, p.includes_period, p.unreported_days, p.unreported_estimate, p.data_through,
        p.expected_to_date, p.pace, p.variance, p.projected_spend, p.projected_low, p.projected_high, p.needed_per_day,
        p.highest_day_ever, p.probability_over, p.tolerance_low, p.tolerance_high,
        CAST(COALESCE(e.misdated_bound, 0) AS DECIMAL(18, 6)) AS misdated_bound,
        LEAST(ABS(p.pace_with_gaps - p.tolerance_low), ABS(p.pace_with_gaps - p.tolerance_high))
        < CAST(e.misdated_bound AS DOUBLE) / NULLIF(p.expected_to_date, 0) AS is_near_edge,
        CASE
            WHEN p.budget IS NULL OR (p.budget = 0 AND p.spend_to_date > 0) THEN 'no_budget'
            WHEN p.period_start < s.as_of AND p.spend_to_date IS NULL THEN 'no_data'
            WHEN p.expected_to_date IS NULL OR p.expected_to_date = 0 THEN 'on_track'
            WHEN p.pace_with_gaps > p.tolerance_high AND p.probability_over >= 0.8 THEN 'over'
            WHEN p.pace_with_gaps < p.tolerance_low AND p.probability_over <= 0.2 THEN 'under'
            WHEN p.pace_with_gaps > p.tolerance_high OR p.pace_with_gaps < p.tolerance_low THEN 'watch'
            WHEN p.unreported_days > s.stale_days THEN 'watch'
            ELSE 'on_track'
        END AS status,
        COALESCE(CAST(p.data_through AS VARCHAR), 'never') AS through,
        COALESCE(CAST(CAST(p.spend_to_date AS DECIMAL(18, 2)) AS VARCHAR), 'unknown') AS spent,
        COALESCE(CAST(CAST(p.expected_to_date AS DECIMAL(18, 2)) AS VARCHAR), 'nothing') AS expected,
        COALESCE(CAST(CAST(p.projected_spend AS DECIMAL(18, 2)) AS VARCHAR), 'unknown') AS ending,
        COALESCE(CAST(CAST(p.budget AS DECIMAL(18, 2)) AS VARCHAR), 'none') AS planned,
        COALESCE(CAST(CAST(100 * p.probability_over AS DECIMAL(5, 0)) AS VARCHAR), '?') AS chance
    FROM ref('int_budget_pace') AS p
    CROSS JOIN ref('seed_settings') AS s
    LEFT JOIN ref('int_budget_edge') AS e
        ON e.period_start = p.period_start AND e.period_end = p.period_end AND e.channel = p.channel
        AND e.category = p.category
)

SELECT
    as_of, period_start, period_end, NULLIF(channel, '') AS channel, category, budget, spend_to_date, includes_period,
    unreported_days, unreported_estimate, data_through, expected_to_date, pace, variance, projected_spend,
    projected_low, projected_high, needed_per_day, highest_day_ever, probability_over, tolerance_low, tolerance_high,
    misdated_bound, status,
    CASE
        WHEN period_start = as_of AND status = 'on_track' THEN 'begins today; likely to end at ' || ending || ' of ' || planned
        WHEN status = 'no_budget' THEN 'spent ' || spent || ' ' || money || ', nothing is planned for it'
        WHEN status = 'no_data' THEN 'no day of the period is known yet'
        WHEN status = 'over' THEN 'spent ' || spent || ' ' || money || ' where ' || expected || ' was planned through ' || through
            || '; likely to end at ' || ending || ' of ' || planned || ' (' || chance || ' % chance to end above)'
        WHEN status = 'under' THEN 'spent ' || spent || ' ' || money || ' where ' || expected || ' was planned through '
            || through || '; likely to end at ' || ending || ' of ' || planned
        WHEN status = 'watch' THEN 'spent ' || spent || ' ' || money || ' where ' || expected || ' was planned through '
            || through || '; ' || CAST(unreported_days AS VARCHAR) || ' days without data; likely to end at ' || ending
            || ' of ' || planned || ' (' || chance || ' % chance to end above)'
        ELSE 'spent ' || spent || ' ' || money || ' where ' || expected || ' was planned through ' || through
            || '; likely to end at ' || ending || ' of ' || planned
    END || CASE
        WHEN is_near_edge THEN '; up to ' || CAST(CAST(misdated_bound AS DECIMAL(18, 2)) AS VARCHAR)
            || ' of it may belong to a neighbouring day (time zones)'
        ELSE ''
    END AS reason
FROM judged
